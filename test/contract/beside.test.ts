import { expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { apiOf } from './api-of.ts';

const text = { type: 'string' };
const json = (schema: object) => ({ 'application/json': { schema } });
const ok = (schema: object) => ({ description: 'ok', content: json(schema) });
const path = (name: string) => ({ name, in: 'path', required: true, schema: text });
const none = { description: '' };
const team = { type: 'object', required: ['id', 'name'], properties: { id: text, name: text } };
const size = { type: 'integer', minimum: 1, maximum: 100 };

/** Teams of companies, of which nothing can be asked: any name is one, and each has teams of its own. */
const description = {
  paths: {
    '/companies/{company}/teams': {
      parameters: [path('company')],
      get: {
        parameters: [
          { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
          { name: 'per_page', in: 'query', schema: size },
        ],
        responses: { 200: ok({ type: 'array', items: team }), 400: none },
      },
      post: {
        requestBody: {
          required: true,
          content: json({ type: 'object', required: ['name'], properties: { name: text } }),
        },
        responses: { 201: ok(team), 400: none },
      },
    },
    '/companies/{company}/teams/{id}': {
      parameters: [path('company'), path('id')],
      get: { responses: { 200: ok(team), 404: none } },
      delete: { responses: { 204: none, 404: none } },
    },
  },
};

test('things that are looked for in one list are made in one, where each list has its own', async () => {
  const api = await apiOf(description);
  const mock = createMock(api, { seed: 'beside' });
  const paths = new Set<string>();
  const result = await runContract(api, (request) => {
    if (request.method === 'POST') paths.add(new URL(request.url).pathname);
    return mock.fetch(request);
  });
  // Other cases ask for other companies.
  expect(paths.size).toBeGreaterThan(1);
  expect(result.findings).toEqual([]);
});
