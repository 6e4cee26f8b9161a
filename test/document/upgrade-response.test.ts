import { expect, test } from 'vitest';
import { upgrade, upgradedOperation, valueAt, withOperation } from './upgrade-harness.ts';

const schema = { type: 'object' };
const binary = { type: 'string', format: 'binary' };
const JSON_TYPE = 'application/json';

test.each([
  ['no schema has no content', {}, undefined, undefined],
  ['a schema and nothing produced is JSON', { schema }, undefined, { [JSON_TYPE]: { schema } }],
  [
    'a schema has each media type produced',
    { schema },
    ['text/a', 'text/b'],
    { 'text/a': { schema }, 'text/b': { schema } },
  ],
  ['an empty list of what is produced counts as none', { schema }, [], { [JSON_TYPE]: { schema } }],
  [
    'a file is octets',
    { schema: { type: 'file' } },
    undefined,
    { 'application/octet-stream': { schema: binary } },
  ],
  [
    'a file has the media types produced',
    { schema: { type: 'file' } },
    ['image/png'],
    { 'image/png': { schema: binary } },
  ],
  [
    'an example belongs to its media type',
    { schema, examples: { 'text/b': 1 } },
    ['text/a', 'text/b'],
    { 'text/a': { schema }, 'text/b': { schema, example: 1 } },
  ],
  [
    'an example is matched without parameters',
    { schema, examples: { 'application/json': 1 } },
    ['application/json; charset=utf-8'],
    { 'application/json; charset=utf-8': { schema, example: 1 } },
  ],
  [
    'an example shows a media type that is not listed',
    { schema, examples: { 'text/b': 1 } },
    ['text/a'],
    { 'text/a': { schema }, 'text/b': { schema, example: 1 } },
  ],
  [
    'an example without a schema is content',
    { examples: { 'text/b': 'v' } },
    ['text/a'],
    { 'text/b': { example: 'v' } },
  ],
  [
    'examples with other names are named',
    { schema, examples: { first: 1 } },
    undefined,
    { [JSON_TYPE]: { schema, examples: { first: { value: 1 } } } },
  ],
  [
    'a null example is one',
    { schema, examples: { [JSON_TYPE]: null } },
    undefined,
    { [JSON_TYPE]: { schema, example: null } },
  ],
])('a response with %s', (_title, written, produces, content) => {
  const made = upgradedOperation({
    responses: { 200: { description: 'd', ...written } },
    ...(produces === undefined ? {} : { produces }),
  });
  expect(made['responses']).toEqual({
    200: { description: 'd', ...(content === undefined ? {} : { content }) },
  });
});

test('the operation overrides what the document produces', () => {
  const responses = { 200: { description: 'd', schema } };
  const made = upgradedOperation({ responses, produces: ['text/b'] }, { produces: ['text/a'] });
  expect(Object.keys(valueAt(made, '/responses/200/content') as object)).toEqual(['text/b']);
});

test('the schema of a response is the very object of the text, and known by its place there', () => {
  const { root, origins } = upgrade(withOperation({ responses: { 200: { description: '', schema } } }));
  const made = valueAt(root, '/paths/~1x/post/responses/200/content/application~1json/schema');
  expect(made).toBe(schema);
  expect(origins.get(schema)).toEqual({
    uri: 'memory:/main',
    pointer: '/paths/~1x/post/responses/200/schema',
  });
});

test('headers get a schema of their keywords', () => {
  const headers = {
    'X-Rate': { description: 'd', type: 'integer', minimum: 0, 'x-a': 1 },
    'X-List': { type: 'array', items: { type: 'string' } },
  };
  const made = upgradedOperation({ responses: { 200: { description: '', headers } } });
  expect(valueAt(made, '/responses/200/headers')).toEqual({
    'X-Rate': { description: 'd', schema: { type: 'integer', minimum: 0 }, 'x-a': 1 },
    'X-List': { schema: { type: 'array', items: { type: 'string' } } },
  });
});

test('statuses, default and extensions keep their keys', () => {
  const responses = { 200: { description: 'a' }, default: { description: 'b' }, 'x-c': { d: 1 } };
  expect(upgradedOperation({ responses })['responses']).toEqual(responses);
});

test('a shared response is made once where the same is produced', () => {
  const shared = { Bad: { description: 'bad', schema, 'x-a': 1 } };
  const responses = { 400: { $ref: '#/responses/Bad' } };
  const { root } = upgrade({
    swagger: '2.0',
    responses: shared,
    paths: { '/x': { get: { responses }, put: { responses, produces: ['text/a'] } } },
  });
  expect(valueAt(root, '/paths/~1x/get/responses/400')).toBe(valueAt(root, '/components/responses/Bad'));
  expect(valueAt(root, '/paths/~1x/put/responses/400')).toEqual({
    description: 'bad',
    content: { 'text/a': { schema } },
    'x-a': 1,
  });
});

test('a response with a blank value is a response without content, and told', () => {
  const { root, faults } = upgrade(withOperation({ responses: { 204: null } }));
  expect(valueAt(root, '/paths/~1x/post/responses')).toEqual({ 204: { description: '' } });
  expect(faults).toMatchObject([{ code: 'invalid-response', pointer: '/paths/~1x/post/responses/204' }]);
});

test('a response whose reference leads nowhere is left out and told', () => {
  const responses = { 200: { $ref: 'other#/nothing' }, 201: { description: 'ok' } };
  const { root, faults } = upgrade(withOperation({ responses }));
  expect(Object.keys(valueAt(root, '/paths/~1x/post/responses') as object)).toEqual(['201']);
  expect(faults).toEqual([
    { code: 'unresolved-reference', pointer: '/paths/~1x/post/responses/200/$ref', uri: 'memory:/main' },
  ]);
});

test('a fault in another file names that file', () => {
  const files = { 'memory:/other': { a: { $ref: '#/b' } } };
  const { faults } = upgrade(withOperation({ responses: { 200: { $ref: 'other#/a' } } }), files);
  expect(faults).toEqual([{ code: 'unresolved-reference', pointer: '/a/$ref', uri: 'memory:/other' }]);
});
