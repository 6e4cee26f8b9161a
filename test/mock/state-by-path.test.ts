import { expect, test } from 'vitest';
import { createMock, type MockOptions } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { type Send, sender } from './state-shop.ts';

const text = { type: 'string' };
const json = (schema: object) => ({ 'application/json': { schema } });
const answer = (schema: object) => ({ description: '', content: json(schema) });
const body = (schema: object) => ({ content: json(schema) });
const none = { description: '' };
const path = (name: string) => ({ name, in: 'path', required: true, schema: text });
const query = (name: string) => ({ name, in: 'query', schema: text });

const basket = { type: 'object', properties: { capacity: { type: 'integer' }, color: text } };
const hit = { type: 'object', required: ['method'], properties: { method: text, line: text } };
const note = {
  type: 'object',
  required: ['id', 'level'],
  properties: { id: { type: 'integer' }, level: { enum: ['low', 'high'] }, line: text },
};
const person = { type: 'object', required: ['id'], properties: { id: text, nick: text } };
const order = {
  type: 'object',
  required: ['id', 'person_id'],
  properties: { id: { type: 'integer', readOnly: true }, person_id: text, total: { type: 'integer' } },
};

const description = {
  openapi: '3.1.0',
  info: { title: 'By path', version: '1' },
  paths: {
    '/baskets/{name}': {
      parameters: [path('name')],
      get: { responses: { 200: answer(basket), 404: none } },
      post: {
        summary: 'Create a basket',
        requestBody: body(basket),
        responses: { 201: answer({ type: 'object', properties: { token: text } }), 409: none },
      },
      put: {
        summary: 'Update the basket',
        requestBody: body(basket),
        responses: { 200: answer(basket), 404: none },
      },
      delete: { responses: { 204: none } },
    },
    '/baskets/{name}/hits': {
      parameters: [path('name')],
      get: { responses: { 200: answer({ type: 'array', items: hit }), 404: none } },
      post: { summary: 'Add a hit', requestBody: body(hit), responses: { 201: answer(hit) } },
      delete: { summary: 'Delete all hits', responses: { 204: none, 404: none } },
    },
    '/baskets/{name}/picture': {
      parameters: [path('name')],
      get: {
        responses: { 200: { description: '', content: { 'text/plain': { schema: text } } }, 404: none },
      },
      put: { responses: { 204: none } },
    },
    '/baskets/{name}/preview': {
      parameters: [path('name')],
      get: {
        responses: { 200: { description: '', content: { 'text/plain': { schema: text } } }, 410: none },
      },
    },
    '/baskets/{name}/undelete': { parameters: [path('name')], post: { responses: { 204: none } } },
    '/crates/{name}': {
      parameters: [path('name')],
      get: { responses: { 200: answer(basket) } },
      post: { summary: 'Create a crate', requestBody: body(basket), responses: { 201: answer(basket) } },
    },
    '/racks/{name}': {
      parameters: [path('name')],
      get: { responses: { 200: answer(basket), 404: none } },
      post: {
        summary: 'Create or update a rack',
        requestBody: body(basket),
        responses: { 200: answer(basket), 201: answer(basket) },
      },
    },
    '/notes': {
      get: { responses: { 200: answer({ type: 'array', items: note }) } },
      delete: { parameters: [query('level')], responses: { 204: none } },
    },
    '/notes/{id}': { parameters: [path('id')], get: { responses: { 200: answer(note), 404: none } } },
    '/people/{id}': {
      parameters: [path('id')],
      get: { responses: { 200: answer(person), 404: none } },
      delete: { responses: { 204: none } },
    },
    '/orders': {
      get: { responses: { 200: answer({ type: 'array', items: order }) } },
      post: { requestBody: body(order), responses: { 201: answer(order) } },
    },
    '/orders/{id}': { parameters: [path('id')], get: { responses: { 200: answer(order), 404: none } } },
    '/people/{id}/orders': {
      parameters: [path('id')],
      get: { responses: { 200: answer({ type: 'array', items: order }) } },
      delete: { responses: { 204: none } },
    },
    '/memos': {
      get: { responses: { 200: answer({ type: 'array', items: note }) } },
      delete: { parameters: [query('older_than_the_king')], responses: { 204: none } },
    },
  },
};

async function open(state: MockOptions['state'] = true): Promise<Send> {
  return sender(createMock(await loadApi(structuredClone(description)), { state }));
}

test('a POST to its own path makes a thing, once', async () => {
  const send = await open();
  expect((await send('GET', '/baskets/mine')).status).toBe(404);
  expect((await send('POST', '/baskets/mine', { capacity: 5 })).status).toBe(201);
  expect((await send('GET', '/baskets/mine')).body).toEqual({ capacity: 5 });
  expect((await send('POST', '/baskets/mine', { capacity: 7 })).status).toBe(409);
  expect((await send('GET', '/baskets/mine')).body).toEqual({ capacity: 5 });
  expect((await send('PUT', '/baskets/mine', { capacity: 6 })).status).toBe(200);
  expect((await send('PUT', '/baskets/other', { capacity: 6 })).status).toBe(404);
  await send('DELETE', '/baskets/mine');
  expect((await send('GET', '/baskets/mine')).status).toBe(404);
  expect((await send('POST', '/baskets/mine', { color: 'red' })).status).toBe(201);
  expect((await send('GET', '/baskets/mine')).body).toEqual({ color: 'red' });
});

test('two keys that are written differently are two things', async () => {
  const send = await open();
  await send('POST', '/baskets/a%2Fb', { capacity: 1 });
  await send('POST', '/baskets/a%20b', { capacity: 2 });
  expect((await send('GET', '/baskets/a%2Fb')).body).toEqual({ capacity: 1 });
  expect((await send('GET', '/baskets/a%20b')).body).toEqual({ capacity: 2 });
});

test('where no conflict can be told, the second takes the place of the first', async () => {
  const send = await open();
  await send('POST', '/crates/mine', { capacity: 5 });
  expect((await send('POST', '/crates/mine', { color: 'red' })).status).toBe(201);
  expect((await send('GET', '/crates/mine')).body).toEqual({ color: 'red' });
});

test('a thing that every id names does not keep another from being made', async () => {
  const send = await open({ unknownIds: 'generate' });
  expect((await send('GET', '/baskets/mine')).status).toBe(200);
  expect((await send('POST', '/baskets/mine', { capacity: 5 })).status).toBe(201);
  expect((await send('POST', '/baskets/mine', { capacity: 5 })).status).toBe(409);
});

test('a POST that says that it makes or changes does both', async () => {
  const send = await open();
  expect((await send('POST', '/racks/mine', { capacity: 5, color: 'red' })).status).toBe(201);
  expect((await send('POST', '/racks/mine', { capacity: 6 })).status).toBe(200);
  expect((await send('GET', '/racks/mine')).body).toEqual({ capacity: 6, color: 'red' });
});

test('DELETE of a list empties it, and no other one', async () => {
  const send = await open();
  for (const name of ['a', 'b']) {
    await send('POST', `/baskets/${name}`, {});
    for (const method of ['GET', 'PUT']) await send('POST', `/baskets/${name}/hits`, { method });
  }
  expect((await send('GET', '/baskets/a/hits')).body).toEqual([{ method: 'GET' }, { method: 'PUT' }]);
  expect((await send('DELETE', '/baskets/a/hits')).status).toBe(204);
  expect((await send('GET', '/baskets/a/hits')).body).toEqual([]);
  expect((await send('GET', '/baskets/b/hits')).body).toHaveLength(2);
  await send('POST', '/baskets/a/hits', { method: 'HEAD' });
  expect((await send('GET', '/baskets/a/hits')).body).toEqual([{ method: 'HEAD' }]);
  expect((await send('DELETE', '/baskets/none/hits')).status).toBe(404);
});

test('what was there at first is gone with the list, in this session alone', async () => {
  const send = await open();
  const [first] = (await send('GET', '/notes')).body;
  expect((await send('DELETE', '/notes')).status).toBe(204);
  expect((await send('GET', '/notes')).body).toEqual([]);
  expect((await send('GET', `/notes/${first.id}`)).status).toBe(404);
  expect((await send('GET', '/notes', undefined, { 'standin-session': 'b' })).body).toHaveLength(12);
});

test('DELETE of a list takes what its filters let pass', async () => {
  const send = await open();
  const before = (await send('GET', '/notes')).body as Array<{ level: string }>;
  const left = before.filter(({ level }) => level === 'low');
  expect([left.length > 0, left.length < before.length]).toEqual([true, true]);
  await send('DELETE', '/notes?level=high');
  expect((await send('GET', '/notes')).body).toEqual(left);
});

test('DELETE of a list that may choose in a way that is not understood takes nothing', async () => {
  const send = await open();
  const before = (await send('GET', '/memos')).body;
  expect((await send('DELETE', '/memos?older_than_the_king=yes')).status).toBe(204);
  expect((await send('GET', '/memos')).body).toEqual(before);
});

test('DELETE of a list of things that stand elsewhere takes those that its path names', async () => {
  const send = await open();
  const [first, second] = await Promise.all(
    ['ann', 'ben'].map(async (owner) => (await send('POST', '/orders', { person_id: owner })).body),
  );
  expect((await send('GET', '/people/ann/orders')).body).toEqual([first]);
  expect((await send('DELETE', '/people/ann/orders')).status).toBe(204);
  expect((await send('GET', '/people/ann/orders')).body).toEqual([]);
  expect((await send('GET', `/orders/${first.id}`)).status).toBe(404);
  expect((await send('GET', `/orders/${second.id}`)).body).toEqual(second);
});

test('what lies below a deleted thing is gone with it, as documented', async () => {
  const send = await open();
  await send('POST', '/baskets/mine', {});
  expect((await send('GET', '/baskets/mine/picture')).status).toBe(200);
  await send('DELETE', '/baskets/mine');
  const statusOf = async (method: string, at: string, session = '') =>
    (await send(method, at, undefined, { 'standin-session': session })).status;
  expect(await statusOf('GET', '/baskets/mine/picture')).toBe(404);
  expect(await statusOf('PUT', '/baskets/mine/picture')).toBe(404);
  expect(await statusOf('GET', '/baskets/mine/preview')).toBe(410);
  expect(await statusOf('POST', '/baskets/mine/undelete')).toBe(204);
  expect(await statusOf('GET', '/baskets/other/picture')).toBe(200);
  expect(await statusOf('GET', '/baskets/mine/picture', 'b')).toBe(200);
  await send('POST', '/baskets/mine', {});
  expect(await statusOf('GET', '/baskets/mine/picture')).toBe(200);
});
