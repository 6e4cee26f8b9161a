import { createRoot } from 'react-dom/client';
import { Books } from './books';

// `vite --mode mock` answers in the browser; a build without it holds nothing of the mock.
if (import.meta.env.MODE === 'mock') await import('./mocks').then(({ start }) => start());

createRoot(document.getElementById('root')!).render(<Books />);
