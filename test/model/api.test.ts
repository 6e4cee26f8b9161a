import { expect, test } from 'vitest';
import type { Operation } from '../../src/model/index.ts';
import { apiOf, codesOf } from './api-of.ts';

const names = (operations: readonly Operation[]): string[] => operations.map(({ id }) => id);
const ok = { responses: { 200: { description: 'ok' } } };

test('an operation is found by its operationId and by its method and path', async () => {
  const api = await apiOf({ paths: { '/a/{b}': { get: { operationId: 'x' }, put: {} } } });
  expect(api.operation('x')).toBe(api.operations[0]);
  expect(api.operation('GET /a/{b}')).toBe(api.operations[0]);
  expect(api.operation('PUT /a/{b}')).toBe(api.operations[1]);
  expect(api.operation('POST /a/{b}')).toBeUndefined();
  expect(api.operation('__proto__')).toBeUndefined();
});

test('webhooks are operations under their names', async () => {
  const api = await apiOf({
    webhooks: { 'x-new': { $ref: '#/components/pathItems/p' } },
    components: { pathItems: { p: { post: ok } } },
  });
  expect(api.webhooks.map(({ method, path }) => [method, path])).toEqual([['POST', 'x-new']]);
  expect(api.operations).toEqual([]);
});

test('summary and description of a path count for its operations', async () => {
  const api = await apiOf({
    paths: {
      '/a': {
        summary: 's',
        description: 'd',
        get: { summary: 'own', deprecated: true, tags: ['t', 1] },
        put: {},
      },
    },
  });
  const [get, put] = api.operations;
  expect([get?.summary, get?.description, get?.deprecated, get?.tags]).toEqual(['own', 'd', true, ['t']]);
  expect([put?.summary, put?.description, put?.deprecated, put?.tags]).toEqual(['s', 'd', false, []]);
});

test('a missing info is a fault and no error', async () => {
  const api = await apiOf({ info: { version: 2 } });
  expect([api.title, api.version, api.description]).toEqual(['', '2', undefined]);
  expect(codesOf(api)).toEqual(['missing-info /info']);
});

test('component schemas are found by name, x- names too', async () => {
  const api = await apiOf({ components: { schemas: { 'x-a': { type: 'string' }, B: true } } });
  expect(api.schemaNames()).toEqual(['x-a', 'B']);
  expect(api.schema('x-a', 'request')?.source.pointer).toBe('/components/schemas/x-a');
  expect(api.schema('B')).toBe(api.schema('B', 'any'));
  expect(api.schema('toString')).toBeUndefined();
});

test('tags are listed, and a broken hierarchy is a fault', async () => {
  const api = await apiOf({
    tags: [
      { name: 'a' },
      { name: 'b', parent: 'a' },
      { name: 'c', parent: 'none' },
      { name: 'd', parent: 'e' },
      { name: 'e', parent: 'd' },
      {},
      { name: 'a' },
    ],
  });
  expect(api.tags).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(codesOf(api).sort()).toEqual([
    'duplicate-tag /tags/6',
    'invalid-tag /tags/2',
    'invalid-tag /tags/3',
    'invalid-tag /tags/4',
    'invalid-tag /tags/5',
  ]);
});

test('callbacks are operations under their expressions', async () => {
  const api = await apiOf({
    paths: {
      '/a': {
        post: {
          callbacks: {
            done: { '{$request.body#/url}': { post: { operationId: 'called' }, put: {} }, 'x-y': {} },
            other: { $ref: '#/components/callbacks/o' },
            broken: { $ref: '#/components/callbacks/none' },
          },
        },
      },
    },
    components: {
      callbacks: { o: { '{$url}': { $ref: '#/components/pathItems/p' } } },
      pathItems: { p: { get: ok } },
    },
  });
  const callbacks = api.operations[0]?.callbacks;
  expect(callbacks?.map(({ name, expression, operations }) => [name, expression, names(operations)])).toEqual(
    [
      ['done', '{$request.body#/url}', ['called', 'PUT {$request.body#/url}']],
      ['other', '{$url}', ['GET {$url}']],
    ],
  );
  expect(api.operations[0]?.callbacks).toBe(callbacks);
});

test('what is below an operation is worked out once', async () => {
  const api = await apiOf({
    paths: {
      '/a': {
        post: {
          parameters: [{ name: 'q', in: 'query', schema: {} }],
          requestBody: { content: { 'a/b': {} } },
          responses: { 200: { description: '' } },
          security: [],
        },
      },
    },
  });
  const operation = api.operations[0] as Operation;
  for (const key of [
    'parameters',
    'requestBody',
    'responses',
    'security',
    'servers',
    'callbacks',
    'tags',
  ] as const) {
    expect(operation[key]).toBe(operation[key]);
  }
  expect(operation.parameters[0]?.schema?.for('request')).toBe(
    operation.parameters[0]?.schema?.for('request'),
  );
});

test('references are followed also where the specification knows none', async () => {
  const elsewhere = {
    info: { title: 'I', version: '2' },
    components: {
      schemas: { $ref: '#/x-elsewhere/schemas' },
      securitySchemes: { $ref: '#/x-elsewhere/schemes' },
    },
    schemas: { A: {} },
    schemes: { key: { type: 'mutualTLS' } },
    paths: { '/a': { get: { $ref: '#/x-elsewhere/operation' } } },
    operation: {
      operationId: 'o',
      parameters: { $ref: '#/x-elsewhere/parameters' },
      responses: { $ref: '#/x-elsewhere/responses' },
    },
    parameters: [{ name: 'q', in: 'query', examples: { $ref: '#/x-elsewhere/examples' } }],
    examples: { e: { value: 1 } },
    responses: { 200: { description: '', content: { $ref: '#/x-elsewhere/content' } } },
    content: { 'a/b': {} },
    servers: [{ $ref: '#/x-elsewhere/server' }],
    server: { url: '/s' },
  };
  const api = await apiOf({
    ...Object.fromEntries(
      ['info', 'components', 'paths', 'servers'].map((key) => [key, { $ref: `#/x-elsewhere/${key}` }]),
    ),
    'x-elsewhere': elsewhere,
  });
  const operation = api.operation('o');
  expect([api.title, api.schemaNames(), [...api.securitySchemes.keys()]]).toEqual(['I', ['A'], ['key']]);
  expect(operation?.parameters[0]?.examples[0]?.value).toBe(1);
  expect(operation?.responses[0]?.content[0]?.type).toBe('a/b');
  expect(operation?.servers[0]?.path).toBe('/s');
});
