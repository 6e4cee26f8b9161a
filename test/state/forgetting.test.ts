import { expect, test } from 'vitest';
import { createMock, loadApi } from '../../src/index.ts';
import { createMemoryStore } from '../../src/state/stores/memory.ts';
import { change, contentOf, Reader } from './reader.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const thing = { $ref: '#/components/schemas/Thing' };
const shown = { description: 'Shown.', ...json(thing) };
const description = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      get: { responses: { 200: { description: 'All.', ...json({ type: 'array', items: thing }) } } },
      post: { requestBody: json(thing), responses: { 201: shown } },
    },
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: shown, 404: { description: 'None.' } } },
      put: { requestBody: json(thing), responses: { 200: shown } },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        required: ['name'],
        properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
      },
    },
  },
};

test('who follows a store through its forgetting reads the same as a newcomer, and no snapshot', async () => {
  const store = createMemoryStore({ maxEntities: 20 });
  const follower = new Reader(store);
  for (let count = 0; count < 100; count++) {
    const { position } = follower;
    await follower.write(() => [change(String(count), count)]);
    const reading = await store.since('', position);
    expect(reading.snapshot).toBe(count === 0);
    expect(await follower.read()).toEqual(await contentOf(store));
  }
  expect((await contentOf(store)).size).toBeLessThanOrEqual(20);
});

test('a mock that has seen its oldest entities go shows what a mock shows that comes later', async () => {
  const api = await loadApi(description);
  const store = createMemoryStore({ maxEntities: 20 });
  const mocks = [1, 2].map(() => createMock(api, { state: { store } }));
  const [first, second] = mocks as [(typeof mocks)[0], (typeof mocks)[0]];
  const headers = { 'content-type': 'application/json' };
  const send = (method: string, path: string, name: string) =>
    first!.request(path, { method, headers, body: JSON.stringify({ name }) });
  const [seeded] = (await (await first!.request('/things')).json()) as { id: number; name: string }[];
  await send('PUT', `/things/${seeded!.id}`, 'changed');
  for (let count = 0; count < 50; count++)
    expect((await send('POST', '/things', `n${count}`)).status).toBe(201);
  const [seen, fresh] = [await first!.request('/things'), await second!.request('/things')];
  const list = (await seen.json()) as { id: number; name: string }[];
  expect(list).toEqual(await fresh.json());
  expect(list.map(({ name }) => name)).toContain('n49');
  expect(list.map(({ name }) => name)).not.toContain('n0');
  expect(list.find(({ id }) => id === seeded!.id)).toEqual(seeded);
});
