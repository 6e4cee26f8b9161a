import { beforeAll, expect, test } from 'vitest';
import { createSchemaScope, type Dialect, prepareValidation } from '../../src/schema/index.ts';

beforeAll(prepareValidation);

const uri = 'file:///api.json';

function violationsOf(schema: unknown, value: unknown, dialect: Dialect = '2020-12', others: object = {}) {
  const scope = createSchemaScope();
  const root = { openapi: '3.1.0', components: { schemas: { Subject: schema, ...others } } };
  scope.addResource({ uri, root, dialect });
  return scope.schema({ value: schema, uri, pointer: '/components/schemas/Subject' }).violations(value);
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test.each<[string, unknown, unknown]>([
  ['must be a string, is 42', { type: 'string' }, 42],
  ['must be a string or null, is an object', { type: ['string', 'null'] }, {}],
  ['must be an integer, is 1.5', { type: 'integer' }, 1.5],
  ['must be true or false, is "yes"', { type: 'boolean' }, 'yes'],
  ['must be one of "a", "b" or 3, is "x"', { enum: ['a', 'b', 3] }, 'x'],
  ['must be one of 0, 1, 2, 3, 4, 5 or 4 more, is 11', { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }, 11],
  ['must be "a", is an array', { enum: ['a'] }, []],
  ['must be {"a":1}, is null', { const: { a: 1 } }, null],
  ['must be a multiple of 0.01, is 1.185', { multipleOf: 0.01 }, 1.185],
  ['must be at least 1, is 0', { minimum: 1 }, 0],
  ['must be at most 1, is 2', { maximum: 1 }, 2],
  ['must be greater than 1, is 1', { exclusiveMinimum: 1 }, 1],
  ['must be less than 1, is 1', { exclusiveMaximum: 1 }, 1],
  ['must have at least 3 characters, has 2', { minLength: 3 }, 'ab'],
  ['must have at most 1 character, has 2', { maxLength: 1 }, '🙂b'],
  ['must match the pattern ^a$, is "b"', { pattern: '^a$' }, 'b'],
  ['must be a valid date-time, is "today"', { format: 'date-time' }, 'today'],
  ['must be a valid int32, is 3000000000', { format: 'int32' }, 3e9],
  ['must have at least 1 item, has 0', { minItems: 1 }, []],
  ['must have at most 1 item, has 2', { maxItems: 1 }, [1, 2]],
  ['must not have equal items, but items 0 and 2 are equal', { uniqueItems: true }, [{ a: 1 }, 1, { a: 1 }]],
  [
    'must have at least 2 items of the kind that "contains" describes, has 1',
    { contains: { const: 1 }, minContains: 2 },
    [1],
  ],
  [
    'must have at most 1 item of the kind that "contains" describes, has 2',
    { contains: { const: 1 }, maxContains: 1 },
    [1, 1],
  ],
  ['must have at least 1 property, has 0', { minProperties: 1 }, {}],
  ['must have at most 1 property, has 2', { maxProperties: 1 }, { a: 1, b: 2 }],
  ['must have the property "a"', { required: ['a'] }, {}],
  ['must have the property "b" beside "a"', { dependentRequired: { a: ['b'] } }, { a: 1 }],
  [
    'the property name "B" must match the pattern ^[a-z]$, is "B"',
    { propertyNames: { pattern: '^[a-z]$' } },
    { B: 1 },
  ],
  ['must not be null, is null', { not: { type: 'null' } }, null],
  ['must not be what the schema below "not" describes, is an object', { not: { required: ['a'] } }, { a: 1 }],
  ['must be a string or an array, is 1', { anyOf: [{ type: 'string' }, { type: 'array' }] }, 1],
  ['must match exactly one of 3 schemas, matches 2', { oneOf: [{ minimum: 1 }, { maximum: 5 }, false] }, 3],
  ['must not be present', false, 1],
])('%s', (message, schema, value) => {
  expect(violationsOf(schema, value).map((each) => each.message)).toEqual([message]);
});

test('a violation says where it is in the message and in the text', () => {
  const schema = { properties: { 'a/b': { items: ref('Item') } } };
  const Item = { additionalProperties: false, properties: { ok: { type: 'string' } } };
  expect(violationsOf(schema, { 'a/b': [{}, { ok: 1, no: 2 }] }, '2020-12', { Item })).toEqual([
    {
      in: 'body',
      pointer: '/a~1b/1/no',
      message: '"no" is not a property that is known here',
      keyword: 'additionalProperties',
      schemaPointer: '/components/schemas/Item/additionalProperties',
      schemaUri: uri,
      received: '2',
    },
    {
      in: 'body',
      pointer: '/a~1b/1/ok',
      message: 'must be a string, is 1',
      keyword: 'type',
      schemaPointer: '/components/schemas/Item/properties/ok/type',
      schemaUri: uri,
      received: '1',
    },
  ]);
});

test.each<[string, Dialect, unknown, unknown, string]>([
  ['nullable and its type', 'openapi-3.0', { type: 'string', nullable: true }, 1, 'type'],
  [
    'the branch that is not null',
    'openapi-3.0',
    { allOf: [{ minLength: 2 }], nullable: true },
    'a',
    'allOf/0/minLength',
  ],
  ['exclusiveMinimum: true', 'openapi-3.0', { minimum: 1, exclusiveMinimum: true }, 1, 'exclusiveMinimum'],
  ['a list of items', 'draft-07', { items: [{ type: 'null' }] }, [1], 'items/0/type'],
  [
    'additionalItems',
    'draft-07',
    { items: [{}], additionalItems: { type: 'null' } },
    [1, 1],
    'additionalItems/type',
  ],
  ['additionalItems: false', 'draft-07', { items: [{}], additionalItems: false }, [1, 1], 'additionalItems'],
  ['dependencies', 'draft-07', { dependencies: { a: ['b'] } }, { a: 1 }, 'dependencies/a'],
  ['a property that must not be', '2020-12', { properties: { a: false } }, { a: 1 }, 'properties/a'],
])('the keyword is pointed at as it was written: %s', (_title, dialect, schema, value, pointer) => {
  expect(violationsOf(schema, value, dialect).map((each) => each.schemaPointer)).toEqual([
    `/components/schemas/Subject/${pointer}`,
  ]);
});

const Cat = {
  type: 'object',
  properties: { kind: { const: 'cat' }, claws: { type: 'integer' } },
  required: ['kind', 'claws'],
};
const Dog = {
  type: 'object',
  properties: { kind: { const: 'dog' }, tail: { type: 'integer' } },
  required: ['kind', 'tail'],
};

test.each<[string, unknown, unknown, string[]]>([
  [
    'the branch whose tag fits',
    { oneOf: [ref('Cat'), ref('Dog')] },
    { kind: 'dog', tail: 'x' },
    ['/tail must be an integer, is "x"'],
  ],
  [
    'the branch that the discriminator names, however wrong',
    {
      oneOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
    },
    { kind: 'cat', tail: 1 },
    [' must have the property "claws"'],
  ],
  [
    'what the discriminator may say',
    {
      anyOf: [ref('Cat'), ref('Dog')],
      discriminator: { propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } },
    },
    { kind: 'cow' },
    ['/kind must be one of "cat" or "dog", is "cow"'],
  ],
  [
    "the branch of the value's type",
    { anyOf: [{ type: 'null' }, { type: 'object', required: ['a'] }] },
    {},
    [' must have the property "a"'],
  ],
  [
    "every type, where no branch is of the value's",
    { anyOf: [{ type: 'null' }, ref('Cat')] },
    1,
    [' must be null or an object, is 1'],
  ],
  [
    'the items of the branch that is an array',
    { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
    ['a', 1],
    ['/1 must be a string, is 1'],
  ],
])('of several branches the violations are told of %s', (_title, schema, value, expected) => {
  const found = violationsOf(schema, value, '2020-12', { Cat, Dog });
  expect(found.map(({ pointer, message }) => `${pointer} ${message}`)).toEqual(expected);
});

test('there are at most 500 violations', () => {
  expect(
    violationsOf(
      { items: { type: 'string' } },
      Array.from({ length: 800 }, (_, i) => i),
    ),
  ).toHaveLength(500);
});

test('a value that is nested deeper than the stack is refused, not fatal', () => {
  let deep: unknown = [];
  for (let i = 0; i < 200_000; i++) deep = [deep];
  const found = violationsOf({ $defs: {}, items: ref('Subject') }, deep);
  expect(found.map(({ message }) => message)).toEqual([
    'does not match the schema, or is nested too deep to be checked',
  ]);
});

test('unions within unions are explained in bounded time', () => {
  const schema = {
    anyOf: Array.from({ length: 8 }, () => ({
      type: 'object',
      properties: { a: ref('Subject') },
      required: ['b'],
    })),
  };
  let value: unknown = {};
  for (let i = 0; i < 30; i++) value = { a: value };
  expect(violationsOf(schema, value).length).toBeGreaterThan(0);
});
