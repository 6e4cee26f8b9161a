import { expect, test } from 'vitest';
import { memoryFolder } from '../../src/fixture/index.ts';
import { mock, type TestSession } from '../../src/testkit/index.ts';
import { answering, pathParameter } from './mock-of.ts';

test('Prefer: scenario= shows the seeds of that scenario, and leaves the session as it is', async () => {
  const User = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const description = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/users': { get: answering({ type: 'array', items: User }) },
      '/users/{id}': { get: { parameters: [pathParameter('id', { type: 'integer' })], ...answering(User) } },
    },
  };
  const fixtures = memoryFolder({ 'empty/state/users.yaml': '{ only: true, entities: [] }' });
  const api = await mock(description, { fixtures });
  const count = async (headers: Record<string, string>, session: TestSession = api) =>
    ((await (await session.fetch('/users', { headers })).json()) as unknown[]).length;
  expect(await count({ prefer: 'scenario=empty' })).toBe(0);
  expect(await count({ prefer: 'scenario=empty' }, api.session('ann'))).toBe(0);
  expect(await count({})).toBe(12);
  expect(await count({}, api.session('empty'))).toBe(0);
  expect(await api.session('empty').state.users.list()).toEqual([]);
});
