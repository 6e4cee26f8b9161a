import { type FormEvent, useEffect, useState } from 'react';
import type { components } from './api';

type Book = components['schemas']['Book'];

export function Books() {
  const [books, setBooks] = useState<Book[]>();
  const [problem, setProblem] = useState('');

  useEffect(() => {
    fetch('/api/books')
      .then(async (response) =>
        response.ok ? setBooks(await response.json()) : setProblem('No books today.'),
      )
      .catch(() => setProblem('No network.'));
  }, []);

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const title = new FormData(event.currentTarget).get('title');
    const response = await fetch('/api/books', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title }),
    });
    if (!response.ok) return setProblem('This is no book.');
    const added: Book = await response.json();
    setBooks((all = []) => [...all, added]);
  }

  return (
    <main>
      {problem && <p role="alert">{problem}</p>}
      <ul>
        {books?.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
      <form onSubmit={add}>
        <input aria-label="Title" name="title" />
        <button type="submit">Add</button>
      </form>
    </main>
  );
}
