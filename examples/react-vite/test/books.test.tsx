import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { mock } from 'standin';
import { handlers } from 'standin/msw';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { operations } from '../src/api';
import { Books } from '../src/books';

const api = await mock<operations>('openapi.json');
const server = setupServer(...handlers(api));

beforeEach(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(async () => {
  cleanup();
  server.close();
  await api.reset();
});

test('books are shown', async () => {
  api.on('listBooks').reply(200, [{ id: 1, title: 'Emma' }]);
  render(<Books />);
  expect((await screen.findByRole('listitem')).textContent).toBe('Emma');
});

test('a book that was added is shown, and is in the backend', async () => {
  render(<Books />);
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Persuasion' } });
  fireEvent.click(screen.getByText('Add'));
  expect(await screen.findByText('Persuasion')).toBeDefined();
  expect(api).toHaveReceived('addBook', { body: { title: 'Persuasion' } });
  const books = await api.fetch('/books').then((response) => response.json());
  expect(books).toContainEqual(expect.objectContaining({ title: 'Persuasion' }));
});

test('a title is needed', async () => {
  render(<Books />);
  fireEvent.click(screen.getByText('Add'));
  expect((await screen.findByRole('alert')).textContent).toBe('This is no book.');
});

test('a backend that is down is told', async () => {
  api.on('listBooks').reply(503);
  render(<Books />);
  expect((await screen.findByRole('alert')).textContent).toBe('No books today.');
});

test('a network that fails is told', async () => {
  api.on('listBooks').networkError();
  render(<Books />);
  expect((await screen.findByRole('alert')).textContent).toBe('No network.');
});
