import { expect, test } from 'vitest';
import { createMock, type MockOptions } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { type Send, sender } from './state-shop.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const answer = (schema: object) => ({ description: '', content: json(schema) });
const none = { description: '' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const path = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });

/** What is not a plain collection: envelopes, things without a key, upserts, actions, many at once. */
const description = {
  openapi: '3.1.0',
  info: { title: 'Forms', version: '1' },
  paths: {
    '/orders': {
      get: {
        responses: {
          200: answer({
            type: 'object',
            required: ['data'],
            properties: { data: { type: 'array', items: ref('Order') } },
          }),
        },
      },
      post: {
        requestBody: { required: true, content: json(ref('Order')) },
        responses: {
          201: answer({ type: 'object', required: ['data'], properties: { data: ref('Order') } }),
        },
      },
    },
    '/orders/{id}': {
      parameters: [path('id')],
      get: {
        responses: {
          200: answer({ type: 'object', required: ['data'], properties: { data: ref('Order') } }),
          404: none,
          410: none,
        },
      },
      delete: { responses: { 204: none } },
    },
    '/orders/{id}/cancel': {
      post: {
        parameters: [path('id')],
        responses: {
          200: answer({ type: 'object', required: ['data'], properties: { data: ref('Order') } }),
          404: none,
        },
      },
    },
    '/settings': {
      get: { responses: { 200: answer(ref('Settings')) } },
      put: {
        requestBody: { required: true, content: json(ref('Settings')) },
        responses: { 200: answer(ref('Settings')) },
      },
      patch: {
        requestBody: {
          required: true,
          content: json({ type: 'object', properties: { theme: { type: 'string' } } }),
        },
        responses: { 200: answer(ref('Settings')) },
      },
    },
    '/labels': {
      get: { responses: { 200: answer({ type: 'array', minItems: 12, items: ref('Label') }) } },
    },
    '/labels/{name}': {
      parameters: [path('name')],
      get: { responses: { 200: answer(ref('Label')), 404: none } },
      put: {
        requestBody: { required: true, content: json(ref('Label')) },
        responses: { 200: answer(ref('Label')), 201: answer(ref('Label')) },
      },
      delete: { responses: { 204: none } },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        required: ['id', 'total', 'status'],
        properties: {
          id: { type: 'string', readOnly: true },
          total: { type: 'number' },
          status: { type: 'string', enum: ['open', 'cancelled'], readOnly: true },
        },
      },
      Settings: {
        type: 'object',
        required: ['theme', 'size'],
        properties: { theme: { type: 'string', enum: ['light', 'dark'] }, size: { type: 'integer' } },
      },
      Label: {
        type: 'object',
        required: ['name', 'color'],
        properties: { name: { type: 'string' }, color: { type: 'string' } },
      },
    },
  },
};

async function forms(state: MockOptions['state'] = true): Promise<Send> {
  return sender(createMock(await loadApi(structuredClone(description)), { state }));
}

test('things in envelopes are created, found and listed', async () => {
  const send = await forms();
  const { status, body } = await send('POST', '/orders', { total: 9.5 });
  expect([status, body.data.total]).toEqual([201, 9.5]);
  expect((await send('GET', `/orders/${body.data.id}`)).body.data).toEqual(body.data);
  const { data } = (await send('GET', '/orders')).body;
  expect(data).toHaveLength(13);
  expect(data.at(-1)).toEqual(body.data);
});

test('an action changes what the description lets it change', async () => {
  const send = await forms();
  const { id } = (await send('POST', '/orders', { total: 1 })).body.data;
  expect((await send('POST', `/orders/${id}/cancel`)).body.data).toMatchObject({ id, status: 'cancelled' });
  expect((await send('GET', `/orders/${id}`)).body.data.status).toBe('cancelled');
  expect((await send('POST', '/orders/none/cancel')).status).toBe(404);
});

test('what was never there is not found, and what was there is gone', async () => {
  const send = await forms();
  const [{ id }] = (await send('GET', '/orders')).body.data;
  await send('DELETE', `/orders/${id}`);
  expect((await send('GET', `/orders/${id}`)).status).toBe(410);
  expect((await send('GET', '/orders/never')).status).toBe(404);
});

test('a thing without a key is read, replaced and patched', async () => {
  const send = await forms();
  expect((await send('GET', '/settings')).status).toBe(200);
  await send('PUT', '/settings', { theme: 'dark', size: 3 });
  expect((await send('GET', '/settings')).body).toEqual({ theme: 'dark', size: 3 });
  await send('PATCH', '/settings', { theme: 'light' });
  expect((await send('GET', '/settings')).body).toEqual({ theme: 'light', size: 3 });
});

test('PUT makes what is not there where the description says so', async () => {
  const send = await forms();
  const made = await send('PUT', '/labels/urgent', { name: 'urgent', color: 'red' });
  expect([made.status, made.body]).toEqual([201, { name: 'urgent', color: 'red' }]);
  const again = await send('PUT', '/labels/urgent', { name: 'urgent', color: 'blue' });
  expect([again.status, again.body.color]).toEqual([200, 'blue']);
  expect((await send('GET', '/labels/urgent')).body.color).toBe('blue');
});

test('a list that may not be as short as it is becomes a generated one', async () => {
  const send = await forms();
  const [{ name }] = (await send('GET', '/labels')).body;
  expect((await send('DELETE', `/labels/${encodeURIComponent(name)}`)).status).toBe(204);
  expect((await send('GET', '/labels')).body.length).toBeGreaterThanOrEqual(12);
});
