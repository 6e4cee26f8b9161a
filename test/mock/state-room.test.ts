import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { sender } from './state-shop.ts';

const integer = { type: 'integer' };
const order = { type: 'object', required: ['id'], properties: { id: integer, count: integer } };
const ok = { description: '', content: { 'application/json': { schema: order } } };
const get = {
  parameters: [{ name: 'id', in: 'path', required: true, schema: { ...integer, minimum: 1, maximum: 10 } }],
  responses: { 200: ok, 404: { description: '' } },
};
const post = {
  requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } },
  responses: { 201: ok, 409: { description: '' } },
};

async function statuses(paths: object): Promise<number[]> {
  const api = await loadApi({ openapi: '3.1.0', info: { title: 'Orders', version: '1' }, paths });
  const send = sender(createMock(api, { seed: 'room', auth: false }));
  const found: number[] = [];
  for (let id = 1; id <= 10; id++) found.push((await send('GET', `/orders/${id}`)).status);
  return found;
}

test('where few keys can be asked for, half of them are left for what is made', async () => {
  const found = await statuses({ '/orders': { post }, '/orders/{id}': { get } });
  expect(found).toEqual([200, 200, 200, 200, 200, 404, 404, 404, 404, 404]);
});

test('where few keys can be asked for and nothing is made, all of them name something', async () => {
  expect(await statuses({ '/orders/{id}': { get } })).toEqual(Array.from({ length: 10 }, () => 200));
});
