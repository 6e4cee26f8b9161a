import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { mock } from '../../src/testkit/index.ts';
import { PEOPLE, send } from './people.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const before = () => ({
  resources: process.getActiveResourcesInfo().length,
  listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
});

/** Megabytes. */
async function heap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await new Promise(setImmediate);
    collect();
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** A mock as a test would use it. */
async function use(nth: number): Promise<void> {
  const api = await mock(PEOPLE, { testName: `test ${nth}` });
  api.on('getUser', { path: { id: 7 } }).replyOnce(404, { message: 'no' });
  await api.fetch('/users/7');
  await api.fetch('/users', send('POST', { name: 'Ada', email: 'ada@example.com' }));
  const session = api.session();
  await session.fetch('/users');
  if (nth % 250 === 0) await fetch(`${await api.url}/users`, { headers: { connection: 'close' } });
  await api.close();
}

test('5,000 mocks in one process leave no memory, handles or listeners behind', {
  timeout: 120_000,
}, async () => {
  for (let nth = 0; nth < 500; nth++) await use(nth);
  const start = { ...before(), heap: await heap() };
  for (let nth = 500; nth < 5_000; nth++) await use(nth);
  const end = { ...before(), heap: await heap() };
  expect(end.resources).toBeLessThanOrEqual(start.resources + 2);
  expect(end.listeners).toBe(start.listeners);
  // A kilobyte for each mock would be more than this.
  expect(end.heap - start.heap).toBeLessThan(4);
});
