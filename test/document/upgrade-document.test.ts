import { expect, test } from 'vitest';
import { upgrade, valueAt, withOperation } from './upgrade-harness.ts';

const urls = (root: unknown, pointer = '/servers'): unknown =>
  (valueAt(root, pointer) as Array<{ url: string }> | undefined)?.map(({ url }) => url);

test.each([
  ['nothing', {}, undefined],
  ['a host and a scheme', { host: 'h.example', schemes: ['http'] }, ['http://h.example']],
  [
    'a host, a base path and two schemes',
    { host: 'h.example:8080', basePath: '/v1', schemes: ['https', 'http'] },
    ['https://h.example:8080/v1', 'http://h.example:8080/v1'],
  ],
  ['a host without a scheme', { host: 'h.example', basePath: '/v1' }, ['https://h.example/v1']],
  ['a base path alone', { basePath: '/v1/', schemes: ['https'] }, ['/v1']],
  ['a base path of one slash', { basePath: '/' }, ['/']],
  ['a base path without a slash', { host: 'h', basePath: 'v1', schemes: ['https'] }, ['https://h/v1']],
  [
    'a host that brings its scheme',
    { host: 'http://h.example/', basePath: '/v1', schemes: ['https'] },
    ['http://h.example/v1'],
  ],
  ['a repeated scheme', { host: 'h', schemes: ['ws', 'ws'] }, ['ws://h']],
])('%s gives the right servers', (_title, written, expected) => {
  expect(urls(upgrade({ swagger: '2.0', ...written }).root)).toEqual(expected);
});

test('a name in braces in the host is a server variable', () => {
  const { root } = upgrade({ swagger: '2.0', host: '{tenant}.example', schemes: ['https'] });
  expect(root['servers']).toEqual([
    { url: 'https://{tenant}.example', variables: { tenant: { default: 'tenant' } } },
  ]);
});

test('schemes of an operation are servers of that operation', () => {
  const rest = { host: 'h', basePath: '/b', schemes: ['https'] };
  const { root } = upgrade(withOperation({ schemes: ['wss'] }, rest));
  expect(urls(root, '/paths/~1x/post/servers')).toEqual(['wss://h/b']);
  expect(urls(root)).toEqual(['https://h/b']);
});

const scopes = { 'a:b': 'c' };
test.each([
  ['basic', { type: 'basic', description: 'd' }, { type: 'http', scheme: 'basic', description: 'd' }],
  [
    'apiKey',
    { type: 'apiKey', name: 'k', in: 'query', 'x-a': 1 },
    { type: 'apiKey', name: 'k', in: 'query', 'x-a': 1 },
  ],
  [
    'implicit',
    { type: 'oauth2', flow: 'implicit', authorizationUrl: 'https://a', scopes, description: 'd' },
    { type: 'oauth2', description: 'd', flows: { implicit: { authorizationUrl: 'https://a', scopes } } },
  ],
  [
    'password',
    { type: 'oauth2', flow: 'password', tokenUrl: 'https://t', scopes },
    { type: 'oauth2', flows: { password: { tokenUrl: 'https://t', scopes } } },
  ],
  [
    'application',
    { type: 'oauth2', flow: 'application', tokenUrl: 'https://t' },
    { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://t', scopes: {} } } },
  ],
  [
    'accessCode',
    { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes },
    {
      type: 'oauth2',
      flows: { authorizationCode: { authorizationUrl: 'https://a', tokenUrl: 'https://t', scopes } },
    },
  ],
  ['a scheme of OpenAPI 3', { type: 'http', scheme: 'bearer' }, { type: 'http', scheme: 'bearer' }],
])('the security scheme %s is upgraded', (_title, written, expected) => {
  const { root, faults } = upgrade({ swagger: '2.0', securityDefinitions: { s: written } });
  expect(valueAt(root, '/components/securitySchemes/s')).toEqual(expected);
  expect(faults).toEqual([]);
});

test.each([
  ['flow', { type: 'oauth2', flow: 'dance' }],
  ['type', { type: 'secret' }],
  ['object', 'basic'],
])('a security scheme without a known %s is told', (_title, written) => {
  const { faults } = upgrade({ swagger: '2.0', securityDefinitions: { s: written } });
  expect(faults).toMatchObject([{ code: 'invalid-security-scheme', pointer: '/securityDefinitions/s' }]);
});

test('what both versions have stays as it is', () => {
  const kept = {
    info: { title: 't', version: '1', 'x-logo': {} },
    tags: [{ name: 'a' }],
    externalDocs: { url: 'https://d' },
    security: [{ k: [] }],
    'x-any': { b: 1 },
  };
  const operation = {
    tags: ['a'],
    summary: 's',
    description: 'd',
    operationId: 'o',
    deprecated: true,
    externalDocs: { url: 'https://d' },
    security: [],
    'x-code': 1,
  };
  const { root } = upgrade({ swagger: '2.0', ...kept, paths: { '/x': { get: operation }, 'x-p': 1 } });
  expect(root).toMatchObject({ openapi: '3.2.0', ...kept, paths: { 'x-p': 1 } });
  expect(valueAt(root, '/paths/~1x/get')).toEqual({ ...operation, responses: {} });
});

test('definitions are the component schemas, by identity', () => {
  const definitions = { Pet: { type: 'object', 'x-nullable': true } };
  const { root, origins } = upgrade({ swagger: '2.0', definitions });
  expect(valueAt(root, '/components/schemas')).toBe(definitions);
  expect(origins.get(definitions)).toEqual({ uri: 'memory:/main', pointer: '/definitions' });
});

test('a path item in another file is put in place, with what stands beside the reference', () => {
  const files = {
    'memory:/items/pets': {
      list: {
        parameters: [{ $ref: '#/limit' }],
        get: { operationId: 'list', responses: { 200: { $ref: '../shared#/ok' } } },
      },
      limit: { name: 'limit', in: 'query', type: 'integer' },
    },
    'memory:/shared': { ok: { description: 'ok' } },
  };
  const paths = { '/pets': { $ref: 'items/pets#/list', post: { operationId: 'add' } } };
  const { root, origins, faults } = upgrade({ swagger: '2.0', paths }, files);
  expect(valueAt(root, '/paths/~1pets')).toEqual({
    parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
    get: { operationId: 'list', responses: { 200: { description: 'ok' } } },
    post: { operationId: 'add', responses: {} },
  });
  expect(origins.get(valueAt(root, '/paths/~1pets/get') as object)).toEqual({
    uri: 'memory:/items/pets',
    pointer: '/list/get',
  });
  expect(faults).toEqual([]);
});

test.each([
  [
    'a path item that leads nowhere',
    { '/x': { $ref: '#/none' } },
    'unresolved-reference',
    '/paths/~1x/$ref',
    {},
  ],
  ['a path item that is no object', { '/x': 5 }, 'invalid-path-item', '/paths/~1x', { '/x': {} }],
  [
    'an operation that is no object',
    { '/x': { get: null } },
    'invalid-operation',
    '/paths/~1x/get',
    { '/x': {} },
  ],
])('%s is left out and told', (_title, paths, code, pointer, expected) => {
  const { root, faults } = upgrade({ swagger: '2.0', paths });
  expect(root['paths']).toEqual(expected);
  expect(faults).toEqual([{ code, pointer, uri: 'memory:/main' }]);
});

test('methods in capitals are methods', () => {
  expect(upgrade({ swagger: '2.0', paths: { '/x': { GET: {} } } }).root['paths']).toEqual({
    '/x': { get: { responses: {} } },
  });
});

test('a member called __proto__ stays a member', () => {
  const text =
    '{"swagger":"2.0","paths":{"__proto__":{"get":{"__proto__":1,"responses":{"__proto__":{"description":"d"}}}}},"parameters":{"__proto__":{"name":"__proto__","in":"query"}}}';
  const { root } = upgrade(JSON.parse(text));
  expect(Object.getPrototypeOf(root['paths'])).toBe(Object.prototype);
  expect(Object.keys(root['paths'] as object)).toEqual(['__proto__']);
  expect(valueAt(root, '/paths/__proto__/get/responses/__proto__')).toEqual({ description: 'd' });
  expect(valueAt(root, '/components/parameters/__proto__')).toMatchObject({ name: '__proto__' });
});

test.each([
  [
    'lists for objects',
    {
      paths: [],
      definitions: [],
      parameters: [],
      responses: [],
      securityDefinitions: [],
      security: {},
      tags: 5,
    },
  ],
  [
    'texts for objects',
    {
      paths: 'a',
      definitions: 'a',
      parameters: 'a',
      responses: 'a',
      securityDefinitions: 'a',
      info: 'a',
      host: 5,
      basePath: [],
      schemes: {},
    },
  ],
  [
    'nulls for objects',
    {
      paths: null,
      definitions: null,
      parameters: null,
      responses: null,
      consumes: null,
      produces: null,
      host: null,
    },
  ],
  [
    'texts for operations',
    {
      paths: { '/x': { get: { parameters: 'a', responses: 'a', consumes: 5, produces: {}, schemes: 'a' } } },
    },
  ],
  [
    'texts for responses',
    { paths: { '/x': { get: { responses: { 200: { schema: 'a', headers: 'a', examples: 'a' } } } } } },
  ],
  [
    'numbers for headers',
    { paths: { '/x': { get: { responses: { 200: { headers: { a: 1, b: null, c: { $ref: 5 } } } } } } } },
  ],
])('a document with %s does not break', (_title, written) => {
  expect(() => upgrade({ swagger: '2.0', ...written })).not.toThrow();
});
