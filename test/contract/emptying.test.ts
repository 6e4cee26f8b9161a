import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { apiOf } from './api-of.ts';

const none = { description: '' };
const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const shows = (schema: object) => ({ description: '', ...content(schema) });
const path = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'integer' } });
const shop = { type: 'object', required: ['id'], properties: { id: { type: 'integer', readOnly: true } } };
const order = {
  type: 'object',
  required: ['id', 'state'],
  properties: { id: { type: 'integer', readOnly: true }, state: { enum: ['open', 'closed'] } },
};
const filter = { name: 'state', in: 'query', schema: { enum: ['open', 'closed'] } };

function places(deletion: object): object {
  return {
    '/shops': {
      get: { responses: { 200: shows({ type: 'array', items: shop }) } },
      post: { requestBody: content(shop), responses: { 201: shows(shop) } },
    },
    '/shops/{shop}': {
      parameters: [path('shop')],
      get: { responses: { 200: shows(shop), 404: none } },
      delete: { responses: { 204: none, 404: none } },
    },
    '/shops/{shop}/orders': {
      parameters: [path('shop')],
      get: { responses: { 200: shows({ type: 'array', items: order }), 404: none } },
      post: { requestBody: content(order), responses: { 201: shows(order), 404: none } },
      delete: { responses: { 204: none, 404: none }, ...deletion },
    },
    '/shops/{shop}/orders/{id}': {
      parameters: [path('shop'), path('id')],
      get: { responses: { 200: shows(order), 404: none } },
    },
  };
}

interface Trial {
  readonly findings: readonly string[];
  /** Paths and queries of requests that delete a list. */
  readonly deleted: readonly string[];
}

async function tried(isDeaf: boolean, deletion: object = {}): Promise<Trial> {
  const api = await apiOf({ paths: places(deletion) });
  const mock = createMock(api);
  const deleted: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    if (request.method !== 'DELETE' || !pathname.endsWith('/orders')) return mock.fetch(request);
    deleted.push(pathname + search);
    return isDeaf ? new Response(null, { status: 204 }) : mock.fetch(request);
  };
  const { findings } = await runContract(api, fetch, { phases: ['stateful'] });
  return { findings: findings.map(({ failure }) => `${failure.check} ${failure.kind}`), deleted };
}

test('a list that is not emptied is noticed', async () => {
  expect((await tried(true)).findings).toEqual(['use-after-delete-all list']);
});

test.each([
  ['has nothing to choose by', {}],
  ['has a filter', { parameters: [filter] }],
])('a list that is emptied is no finding, where its deletion %s', async (_title, deletion) => {
  const { findings, deleted } = await tried(false, deletion);
  expect(findings).toEqual([]);
  expect(deleted.length).toBeGreaterThan(1);
  expect(deleted.at(-1)).not.toContain('?');
});

test.each([
  ['demands a filter', { parameters: [{ ...filter, required: true }] }],
  ['takes keys', { requestBody: content({ type: 'array', items: { type: 'integer' } }) }],
])('nothing is missed where the deletion %s', async (_title, deletion) => {
  expect((await tried(true, deletion)).findings).toEqual([]);
});
