import { expect, test, vi } from 'vitest';
import { StandinError } from '../src/errors.ts';
import { StoreError } from '../src/state/stores/store-error.ts';

const error = new StandinError('Failed.', { code: 'failed' });
const storeError = new StoreError('Failed.', 'store-full');

test('an error of another copy of the package is one too', async () => {
  vi.resetModules();
  const other = await import('../src/errors.ts');
  expect(other.StandinError).not.toBe(StandinError);
  expect(new other.StandinError('Failed.', { code: 'failed' })).toBeInstanceOf(StandinError);
});

test('a kind of it is told from the others', () => {
  expect(storeError).toBeInstanceOf(StandinError);
  expect(storeError).toBeInstanceOf(StoreError);
  expect(error).not.toBeInstanceOf(StoreError);
});

test.each([[new Error('Failed.')], [{ code: 'failed' }], [null], [undefined], ['failed']])(
  '%o is none',
  (value) => {
    expect(value).not.toBeInstanceOf(StandinError);
  },
);

test('the mark is seen by nobody who lists members', () => {
  expect(Object.keys(error)).toEqual(['name', 'code', 'place']);
  expect(Object.getOwnPropertySymbols(error)).toEqual([]);
});
