import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { mock } from '../../../src/testkit/index.ts';

const headers = { 'content-type': 'application/json' };

test('users are created', async () => {
  await using api = await mock(fileURLToPath(new URL('shop.yaml', import.meta.url)));
  const create = (user: object) =>
    api.fetch('/users', { method: 'POST', headers, body: JSON.stringify(user) });
  expect((await create({ name: 'Ada', address: { city: 'London' } })).status).toBe(201);
  expect((await create({ name: '' })).status).toBe(422);
});

test('of a description in memory as much is known', async () => {
  const pong = { type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' } } };
  const responses = { 200: { description: 'pong', content: { 'application/json': { schema: pong } } } };
  await using api = await mock({
    openapi: '3.1.0',
    info: { title: 'Ping', version: '1' },
    paths: { '/ping': { get: { operationId: 'ping', responses } } },
  });
  expect((await api.fetch('/ping')).status).toBe(200);
});
