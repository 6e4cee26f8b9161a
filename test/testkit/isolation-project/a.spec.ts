import { describe, expect } from 'vitest';
import { mockTest } from '../../../src/testkit/vitest.ts';
import { PEOPLE, send } from '../people.ts';

const test = mockTest(PEOPLE, { violations: 'fail' });

describe.concurrent('at the same time', () => {
  for (const nth of [1, 2, 3, 4, 5, 6, 7, 8]) {
    test(`test ${nth} sees what it has done itself`, async ({ api }) => {
      api.on('getUser', { path: { id: nth } }).reply(404, { message: `of ${nth}` });
      await api.state.users.clear();
      await api.fetch('/users', send('POST', { name: `User ${nth}`, email: 'a@example.com' }));
      await new Promise((done) => setTimeout(done, 10));
      const users = await (await api.fetch('/users')).json();
      expect(users.map(({ name }: { name: string }) => name)).toEqual([`User ${nth}`]);
      expect(await (await api.fetch(`/users/${nth}`)).json()).toEqual({ message: `of ${nth}` });
      expect(api).toHaveReceivedTimes('createUser', 1);
    });
  }
});

test('a bad request fails the test', async ({ api }) => {
  await api.fetch('/users', send('POST', { name: 5 }));
});

test('a good one does not', async ({ api }) => {
  expect((await api.fetch('/users')).status).toBe(200);
});
