import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { apiOf } from './api-of.ts';

const integer = { type: 'integer' };
const order = { type: 'object', required: ['id'], properties: { id: integer, count: integer } };
const ok = { description: '', content: { 'application/json': { schema: order } } };
const asked = { type: 'integer', minimum: 1, maximum: 10 };

/** Only the orders 1 to 10 may be asked for. */
const description = {
  paths: {
    '/orders': {
      post: {
        requestBody: { required: true, content: { 'application/json': { schema: order } } },
        responses: { 201: ok, 400: { description: '' } },
      },
    },
    '/orders/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: asked }],
        responses: { 200: ok, 400: { description: '' }, 404: { description: '' } },
      },
    },
  },
};

/** Keeps the description, and gives a new order the key that `keyOf` makes of the one that was sent. */
async function kindsOf(keyOf: (sent: number) => number): Promise<string[]> {
  const orders = new Map<number, object>();
  const fetch = async (request: Request): Promise<Response> => {
    const key = new URL(request.url).pathname.split('/')[2];
    if (key === undefined) {
      const body = await request.json().catch(() => undefined);
      if (!Number.isInteger(body?.id)) return new Response(null, { status: 400 });
      const made = { ...body, id: keyOf(body.id) };
      orders.set(made.id, made);
      return Response.json(made, { status: 201 });
    }
    if (!(Number(key) >= 1 && Number(key) <= 10)) return new Response(null, { status: 400 });
    const found = orders.get(Number(key));
    return found ? Response.json(found) : new Response(null, { status: 404 });
  };
  const { findings } = await runContract(await apiOf(description), fetch, { phases: ['stateful'] });
  return findings.map(({ failure }) => `${failure.check} ${failure.kind}`);
}

test('a thing that was given a key which nobody may ask for is not missed', async () => {
  expect(await kindsOf((sent) => sent)).toEqual([]);
});

test('a thing that the server gave a key which nobody may ask for is missed', async () => {
  expect(await kindsOf((sent) => -1 - Math.abs(sent))).toEqual(['created-unavailable read']);
});
