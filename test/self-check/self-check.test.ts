import { expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';
import { selfCheck } from '../../src/self-check/index.ts';

const json = (schema: object) => ({ 'application/json': { schema } });
const book = {
  type: 'object',
  required: ['id', 'title', 'state'],
  properties: {
    id: { type: 'integer', readOnly: true },
    title: { type: 'string', minLength: 1, maxLength: 40 },
    state: { enum: ['new', 'used'] },
    pages: { type: 'integer', minimum: 1, maximum: 2000 },
  },
};
const error = {
  description: '',
  content: json({ type: 'object', properties: { message: { type: 'string' } } }),
};
const errors = { 400: error, 401: error, 404: error };

const library = {
  openapi: '3.1.0',
  info: { title: 'Library', version: '1' },
  security: [{ key: [] }],
  paths: {
    '/books': {
      get: {
        operationId: 'listBooks',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 10 } },
          { name: 'offset', in: 'query', schema: { type: 'integer', minimum: 0 } },
          { name: 'state', in: 'query', schema: { enum: ['new', 'used'] } },
        ],
        responses: { 200: { description: '', content: json({ type: 'array', items: book }) }, ...errors },
      },
      post: {
        operationId: 'createBook',
        requestBody: { required: true, content: json(book) },
        responses: {
          201: {
            description: '',
            headers: { Location: { required: true, schema: { type: 'string' } } },
            content: json(book),
          },
          ...errors,
        },
      },
    },
    '/books/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: {
        operationId: 'readBook',
        responses: { 200: { description: '', content: json(book) }, ...errors },
      },
      put: {
        operationId: 'replaceBook',
        requestBody: { required: true, content: json(book) },
        responses: { 200: { description: '', content: json(book) }, ...errors },
      },
      delete: { operationId: 'deleteBook', responses: { 204: { description: '' }, ...errors } },
    },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

test('a description that says much lets the suite find each kind of defect', async () => {
  const result = await selfCheck(await loadApi(structuredClone(library)), {
    operationsPerKind: 1,
    maxCases: 25,
  });
  expect(result.alarms).toBe(0);
  const missed = result.defects.filter(({ found }) => !found);
  expect(missed.map(({ name, operation }) => `${name} ${operation.id}`)).toEqual([]);
  expect(result.defects.length).toBeGreaterThan(14);
  expect(new Set(result.defects.map(({ group }) => group)).size).toBe(7);
}, 120_000);

test('a suite without checks finds nothing', async () => {
  const api = await loadApi(structuredClone(library));
  const result = await selfCheck(api, { operationsPerKind: 1, checks: ['location-unresolved'], maxCases: 5 });
  const found = result.defects.filter((each) => each.found).map(({ name }) => name);
  expect(found.filter((name) => name !== 'location-wrong' && name !== 'creation-forgotten')).toEqual([]);
}, 120_000);

test('time that is up leaves defects, and says how many', async () => {
  let clock = 0;
  const result = await selfCheck(await loadApi(structuredClone(library)), {
    clock: () => (clock += 1),
    maxTime: 1,
  });
  expect(result.defects).toEqual([]);
  expect(result.left).toBeGreaterThan(10);
});
