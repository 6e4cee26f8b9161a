import { expect, test } from 'vitest';
import { memoryFolder } from '../../src/fixture/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { answering, pathParameter } from './mock-of.ts';

test('Prefer: scenario= shows the seeds of that scenario, and leaves the session as it is', async () => {
  const User = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const api = await loadApi({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/users': { get: answering({ type: 'array', items: User }) },
      '/users/{id}': { get: { parameters: [pathParameter('id', { type: 'integer' })], ...answering(User) } },
    },
  });
  const fixtures = memoryFolder({ 'empty/state/users.yaml': '{ only: true, entities: [] }' });
  const mock = createMock(api, { fixtures });
  const count = async (headers: Record<string, string>) =>
    ((await (await mock.request('/users', { headers })).json()) as unknown[]).length;
  expect(await count({ prefer: 'scenario=empty' })).toBe(0);
  expect(await count({ prefer: 'scenario=empty', 'standin-session': 'ann' })).toBe(0);
  expect(await count({})).toBe(12);
  expect(await count({ 'standin-session': 'empty' })).toBe(0);
});
