import { expect, test } from 'vitest';
import type { NumberConstraint } from '../../../src/generation/constraint.ts';
import { NOW, numbers, numeric, realism, stream, subject } from './believable.ts';

const en = await realism();
const INTEGER = { integer: true };
const SECONDS = NOW / 1000;
const YEAR = 366 * 24 * 3600;

/** Owner, name, constraint, lowest and highest believable value. */
const ROWS: readonly (readonly [string, string, Partial<NumberConstraint>, number, number])[] = [
  ['User', 'age', INTEGER, 18, 80],
  ['User', 'id', INTEGER, 1, 99_999],
  ['Order', 'user_id', INTEGER, 1, 99_999],
  ['Order', 'quantity', INTEGER, 1, 20],
  ['Product', 'price', {}, 1, 900],
  ['Product', 'price', { maximum: 0.95 }, 0, 0.95],
  ['Product', 'price_in_cents', INTEGER, 199, 49_900],
  ['Product', 'rating', {}, 3, 5],
  ['Product', 'rating', { integer: true, minimum: 1, maximum: 5 }, 3, 5],
  ['Product', 'rating', { minimum: 0, maximum: 1 }, 0, 1],
  ['Job', 'progress', {}, 1, 100],
  ['Job', 'progress', { maximum: 1 }, 0, 1],
  ['Job', 'percent_complete', INTEGER, 1, 100],
  ['Order', 'tax_rate', {}, 1, 25],
  ['Place', 'latitude', {}, -90, 90],
  ['Place', 'lng', {}, -180, 180],
  ['Car', 'year', INTEGER, 2024, 2025],
  ['Card', 'exp_month', INTEGER, 1, 12],
  ['Server', 'port', INTEGER, 80, 9000],
  ['Image', 'width', INTEGER, 320, 1920],
  ['Person', 'height', {}, 150, 198],
  ['File', 'size', INTEGER, 200, 90_000_000],
  ['File', 'size_in_bytes', INTEGER, 200, 90_000_000],
  ['Response', 'status_code', INTEGER, 200, 204],
  ['NotFoundError', 'status', INTEGER, 404, 404],
  ['Forbidden', 'status', INTEGER, 403, 403],
  ['Repository', 'forks', INTEGER, 0, 240],
  ['Repository', 'stargazers_count', INTEGER, 0, 4800],
  ['List', 'total_count', INTEGER, 1, 120],
  ['List', 'page', INTEGER, 0, 1],
  ['List', 'per_page', INTEGER, 10, 50],
  ['List', 'offset', INTEGER, 0, 0],
  ['Order', 'created', INTEGER, SECONDS - 3 * YEAR, SECONDS],
  ['Order', 'created_at', INTEGER, SECONDS - 3 * YEAR, SECONDS],
  ['Order', 'createdAtMillis', INTEGER, NOW - 3000 * YEAR, NOW],
  ['Order', 'created_at', { minimum: 1e12 }, NOW - 3000 * YEAR, NOW],
  ['Token', 'exp', INTEGER, SECONDS, SECONDS + 2 * YEAR],
  ['Token', 'expires_in', INTEGER, 60, 86_400],
  ['Request', 'duration_ms', INTEGER, 3, 1800],
  ['Request', 'timeout', INTEGER, 5, 60],
  ['Task', 'priority', INTEGER, 1, 5],
  ['Node', 'cpu', INTEGER, 1, 8],
  ['Weather', 'temperature', {}, 4, 29],
  ['Model', 'temperature', { minimum: 0, maximum: 2 }, 0, 2],
  ['Model', 'top_p', {}, 0, 1],
  ['User', 'salary', {}, 28_000, 140_000],
  ['Rate', 'exchange_rate', {}, 0.7, 1.5],
  ['Thing', 'weight', { multipleOf: [0.5] }, 0, 25],
  ['Thing', 'quantity', { multipleOf: [4] }, 4, 20],
];

test.each(ROWS)('%s.%s within %j is believable', (owner, name, given, low, high) => {
  const values = numbers(en, subject(name, owner), numeric(given)).filter((value) => value !== undefined);
  expect(values.length).toBeGreaterThan(10);
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
    if (given.integer) expect(Number.isInteger(value)).toBe(true);
  }
});

test('an amount that is described in cents is whole', () => {
  const about = subject('amount', 'Charge', { description: 'Amount in cents' });
  for (const value of numbers(en, about)) expect(Number.isInteger(value)).toBe(true);
});

test('a time that is described in milliseconds is in milliseconds', () => {
  const about = subject('created', 'Charge', { description: 'Milliseconds since the epoch' });
  for (const value of numbers(en, about, numeric(INTEGER))) expect(value).toBeGreaterThan(1e12);
});

test.each([
  ['is_active', true],
  ['enabled', true],
  ['emailVerified', true],
  ['deleted', false],
  ['isArchived', false],
  ['blocked', false],
  ['has_more', false],
  ['not_available', false],
])('%s is mostly %s', (name, mostly) => {
  const make = en.compileBoolean(subject(name, 'User'));
  const values = Array.from({ length: 100 }, (_, i) => make?.(en.entity(stream(i), 'User'), stream(i)));
  expect(values.filter((value) => value === mostly).length).toBeGreaterThan(75);
});

test('a boolean of an unknown name is left to others', () => {
  expect(en.compileBoolean(subject('frobnication', 'User'))).toBeUndefined();
});
