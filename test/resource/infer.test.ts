import { expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';
import { inferResources } from '../../src/resource/index.ts';

const user = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string' },
    email: { type: 'string' },
  },
};
const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const body = (schema: object) => ({ content: { 'application/json': { schema } } });

test('GET, POST, PUT, PATCH and DELETE on a list and its items are the roles of one collection', async () => {
  const one = { 200: json(user) };
  const api = await loadApi({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/users': {
        get: { responses: { 200: json({ type: 'array', items: user }) } },
        post: { requestBody: body(user), responses: { 201: json(user) } },
      },
      '/users/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        get: { responses: one },
        put: { requestBody: body(user), responses: one },
        patch: { requestBody: body(user), responses: one },
        delete: { responses: { 204: { description: '' } } },
      },
    },
  });
  const resources = inferResources(api);
  expect(resources.collections.map(({ id, keys }) => ({ id, keys }))).toEqual([
    { id: '/users', keys: [{ parameter: 'id', pointer: '/id', type: 'integer', by: 'server' }] },
  ]);
  const kinds = api.operations.map((operation) => resources.role(operation)?.kind);
  expect(kinds).toEqual(['list', 'create', 'read', 'replace', 'merge', 'delete']);
});
