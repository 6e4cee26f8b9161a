import { expect, test } from 'vitest';
import { agree } from '../../../src/generation/realistic/agree.ts';

type Value = Record<string, unknown>;
const noNull = (_name: string, value: unknown): boolean =>
  value !== null && !JSON.stringify(value).includes('null');

/** What is true afterwards, before, after; null is refused. */
const ROWS: readonly (readonly [string, Value, Value])[] = [
  [
    'created is not after updated',
    { created_at: '2025-05-01T00:00:00Z', updated_at: '2024-01-01T00:00:00Z' },
    { created_at: '2024-01-01T00:00:00Z', updated_at: '2025-05-01T00:00:00Z' },
  ],
  [
    'created, updated and closed are in order',
    {
      closedAt: '2023-01-01T00:00:00Z',
      createdAt: '2025-05-01T00:00:00Z',
      updatedAt: '2024-01-01T00:00:00Z',
    },
    {
      closedAt: '2025-05-01T00:00:00Z',
      createdAt: '2023-01-01T00:00:00Z',
      updatedAt: '2024-01-01T00:00:00Z',
    },
  ],
  [
    'date_created is not after date_updated',
    { date_updated: '2024-01-01', date_created: '2025-01-01' },
    { date_updated: '2025-01-01', date_created: '2024-01-01' },
  ],
  [
    'start is not after end',
    { startDate: '2025-05-01', endDate: '2024-01-01' },
    { startDate: '2024-01-01', endDate: '2025-05-01' },
  ],
  [
    'a date and a date-time are compared by time',
    { start: '2025-05-01T10:00:00Z', end: '2024-01-01' },
    { start: '2025-05-01T10:00:00Z', end: '2025-05-02' },
  ],
  [
    'offsets are compared by time',
    { start: '2025-05-01T01:00:00+02:00', end: '2025-04-30T23:30:00Z' },
    { start: '2025-05-01T01:00:00+02:00', end: '2025-04-30T23:30:00Z' },
  ],
  [
    'unix times are in order',
    { created: 1_700_000_500, updated: 1_700_000_000 },
    { created: 1_700_000_000, updated: 1_700_000_500 },
  ],
  [
    'times of the day are in order',
    { start_time: '17:30', end_time: '09:00' },
    { start_time: '09:00', end_time: '17:30' },
  ],
  [
    'pairs with one prefix belong together',
    { billing_start: 50, trial_start: 7, billing_end: 20, trial_end: 9 },
    { billing_start: 20, trial_start: 7, billing_end: 50, trial_end: 9 },
  ],
  [
    'valid_from is not after valid_until',
    { valid_from: '2025-01-02', valid_until: '2025-01-01' },
    { valid_from: '2025-01-01', valid_until: '2025-01-02' },
  ],
  ['min is not above max', { min_price: 9, max_price: 3 }, { min_price: 3, max_price: 9 }],
  ['minimum is not above maximum', { maximum: 1, minimum: 8 }, { maximum: 8, minimum: 1 }],
  ['low, average and high are in order', { high: 1, low: 9, average: 5 }, { high: 9, low: 1, average: 5 }],
  [
    'amounts that are text are in order',
    { minAmount: '10.50', maxAmount: '9.00' },
    { minAmount: '9.00', maxAmount: '10.50' },
  ],
  ['what is used is not above the limit', { used: 80, limit: 20 }, { used: 20, limit: 80 }],
  ['values of different kinds are left alone', { start: 'soon', end: 4 }, { start: 'soon', end: 4 }],
  [
    'senders and receivers are left alone',
    { from: 'zoe@example.com', to: 'ann@example.com' },
    { from: 'zoe@example.com', to: 'ann@example.com' },
  ],
  ['count is the length of items', { items: [1, 2], count: 40 }, { items: [1, 2], count: 2 }],
  ['total_count is the length of results', { results: [], total_count: 5 }, { results: [], total_count: 0 }],
  [
    'item_count counts items among other lists',
    { tags: [1], items: [1, 2], item_count: 9, id: 3 },
    { tags: [1], items: [1, 2], item_count: 2, id: 3 },
  ],
  ['num_tags counts tags', { numTags: 9, tags: ['a'] }, { numTags: 1, tags: ['a'] }],
  ['has_tags says whether there are tags', { hasTags: true, tags: [] }, { hasTags: false, tags: [] }],
  [
    'the size of a file is not the number of its tags',
    { name: 'f', size: 500, tags: [1] },
    { name: 'f', size: 500, tags: [1] },
  ],
  ['a count without a list stays', { count: 5, name: 'x' }, { count: 5, name: 'x' }],
  [
    'the only page is the first of one',
    { data: [1], page: 4, total_pages: 9, per_page: 20, has_more: true },
    { data: [1], page: 1, total_pages: 1, per_page: 20, has_more: false },
  ],
  [
    'a page of a Spring service agrees',
    { content: [1, 2], size: 20, number: 0, totalElements: 99, totalPages: 7, numberOfElements: 9 },
    { content: [1, 2], size: 20, number: 0, totalElements: 2, totalPages: 1, numberOfElements: 2 },
  ],
  [
    'a pagination object agrees with the list beside it',
    {
      pagination: {
        count: 9,
        next: 4,
        previous: 3,
        current: 6,
        total_pages: 9,
        start_index: 4,
        end_index: 8,
      },
      results: [1, 2],
    },
    {
      pagination: {
        count: 2,
        next: 0,
        previous: 0,
        current: 1,
        total_pages: 1,
        start_index: 1,
        end_index: 2,
      },
      results: [1, 2],
    },
  ],
  [
    'price times quantity is the total',
    { price: 12.5, quantity: 3, total: 7 },
    { price: 12.5, quantity: 3, total: 37.5 },
  ],
  [
    'amounts that are text stay text',
    { unit_price: '2.50', quantity: 4, line_total: '1.00' },
    { unit_price: '2.50', quantity: 4, line_total: '10.00' },
  ],
  ['net and tax are the total', { subtotal: 100, tax: 19, total: 3 }, { subtotal: 100, tax: 19, total: 119 }],
  [
    'what is left is the limit less what is used',
    { limit: 10, used: 4, remaining: 9 },
    { limit: 10, used: 4, remaining: 6 },
  ],
  [
    'the slug is made of the name',
    { slug: 'x', name: 'Größe & Co' },
    { slug: 'groesse-co', name: 'Größe & Co' },
  ],
  [
    'the slug is made of the title',
    { title: 'Hello World', slug: 'x' },
    { title: 'Hello World', slug: 'hello-world' },
  ],
  [
    'the full name is made of its parts',
    { first_name: 'Ann', last_name: 'Lee', full_name: 'Bo Ek' },
    { first_name: 'Ann', last_name: 'Lee', full_name: 'Ann Lee' },
  ],
  [
    'the URLs of an object name it by its id',
    { id: 42, url: 'https://api.example.com/users/977', keys_url: 'https://api.example.com/users/977/keys' },
    { id: 42, url: 'https://api.example.com/users/42', keys_url: 'https://api.example.com/users/42/keys' },
  ],
  [
    'other URLs stay',
    { id: 42, url: 'https://example.org/users/977', site: 'https://www.acme.example.com/' },
    { id: 42, url: 'https://example.org/users/977', site: 'https://www.acme.example.com/' },
  ],
  [
    'a full name in another order stays',
    { first_name: 'Ann', last_name: 'Lee', full_name: 'Lee Ann' },
    { first_name: 'Ann', last_name: 'Lee', full_name: 'Lee Ann' },
  ],
];

test.each(ROWS)('%s', (_title, before, after) => {
  const object = structuredClone(before);
  agree(object, noNull);
  expect(object).toEqual(after);
});

test.each([
  ['deleted_at', { id: 1, deleted_at: '2024-01-01T00:00:00Z' }, null],
  ['archivedAt', { archived: false, archivedAt: '2024-01-01T00:00:00Z' }, null],
  ['archivedAt', { archived: true, archivedAt: '2024-01-01T00:00:00Z' }, '2024-01-01T00:00:00Z'],
  ['closed_at', { state: 'open', closed_at: '2024-01-01T00:00:00Z' }, null],
  ['next', { results: [1], next: 'https://example.com/?page=2' }, null],
])('%s of %j is what the other members say', (name, before, wanted) => {
  const object: Value = { ...before };
  agree(object, () => true);
  expect(object[name]).toBe(wanted);
});

test('nothing is changed where nothing is accepted', () => {
  for (const [, before] of ROWS) {
    const object = structuredClone(before);
    agree(object, () => false);
    expect(object).toEqual(before);
  }
});

test('agreeing twice changes nothing more', () => {
  for (const [, before] of ROWS) {
    const object = structuredClone(before);
    agree(object, noNull);
    const once = structuredClone(object);
    agree(object, noNull);
    expect(object).toEqual(once);
  }
});
