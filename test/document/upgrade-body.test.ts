import { expect, test } from 'vitest';
import { upgrade, upgradedOperation, valueAt, withOperation } from './upgrade-harness.ts';

const schema = { $ref: '#/definitions/Pet' };
const body = { name: 'pet', in: 'body', required: true, description: 'd', schema };

test.each([
  ['nothing', undefined, undefined, ['application/json']],
  ['the root', ['application/xml'], undefined, ['application/xml']],
  [
    'the operation',
    ['application/xml'],
    ['text/plain', 'application/json'],
    ['text/plain', 'application/json'],
  ],
  ['an operation with an empty list', ['application/xml'], [], ['application/json']],
  ['a lone string', undefined, 'text/csv', ['text/csv']],
  ['a list with odd items', [null, 3, '', ' text/csv '], undefined, ['text/csv']],
])('a body has the media types that %s says it consumes', (_title, root, own, expected) => {
  const made = upgradedOperation(
    { parameters: [body], ...(own === undefined ? {} : { consumes: own }) },
    root === undefined ? {} : { consumes: root },
  );
  expect(made['requestBody']).toEqual({
    description: 'd',
    required: true,
    content: Object.fromEntries(expected.map((type) => [type, { schema }])),
  });
  expect(made['parameters']).toBeUndefined();
});

test('the schema of a body is the very object of the text', () => {
  const { root, origins } = upgrade(withOperation({ parameters: [body] }));
  const made = valueAt(root, '/paths/~1x/post/requestBody/content/application~1json/schema');
  expect(made).toBe(schema);
  expect(origins.get(schema)).toEqual({
    uri: 'memory:/main',
    pointer: '/paths/~1x/post/parameters/0/schema',
  });
});

test.each([
  ['type in place of schema', { in: 'body', name: 'b', type: 'object' }, { schema: { type: 'object' } }],
  ['a schema beside a type', { in: 'body', name: 'b', type: 'string', schema }, { schema }],
  ['neither', { in: 'body', name: 'b' }, {}],
  ['no name', { in: 'body', schema }, { schema }],
  ['x-example', { in: 'body', name: 'b', schema, 'x-example': { a: 1 } }, { schema, example: { a: 1 } }],
  [
    'x-examples by media type',
    { in: 'body', name: 'b', schema, 'x-examples': { 'application/json': 1, 'text/x': 2 } },
    { schema, example: 1 },
  ],
  [
    'x-examples by name',
    { in: 'body', name: 'b', schema, 'x-examples': { one: 1 } },
    { schema, examples: { one: { value: 1 } } },
  ],
])('a body with %s is read', (_title, written, media) => {
  expect(upgradedOperation({ parameters: [written] })['requestBody']).toEqual({
    content: { 'application/json': media },
  });
});

const text = {
  name: 'a',
  in: 'formData',
  type: 'string',
  required: true,
  description: 'd',
  'x-example': 'e',
};
const file = { name: 'f', in: 'formData', type: 'file' };
const files = {
  name: 'f',
  in: 'formData',
  type: 'array',
  items: { type: 'file' },
  collectionFormat: 'multi',
};
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

test.each([
  ['no file and nothing consumed', [text], undefined, [FORM]],
  ['a file and nothing consumed', [text, file], undefined, [MULTIPART]],
  ['a list of files', [files], undefined, [MULTIPART]],
  ['a file and a URL-encoded form', [text, file], [FORM], [MULTIPART]],
  ['both kinds of form', [text], [FORM, MULTIPART], [FORM, MULTIPART]],
  ['multipart without a file', [text], [MULTIPART], [MULTIPART]],
  ['a form and JSON', [text], [FORM, 'application/json', 'text/plain'], [FORM, 'application/json']],
  ['JSON alone', [text], ['application/json'], [FORM]],
  ['a file and octets', [file], ['multipart/form-data', 'application/octet-stream'], [MULTIPART]],
  ['a misspelt multipart', [file], ['multipart/formData'], [MULTIPART]],
])('formData with %s is sent as %j', (_title, parameters, consumes, expected) => {
  const made = upgradedOperation({ parameters, ...(consumes === undefined ? {} : { consumes }) });
  expect(Object.keys(valueAt(made, '/requestBody/content') as object)).toEqual(expected);
});

test('formData becomes an object schema', () => {
  const made = upgradedOperation({ parameters: [text, file, files] });
  expect(made['requestBody']).toEqual({
    required: true,
    content: {
      [MULTIPART]: {
        schema: {
          type: 'object',
          required: ['a'],
          properties: {
            a: { type: 'string', description: 'd', example: 'e' },
            f: { type: 'array', items: { type: 'string', format: 'binary' } },
          },
        },
      },
    },
  });
});

test.each([
  [FORM, undefined, { style: 'form', explode: false }],
  [FORM, 'multi', { style: 'form', explode: true }],
  [FORM, 'ssv', { style: 'spaceDelimited', explode: false }],
  [FORM, 'tsv', { style: 'tabDelimited', explode: false }],
  [MULTIPART, 'pipes', { style: 'pipeDelimited', explode: false }],
  [MULTIPART, 'multi', undefined],
])('a list in %s with collectionFormat %s is encoded as %j', (type, collectionFormat, expected) => {
  const written = { name: 'l', in: 'formData', type: 'array', items: { type: 'string' }, collectionFormat };
  const made = upgradedOperation({ parameters: [written], consumes: [type] });
  const media = (valueAt(made, '/requestBody/content') as Record<string, { encoding?: { l: unknown } }>)[
    type
  ]!;
  expect(media.encoding?.l).toEqual(expected);
});

test('bodies and forms of the path are those of its operations, unless they have their own', () => {
  const other = { name: 'other', in: 'body', schema: { type: 'array' } };
  const { root } = upgrade({
    swagger: '2.0',
    paths: {
      '/body': { parameters: [body], put: {}, post: { parameters: [other] }, patch: { parameters: [text] } },
      '/form': { parameters: [text], put: { parameters: [{ ...text, type: 'integer' }, file] } },
    },
  });
  expect(valueAt(root, '/paths/~1body/parameters')).toBeUndefined();
  expect(valueAt(root, '/paths/~1body/put/requestBody/content/application~1json/schema')).toBe(schema);
  expect(valueAt(root, '/paths/~1body/post/requestBody/content/application~1json/schema')).toBe(other.schema);
  expect(Object.keys(valueAt(root, '/paths/~1body/patch/requestBody/content') as object)).toEqual([FORM]);
  expect(
    valueAt(root, '/paths/~1form/put/requestBody/content/multipart~1form-data/schema/properties'),
  ).toMatchObject({
    a: { type: 'integer' },
    f: { type: 'string' },
  });
});

test('a shared body is made once for the same media types', () => {
  const operation = { parameters: [{ $ref: '#/parameters/pet' }] };
  const document = {
    swagger: '2.0',
    parameters: { pet: body },
    paths: { '/x': { put: operation, post: { ...operation, consumes: ['text/x'] } } },
  };
  const { root } = upgrade(document);
  expect(valueAt(root, '/paths/~1x/put/requestBody')).toBe(valueAt(root, '/components/requestBodies/pet'));
  expect(valueAt(root, '/paths/~1x/post/requestBody/content')).toEqual({ 'text/x': { schema } });
});

test('a form points at the parameters it was made of', () => {
  const { root, origins } = upgrade(withOperation({ parameters: [text] }));
  const made = valueAt(root, '/paths/~1x/post/requestBody') as object;
  expect(origins.get(made)?.pointer).toBe('/paths/~1x/post/parameters');
  const property = valueAt(made, '/content/application~1x-www-form-urlencoded/schema/properties/a') as object;
  expect(origins.get(property)?.pointer).toBe('/paths/~1x/post/parameters/0');
});
