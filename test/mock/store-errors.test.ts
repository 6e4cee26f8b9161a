import { expect, test } from 'vitest';
import { createMemoryStore, type Store } from '../../src/state/index.ts';
import { StoreError, type StoreErrorCode } from '../../src/state/stores/store-error.ts';
import { notes } from '../state/crud-model.ts';
import { mockOf } from './mock-of.ts';

const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"new"}' };

/** A store in memory that fails in one of its ways. */
function failing(method: 'since' | 'append', code: StoreErrorCode, isRemote: boolean): Store {
  const fail = () => {
    const error = new StoreError('Failed to do it: it is away. Bring it back.', code);
    if (isRemote) return Promise.reject(error);
    throw error;
  };
  return { ...createMemoryStore(), isRemote, [method]: fail };
}

test.each<[StoreErrorCode, number, string | null]>([
  ['store-unavailable', 503, '1'],
  ['store-full', 507, null],
  ['store-value', 422, null],
])(
  '%s is a problem of status %i, and no request is answered as if nothing were',
  async (code, status, retryAfter) => {
    for (const isRemote of [false, true]) {
      const mock = await mockOf(notes, { state: { store: failing('append', code, isRemote) } });
      const response = await mock.request('/notes', post);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('retry-after')).toBe(retryAfter);
      expect(await response.json()).toMatchObject({
        type: `urn:standin:${code}`,
        detail: expect.stringContaining('it is away'),
      });
    }
  },
);

test('a store that cannot be read is told by every request that reads it, and leaves no rejection unheard', async () => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  for (const isRemote of [false, true]) {
    const mock = await mockOf(notes, { state: { store: failing('since', 'store-unavailable', isRemote) } });
    for (const [path, init] of [
      ['/notes', {}],
      ['/notes/1', {}],
      ['/notes', post],
      ['/notes/1', { method: 'DELETE' }],
    ] as const)
      expect((await mock.request(path, init)).status).toBe(503);
  }
  await new Promise((done) => setImmediate(done));
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});

test('a number that JSON cannot hold is refused', async () => {
  const mock = await mockOf(
    JSON.parse(
      JSON.stringify(notes).replaceAll(
        '"additionalProperties":{"type":"string"}',
        '"additionalProperties":true',
      ),
    ),
    { state: true },
  );
  const response = await mock.request('/notes', { ...post, body: '{"text":"a","meta":{"n":1e400}}' });
  expect(response.status).toBe(422);
});
