import { expect, test } from 'vitest';
import { bundleFiles } from './bundle-harness.ts';
import { valueAt } from './upgrade-harness.ts';

const swagger = (rest: object) => ({
  swagger: '2.0',
  info: { title: 't', version: '1' },
  paths: {},
  ...rest,
});
const schemas = (root: unknown) => valueAt(root, '/components/schemas');

test('Swagger 2.0 is written as OpenAPI 3.0.4', async () => {
  const root = await bundleFiles({
    'main.json': swagger({
      host: 'h.example',
      schemes: ['https'],
      consumes: ['application/xml'],
      parameters: {
        limit: { name: 'limit', in: 'query', type: 'integer' },
        pet: { name: 'pet', in: 'body', schema: { $ref: '#/definitions/Pet' } },
      },
      responses: { Bad: { description: 'bad', schema: { $ref: '#/definitions/Pet' } } },
      definitions: { Pet: { type: 'object', properties: { parent: { $ref: '#/definitions/Pet' } } } },
      paths: {
        '/x': {
          post: {
            parameters: [{ $ref: '#/parameters/limit' }, { $ref: '#/parameters/pet' }],
            responses: {
              200: { description: 'ok', schema: { $ref: '#/definitions/Pet' } },
              400: { $ref: '#/responses/Bad' },
            },
          },
        },
      },
    }),
  });
  const schema = { $ref: '#/components/schemas/Pet' };
  expect(root).toEqual({
    openapi: '3.0.4',
    info: { title: 't', version: '1' },
    servers: [{ url: 'https://h.example' }],
    paths: {
      '/x': {
        post: {
          parameters: [{ $ref: '#/components/parameters/limit' }],
          requestBody: { $ref: '#/components/requestBodies/pet' },
          responses: {
            200: { description: 'ok', content: { 'application/json': { schema } } },
            400: { $ref: '#/components/responses/Bad' },
          },
        },
      },
    },
    components: {
      schemas: { Pet: { type: 'object', properties: { parent: schema } } },
      parameters: { limit: { name: 'limit', in: 'query', schema: { type: 'integer' } } },
      requestBodies: { pet: { content: { 'application/xml': { schema } } } },
      responses: { Bad: { description: 'bad', content: { 'application/json': { schema } } } },
    },
  });
});

const pet = { $ref: '#/components/schemas/Pet' };
test.each([
  ['x-nullable', { type: 'string', 'x-nullable': true }, { type: 'string', nullable: true }],
  ['x-nullable: false', { type: 'string', 'x-nullable': false }, { type: 'string' }],
  [
    'x-nullable beside an enum',
    { type: 'string', enum: ['a'], 'x-nullable': true },
    { type: 'string', enum: ['a'], nullable: true },
  ],
  [
    'x-nullable beside a reference',
    { $ref: '#/definitions/Pet', 'x-nullable': true },
    { nullable: true, allOf: [pet] },
  ],
  [
    'a description beside a reference',
    { $ref: '#/definitions/Pet', description: 'd' },
    { description: 'd', allOf: [pet] },
  ],
  ['a keyword beside a reference', { $ref: '#/definitions/Pet', type: 'object' }, pet],
  ['a discriminator', { discriminator: 'kind' }, { discriminator: { propertyName: 'kind' } }],
  ['a file', { type: 'file' }, { type: 'string', format: 'binary' }],
  ['a type and null', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
  ['null', { type: 'null' }, { enum: [null], nullable: true }],
  [
    'several types',
    { type: ['string', 'array'] },
    { allOf: [{ anyOf: [{ type: 'string' }, { type: 'array', items: {} }] }] },
  ],
  ['a list without items', { type: 'array' }, { type: 'array', items: {} }],
  [
    'a tuple',
    { type: 'array', items: [{ type: 'string' }, { type: 'number' }] },
    { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
  ],
  [
    'a tuple of one',
    { type: 'array', items: [{ type: 'string' }] },
    { type: 'array', items: { type: 'string' } },
  ],
  ['an empty required', { type: 'object', required: [] }, { type: 'object' }],
  ['collectionFormat', { type: 'array', items: {}, collectionFormat: 'csv' }, { type: 'array', items: {} }],
  [
    'bounds',
    { type: 'number', minimum: 1, exclusiveMinimum: true },
    { type: 'number', minimum: 1, exclusiveMinimum: true },
  ],
  [
    'annotations',
    { readOnly: true, example: { $ref: 'x' }, xml: { name: 'n' }, 'x-a': 1 },
    { readOnly: true, example: { $ref: 'x' }, xml: { name: 'n' }, 'x-a': 1 },
  ],
])('a schema of 2.0 with %s is written in the words of 3.0', async (_title, written, expected) => {
  const definitions = { A: { properties: { a: written } }, Pet: {} };
  const root = await bundleFiles({ 'main.json': swagger({ definitions }) });
  expect(schemas(root)).toEqual({ A: { properties: { a: expected } }, Pet: {} });
});

test('names that OpenAPI 3 does not allow are changed wherever they are named', async () => {
  const definitions = {
    'List<Pet>': { items: { $ref: '#/definitions/List%3CPet%3E' } },
    Base: { discriminator: 'kind' },
    'a b': { allOf: [{ $ref: '#/definitions/Base' }] },
  };
  const root = await bundleFiles({ 'main.json': swagger({ definitions }) });
  expect(schemas(root)).toEqual({
    List_Pet: { items: { $ref: '#/components/schemas/List_Pet' } },
    Base: { discriminator: { propertyName: 'kind', mapping: { 'a b': '#/components/schemas/a_b' } } },
    a_b: { allOf: [{ $ref: '#/components/schemas/Base' }] },
  });
});

test('security schemes with such names are changed where they are asked for', async () => {
  const key = { type: 'apiKey', in: 'header', name: 'k' };
  const paths = { '/x': { get: { security: [{ 'api key': [] }], responses: {} } } };
  const root = await bundleFiles({
    'main.json': swagger({ paths, securityDefinitions: { 'api key': key }, security: [{ 'api key': [] }] }),
  });
  expect(root['security']).toEqual([{ api_key: [] }]);
  expect(valueAt(root, '/paths/~1x/get/security')).toEqual([{ api_key: [] }]);
  expect(valueAt(root, '/components/securitySchemes')).toEqual({ api_key: key });
});

test('shared parameters with such names are changed too', async () => {
  const parameters = { 'the limit': { name: 'limit', in: 'query', type: 'integer' } };
  const paths = { '/x': { get: { parameters: [{ $ref: '#/parameters/the%20limit' }] } } };
  const root = await bundleFiles({ 'main.json': swagger({ parameters, paths }) });
  expect(valueAt(root, '/paths/~1x/get/parameters')).toEqual([{ $ref: '#/components/parameters/the_limit' }]);
  expect(valueAt(root, '/components/parameters')).toEqual({
    the_limit: { name: 'limit', in: 'query', schema: { type: 'integer' } },
  });
});

test('schemas in other files and at odd places move to the components', async () => {
  const root = await bundleFiles({
    'main.json': swagger({
      definitions: { Local: { $ref: 'defs.json#/definitions/Alias' } },
      paths: {
        '/x': {
          get: {
            responses: {
              200: { description: '', schema: { $ref: 'defs.json#/definitions/Pet' } },
              201: { $ref: 'parts/r.json#/ok' },
            },
          },
          put: {
            responses: { 200: { description: '', schema: { $ref: '#/paths/~1x/get/responses/200/schema' } } },
          },
        },
      },
    }),
    'defs.json': {
      definitions: {
        Pet: { 'x-nullable': true, type: 'object' },
        Alias: { type: 'string', 'x-nullable': true },
      },
    },
    'parts/r.json': { ok: { description: 'ok', schema: { $ref: '../defs.json#/definitions/Alias' } } },
  });
  expect(schemas(root)).toEqual({
    Local: { type: 'string', nullable: true },
    Pet: { type: 'object', nullable: true },
  });
  const at = (pointer: string) => valueAt(root, `/paths/~1x/${pointer}/content/application~1json/schema`);
  expect(at('get/responses/200')).toEqual(pet);
  expect(at('get/responses/201')).toEqual({ $ref: '#/components/schemas/Local' });
  expect(at('put/responses/200')).toEqual(pet);
});

test.each([
  ['query', 'tsv'],
  ['path', 'pipes'],
  ['header', 'ssv'],
])(
  'a list in %s with collectionFormat %s, for which 3.0 has no style, is a string',
  async (location, collectionFormat) => {
    const list = {
      name: 'l',
      in: location,
      required: true,
      type: 'array',
      items: { type: 'integer' },
      collectionFormat,
    };
    const root = await bundleFiles({
      'main.json': swagger({ paths: { '/x': { get: { parameters: [list] } } } }),
    });
    expect(valueAt(root, '/paths/~1x/get/parameters')).toMatchObject([
      { name: 'l', in: location, schema: { type: 'string' } },
    ]);
    expect(valueAt(root, '/paths/~1x/get/parameters/0/style')).toBeUndefined();
  },
);

test('a list in a list is a list of strings', async () => {
  const list = {
    type: 'array',
    items: { type: 'array', collectionFormat: 'pipes', items: { type: 'integer' } },
  };
  const root = await bundleFiles({
    'main.json': swagger({
      paths: {
        '/x': { get: { parameters: [{ name: 'l', in: 'query', ...list }] } },
        '/y': { post: { parameters: [{ name: 'l', in: 'formData', ...list }] } },
      },
    }),
  });
  const expected = { type: 'array', items: { type: 'string' } };
  expect(valueAt(root, '/paths/~1x/get/parameters/0/schema')).toEqual(expected);
  const form = valueAt(root, '/paths/~1y/post/requestBody/content/application~1x-www-form-urlencoded/schema');
  expect(form).toEqual({ type: 'object', properties: { l: expected } });
});

test('a list of a form that is separated by tabs is a string', async () => {
  const list = {
    name: 'l',
    in: 'formData',
    type: 'array',
    items: { type: 'integer' },
    collectionFormat: 'tsv',
  };
  const root = await bundleFiles({
    'main.json': swagger({ paths: { '/x': { post: { parameters: [list] } } } }),
  });
  const media = valueAt(root, '/paths/~1x/post/requestBody/content/application~1x-www-form-urlencoded');
  expect(media).toEqual({ schema: { type: 'object', properties: { l: { type: 'string' } } } });
});

test('bundling leaves the document as it was', async () => {
  const { loadFiles } = await import('./bundle-harness.ts');
  const { bundleDocument } = await import('../../src/document/bundle.ts');
  const definitions = { A: { type: ['string', 'null'], 'x-nullable': true, items: [{ type: 'file' }] } };
  const document = await loadFiles({ 'main.json': swagger({ definitions }) });
  const before = JSON.stringify(document.root.value);
  bundleDocument(document);
  expect(JSON.stringify(document.root.value)).toBe(before);
});
