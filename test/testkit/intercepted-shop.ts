import { createMock } from '../../src/mock/index.ts';
import type { Api } from '../../src/model/index.ts';
import type { Answering } from '../../src/testkit/intercept/answering.ts';
import { apiOf } from '../model/api-of.ts';

export const shop = 'https://shop.example.com/v1';

const user = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'string', readOnly: true }, name: { type: 'string', minLength: 1 } },
};
const json = (schema: object) => ({ description: 'ok', content: { 'application/json': { schema } } });

const paths = {
  '/users': {
    get: { operationId: 'listUsers', responses: { 200: json({ type: 'array', items: user }) } },
    post: {
      operationId: 'createUser',
      requestBody: { required: true, content: { 'application/json': { schema: user } } },
      responses: { 201: json(user) },
    },
  },
  '/slow': { get: { operationId: 'slow', responses: { 200: json({ const: 'at last' }) } } },
};

async function shopApi(servers: readonly string[] = [shop]): Promise<Api> {
  return apiOf({ paths, servers: servers.map((url) => ({ url })) });
}

export async function shopMock(delay?: number): Promise<Answering> {
  const api = await shopApi();
  const mock = createMock(api, delay ? { operations: { slow: { delay } } } : {});
  return { api, fetch: (request) => mock.fetch(request) };
}

/** Answers everything by a function. */
export async function answeringBy(fetch: Answering['fetch'], servers?: string[]): Promise<Answering> {
  return { api: await shopApi(servers), fetch };
}
