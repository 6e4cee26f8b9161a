import { expect, test } from 'vitest';
import type { Store } from '../../src/state/store.ts';
import { createMemoryStore } from '../../src/state/stores/memory.ts';
import { change, contentOf, Reader } from './reader.ts';
import { storeContract } from './store-contract.ts';

storeContract('memory', (options) => {
  const store = createMemoryStore(options);
  return Promise.resolve({ store, reopen: () => Promise.resolve(store) });
});

const fill = async (store: Store, ...sessions: string[]) => {
  for (const session of sessions) await new Reader(store, session).write(() => [change('1', session)]);
};

test('a memory store answers at once', () => {
  const store = createMemoryStore();
  const position = store.append('', { life: '', version: 0 }, 0, [change('1', 1)]);
  expect(position).toEqual({ life: '1', version: 1 });
  expect(store.since('', { life: '1', version: 1 })).not.toBeInstanceOf(Promise);
  expect(store.drop('')).toBeUndefined();
});

test('sessions that are idle are forgotten, the default one never', async () => {
  let now = 1_000_000;
  const store = createMemoryStore({ now: () => now, sessionTtl: 60 });
  await fill(store, '', 'a', 'b');
  now += 40_000;
  expect((await contentOf(store, 'a')).size).toBe(1);
  now += 40_000;
  expect(store.sessions()).toEqual(['', 'a']);
  now += 60_000;
  expect(store.sessions()).toEqual(['']);
});

test('without a clock no session is idle', async () => {
  const store = createMemoryStore({ sessionTtl: 1 });
  await fill(store, 'a');
  expect(store.sessions()).toEqual(['a']);
});

test('a clock that is set back keeps no session for longer than the time to live', async () => {
  let now = 1_000_000_000;
  const store = createMemoryStore({ now: () => now, sessionTtl: 60 });
  await fill(store, 'a', 'b');
  now = 1000;
  expect(store.sessions()).toEqual(['a', 'b']);
  now += 61_000;
  expect(store.sessions()).toEqual([]);
});

test('beyond the bound of sessions that one goes that was used the longest ago', async () => {
  const store = createMemoryStore({ maxSessions: 3 });
  await fill(store, '', 'a', 'b');
  await contentOf(store, 'a');
  await fill(store, 'c');
  expect([...(await store.sessions())].sort()).toEqual(['', 'a', 'c']);
});

test('beyond the bound of characters sessions go before entities', async () => {
  const store = createMemoryStore({ maxSize: 1000 });
  const long = (length: number) => [change('1', 'x'.repeat(length))];
  await new Reader(store).append(long(300));
  await new Reader(store, 'a').append(long(300));
  await new Reader(store, 'b').append(long(400));
  expect([...(await store.sessions())].sort()).toEqual(['', 'b']);
  await new Reader(store).write(() => [change('2', 'x'.repeat(700))]);
  expect(await contentOf(store)).toEqual(new Map([['["/things","2"]', 'x'.repeat(700)]]));
});

test('a commit that alone is more than all that is kept is refused', async () => {
  const store = createMemoryStore({ maxSize: 1000, maxEntities: 10 });
  const many = Array.from({ length: 10 }, (_, key) => change(String(key), key));
  for (const changes of [many, [change('1', 'x'.repeat(1000))]])
    await expect(new Reader(store).append(changes)).rejects.toMatchObject({ code: 'store-full' });
});

test('what was created and is gone again is forgotten before all else', async () => {
  const store = createMemoryStore({ maxEntities: 50 });
  const writer = new Reader(store);
  await writer.append([change('first', 'kept'), change('seeded', undefined)]);
  for (let count = 0; count < 500; count++) {
    await writer.write(() => [{ ...change(String(count), count), created: true }]);
    await writer.write(() => [{ ...change(String(count), undefined), created: true }]);
  }
  const { commits } = await store.since('', { life: '', version: 0 });
  const [whole] = commits;
  expect(whole!.changes.length).toBeLessThanOrEqual(50);
  expect(whole!.changes.slice(0, 2)).toEqual([change('first', 'kept'), change('seeded', undefined)]);
});
