import { expect, test } from 'vitest';
import { upgrade, upgradedOperation, valueAt, withOperation } from './upgrade-harness.ts';

const list = { type: 'array', items: { type: 'string' } };

test.each([
  [
    'a string keeps its own keywords as schema',
    { name: 'q', in: 'query', type: 'string', minLength: 2, maxLength: 9, pattern: '^a' },
    { name: 'q', in: 'query', schema: { type: 'string', pattern: '^a', minLength: 2, maxLength: 9 } },
  ],
  [
    'numeric bounds stay as Swagger 2.0 writes them',
    {
      name: 'n',
      in: 'query',
      type: 'integer',
      format: 'int64',
      minimum: 1,
      exclusiveMinimum: true,
      maximum: 5,
      exclusiveMaximum: false,
      multipleOf: 2,
    },
    {
      name: 'n',
      in: 'query',
      schema: {
        type: 'integer',
        format: 'int64',
        multipleOf: 2,
        minimum: 1,
        maximum: 5,
        exclusiveMinimum: true,
        exclusiveMaximum: false,
      },
    },
  ],
  [
    'enum and default belong to the schema',
    { name: 'q', in: 'query', type: 'string', enum: ['a', 'b'], default: 'a' },
    { name: 'q', in: 'query', schema: { type: 'string', default: 'a', enum: ['a', 'b'] } },
  ],
  [
    'description, required and extensions stay with the parameter',
    { name: 'q', in: 'query', type: 'string', description: 'd', required: true, 'x-a': 1 },
    { name: 'q', in: 'query', description: 'd', required: true, schema: { type: 'string' }, 'x-a': 1 },
  ],
  [
    'a path parameter is always required',
    { name: 'id', in: 'path', type: 'string' },
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
  ],
  [
    'required: false is the default and left out',
    { name: 'q', in: 'query', type: 'string', required: false },
    { name: 'q', in: 'query', schema: { type: 'string' } },
  ],
  [
    'allowEmptyValue stays',
    { name: 'q', in: 'query', type: 'boolean', allowEmptyValue: true },
    { name: 'q', in: 'query', allowEmptyValue: true, schema: { type: 'boolean' } },
  ],
  [
    'x-nullable goes into the schema',
    { name: 'q', in: 'query', type: 'string', 'x-nullable': true },
    { name: 'q', in: 'query', schema: { type: 'string', 'x-nullable': true } },
  ],
  [
    'a file becomes binary',
    { name: 'q', in: 'query', type: 'file' },
    { name: 'q', in: 'query', schema: { type: 'string', format: 'binary' } },
  ],
  [
    'a schema is taken where there is no type',
    { name: 'q', in: 'query', schema: { type: 'integer' } },
    { name: 'q', in: 'query', schema: { type: 'integer' } },
  ],
  [
    'a number as name is read as text',
    { name: 404, in: 'query', type: 'string' },
    { name: '404', in: 'query', schema: { type: 'string' } },
  ],
  ['a parameter without a type has no schema', { name: 'q', in: 'query' }, { name: 'q', in: 'query' }],
  [
    'bounds of the list stay with the list',
    { name: 'q', in: 'query', ...list, minItems: 1, maxItems: 3, uniqueItems: true },
    {
      name: 'q',
      in: 'query',
      schema: { ...list, minItems: 1, maxItems: 3, uniqueItems: true },
      style: 'form',
      explode: false,
    },
  ],
])('%s', (_title, written, expected) => {
  expect(upgradedOperation({ parameters: [written] })['parameters']).toEqual([expected]);
});

test.each([
  ['query', undefined, 'form', false],
  ['query', 'csv', 'form', false],
  ['query', 'ssv', 'spaceDelimited', false],
  ['query', 'tsv', 'tabDelimited', false],
  ['query', 'pipes', 'pipeDelimited', false],
  ['query', 'multi', 'form', true],
  ['query', 'unheard of', 'form', false],
  ['path', undefined, 'simple', false],
  ['path', 'csv', 'simple', false],
  ['path', 'multi', 'simple', false],
  ['path', 'pipes', 'pipeDelimited', false],
  ['header', 'csv', 'simple', false],
  ['header', 'ssv', 'spaceDelimited', false],
])(
  'a list in %s with collectionFormat %s has style %s and explode %s',
  (location, collectionFormat, style, explode) => {
    const written = {
      name: 'q',
      in: location,
      ...list,
      ...(collectionFormat === undefined ? {} : { collectionFormat }),
    };
    expect(upgradedOperation({ parameters: [written] })['parameters']).toMatchObject([
      { style, explode, schema: list },
    ]);
  },
);

test('collectionFormat of a parameter that is no list means nothing', () => {
  const [made] = upgradedOperation({
    parameters: [{ name: 'q', in: 'query', type: 'string', collectionFormat: 'csv' }],
  })['parameters'] as object[];
  expect(made).toEqual({ name: 'q', in: 'query', schema: { type: 'string' } });
});

test('a list in a list says how its items are separated', () => {
  const innermost = { type: 'array', items: { type: 'integer' } };
  const items = { type: 'array', items: innermost, collectionFormat: 'pipes' };
  const made = upgradedOperation({ parameters: [{ name: 'q', in: 'query', type: 'array', items }] });
  expect(valueAt(made, '/parameters/0/schema')).toEqual({
    type: 'array',
    items: { ...items, items: { ...innermost, collectionFormat: 'csv' } },
  });
});

test('items that are no list are the very object of the text', () => {
  const items = { type: 'string' };
  const made = upgradedOperation({ parameters: [{ name: 'q', in: 'query', type: 'array', items }] });
  expect(valueAt(made, '/parameters/0/schema/items')).toBe(items);
});

test.each([
  ['x-example', { 'x-example': 5 }, { example: 5 }],
  ['example', { example: 5, 'x-example': 6 }, { example: 5 }],
  [
    'x-examples by name',
    { 'x-examples': { a: 1, b: { value: 2, summary: 's' } } },
    { examples: { a: { value: 1 }, b: { value: 2, summary: 's' } } },
  ],
  [
    'a list of x-examples',
    { 'x-examples': ['u', 'v'] },
    { examples: { example1: { value: 'u' }, example2: { value: 'v' } } },
  ],
  ['both', { example: 0, 'x-examples': { a: 1 } }, { examples: { a: { value: 1 }, example: { value: 0 } } }],
])('%s of a parameter becomes what OpenAPI 3 has for it', (_title, written, expected) => {
  const made = upgradedOperation({ parameters: [{ name: 'q', in: 'query', type: 'integer', ...written }] });
  expect(made['parameters']).toEqual([{ name: 'q', in: 'query', schema: { type: 'integer' }, ...expected }]);
});

test('path-level parameters stay with the path, and operations override them there', () => {
  const shared = { name: 'q', in: 'query', type: 'string' };
  const own = { name: 'q', in: 'query', type: 'integer' };
  const { root } = upgrade({
    swagger: '2.0',
    paths: { '/x': { parameters: [shared], get: { parameters: [own] } } },
  });
  expect(valueAt(root, '/paths/~1x')).toMatchObject({
    parameters: [{ name: 'q', schema: { type: 'string' } }],
    get: { parameters: [{ name: 'q', schema: { type: 'integer' } }] },
  });
});

test('a shared parameter is made once, and its messages point at where it is shared', () => {
  const parameters = { limit: { name: 'limit', in: 'query', type: 'integer' } };
  const { root, origins, faults } = upgrade(
    withOperation({ parameters: [{ $ref: '#/parameters/limit' }] }, { parameters }),
  );
  const made = valueAt(root, '/paths/~1x/post/parameters/0') as object;
  expect(made).toBe(valueAt(root, '/components/parameters/limit'));
  expect(origins.get(made)).toEqual({ uri: 'memory:/main', pointer: '/parameters/limit' });
  expect(origins.get((made as { schema: object }).schema)).toEqual({
    uri: 'memory:/main',
    pointer: '/parameters/limit',
  });
  expect(faults).toEqual([]);
});

test('a parameter in another file is found there', () => {
  const { root, origins } = upgrade(withOperation({ parameters: [{ $ref: 'common#/a~1b' }] }), {
    'memory:/common': { 'a/b': { $ref: '#/c' }, c: { name: 'c', in: 'header', type: 'string' } },
  });
  const made = valueAt(root, '/paths/~1x/post/parameters/0') as object;
  expect(made).toMatchObject({ name: 'c', in: 'header' });
  expect(origins.get(made)).toEqual({ uri: 'memory:/common', pointer: '/c' });
});

test.each([
  ['an object in place of a list', { a: { name: 'a', in: 'query', type: 'string' }, 'x-b': {} }, ['a']],
  ['one parameter in place of a list', { name: 'a', in: 'query', type: 'string' }, ['a']],
  ['a reference to a list', { $ref: '#/x-list' }, ['a', 'b']],
  ['null', null, undefined],
])('%s is read as a list', (_title, parameters, names) => {
  const shared = [
    { name: 'a', in: 'query', type: 'string' },
    { name: 'b', in: 'query', type: 'string' },
  ];
  const made = upgradedOperation({ parameters }, { 'x-list': shared })['parameters'];
  expect((made as Array<{ name: string }> | undefined)?.map(({ name }) => name)).toEqual(names);
});

test.each([
  [
    'a reference that leads nowhere',
    { $ref: '#/parameters/none' },
    'unresolved-reference',
    '/paths/~1x/post/parameters/0/$ref',
  ],
  [
    'a reference that leads to itself',
    { $ref: '#/paths/~1x/post/parameters/0' },
    'circular-reference',
    '/paths/~1x/post/parameters/0/$ref',
  ],
  ['no name', { in: 'query', type: 'string' }, 'invalid-parameter', '/paths/~1x/post/parameters/0'],
  ['no place', { name: 'q', type: 'string' }, 'invalid-parameter', '/paths/~1x/post/parameters/0'],
  ['no object', 'q', 'invalid-parameter', '/paths/~1x/post/parameters/0'],
])('a parameter with %s is left out and told', (_title, written, code, pointer) => {
  const { root, faults } = upgrade(
    withOperation({ parameters: [written, { name: 'ok', in: 'query', type: 'string' }] }),
  );
  expect(valueAt(root, '/paths/~1x/post/parameters')).toMatchObject([{ name: 'ok' }]);
  expect(faults).toEqual([{ code, pointer, uri: 'memory:/main' }]);
});

test('a shared parameter with a fault is told once', () => {
  const parameters = { bad: { in: 'query' } };
  const operation = { parameters: [{ $ref: '#/parameters/bad' }, { $ref: '#/parameters/bad' }] };
  expect(upgrade(withOperation(operation, { parameters })).faults).toMatchObject([
    { code: 'invalid-parameter', pointer: '/parameters/bad' },
  ]);
});
