import { expect, test } from 'vitest';
import { createSchemaScope, type Dialect } from '../../src/schema/index.ts';

function adopt(dialect: Dialect, schema: unknown) {
  const scope = createSchemaScope();
  const uri = 'file:///api.json';
  const root = { components: { schemas: { Subject: schema, Other: { type: 'object' } } } };
  scope.addResource({ uri, root, dialect });
  const adopted = scope.schema({ value: schema, uri, pointer: '/components/schemas/Subject' });
  return { scope, json: adopted.json, faults: scope.faults.map(({ code, pointer }) => `${code} ${pointer}`) };
}

test.each<[string, Dialect, unknown, unknown]>([
  [
    'nullable adds null to the type',
    'openapi-3.0',
    { type: 'string', nullable: true },
    { type: ['string', 'null'] },
  ],
  ['nullable without a type demands nothing', 'openapi-3.0', { nullable: true, minimum: 1 }, { minimum: 1 }],
  [
    'nullable adds null to the enum',
    'openapi-3.0',
    { type: 'string', enum: ['a'], nullable: true },
    { type: ['string', 'null'], enum: ['a', null], standinLenientNull: true },
  ],
  [
    'nullable beside allOf lets null in from outside, and annotations stay there',
    'openapi-3.0',
    { allOf: [{ type: 'object' }], nullable: true, description: 'd' },
    {
      description: 'd',
      anyOf: [{ allOf: [{ type: 'object' }] }, { type: 'null', standinLenientNull: true }],
    },
  ],
  [
    'x-nullable is read in Swagger',
    'swagger-2.0',
    { type: 'string', 'x-nullable': true },
    { type: ['string', 'null'], 'x-nullable': true },
  ],
  [
    'exclusiveMinimum: true makes the minimum exclusive',
    'openapi-3.0',
    { minimum: 1, exclusiveMinimum: true },
    { exclusiveMinimum: 1 },
  ],
  [
    'exclusiveMaximum: false leaves the maximum',
    'draft-04',
    { maximum: 1, exclusiveMaximum: false },
    { maximum: 1 },
  ],
  [
    'a numeric exclusiveMinimum is read in 3.0 too',
    'openapi-3.0',
    { exclusiveMinimum: 1 },
    { exclusiveMinimum: 1 },
  ],
  [
    'const and type lists are read in 3.0 too',
    'openapi-3.0',
    { type: ['string', 'null'], const: 'a' },
    { type: ['string', 'null'], const: 'a' },
  ],
  ['const says nothing in draft-04', 'draft-04', { const: 1, if: {}, then: false }, {}],
  ['a file is a binary string', 'swagger-2.0', { type: 'file' }, { type: 'string', format: 'binary' }],
  [
    'a discriminator of Swagger is a name',
    'swagger-2.0',
    { discriminator: 'kind' },
    { discriminator: { propertyName: 'kind', mapping: {} } },
  ],
  [
    'a list of items is a prefix',
    'draft-07',
    { items: [{ type: 'null' }], additionalItems: false },
    { prefixItems: [{ type: 'null' }], items: false },
  ],
  [
    'additionalItems without a list of items says nothing',
    'draft-07',
    { items: {}, additionalItems: false },
    { items: {} },
  ],
  [
    'dependencies are of two kinds',
    'draft-07',
    { dependencies: { a: ['b'], c: { minProperties: 2 } } },
    { dependentRequired: { a: ['b'] }, dependentSchemas: { c: { minProperties: 2 } } },
  ],
  [
    'definitions and identifiers are gone',
    '2020-12',
    { $id: 'x', $anchor: 'y', $comment: 'z', $defs: { a: {} }, type: 'null' },
    { type: 'null' },
  ],
  ['then without if says nothing', '2020-12', { then: false, else: false }, {}],
  ['nullable says nothing in 2020-12', '2020-12', { type: 'string', nullable: true }, { type: 'string' }],
  [
    '$schema overrides the dialect',
    'openapi-3.0',
    { $schema: 'http://json-schema.org/draft-07/schema#', type: 'string', nullable: true },
    { type: 'string' },
  ],
  [
    'annotations and unknown words are kept as they are',
    'openapi-3.0',
    {
      title: 't',
      example: { $ref: '#/nowhere', type: 'any' },
      xml: { name: 'x' },
      'x-y': [{ type: 'any' }],
      id: 5,
    },
    {
      title: 't',
      example: { $ref: '#/nowhere', type: 'any' },
      xml: { name: 'x' },
      'x-y': [{ type: 'any' }],
      id: 5,
    },
  ],
  [
    'properties may be called like keywords',
    '2020-12',
    {
      properties: { $ref: { type: 'string' }, enum: { type: 'null' }, items: {}, required: {} },
      required: ['$ref'],
    },
    {
      properties: { $ref: { type: 'string' }, enum: { type: 'null' }, items: {}, required: {} },
      required: ['$ref'],
    },
  ],
  [
    'values that look like schemas are values',
    '2020-12',
    { const: { $ref: '#/a' }, enum: [{ $ref: '#/a' }], default: { type: 'any' } },
    { const: { $ref: '#/a' }, enum: [{ $ref: '#/a' }], default: { type: 'any' } },
  ],
])('%s', (_title, dialect, schema, expected) => {
  const { json, faults } = adopt(dialect, schema);
  expect(json).toEqual(expected);
  expect(faults.filter((fault) => !fault.startsWith('idle-keyword'))).toEqual([]);
});

test.each<[string, Dialect, unknown, unknown, string]>([
  [
    'required: true in a property is left out',
    'openapi-3.0',
    { required: true, type: 'string' },
    { type: 'string' },
    'invalid-keyword required',
  ],
  [
    'a single required name is a list',
    '2020-12',
    { required: 'a' },
    { required: ['a'] },
    'invalid-keyword required',
  ],
  ['type any is no type', 'swagger-2.0', { type: 'any', minimum: 1 }, { minimum: 1 }, 'invalid-type type'],
  ['types have small letters', '2020-12', { type: 'String' }, { type: 'string' }, 'invalid-type type'],
  [
    'a date is a string',
    'openapi-3.0',
    { type: 'date' },
    { format: 'date', type: 'string' },
    'invalid-type type',
  ],
  [
    'an empty value in a list of types is null',
    '2020-12',
    { type: ['string', null] },
    { type: ['string', 'null'] },
    'invalid-type type',
  ],
  ['enum: null is left out', '2020-12', { enum: null }, {}, 'invalid-keyword enum'],
  ['an empty enum is left out in OpenAPI 3.0', 'openapi-3.0', { enum: [] }, {}, 'invalid-keyword enum'],
  ['an empty enum allows nothing in 2020-12', '2020-12', { enum: [] }, { enum: [] }, 'invalid-keyword enum'],
  [
    'a number in quotes is a number',
    'openapi-3.0',
    { minimum: '3', maxLength: '5' },
    { minimum: 3, maxLength: 5 },
    'invalid-keyword minimum',
  ],
  ['a negative length is left out', '2020-12', { minLength: -1 }, {}, 'invalid-keyword minLength'],
  ['multipleOf: 0 is left out', '2020-12', { multipleOf: 0 }, {}, 'invalid-keyword multipleOf'],
  [
    'properties: null is empty',
    'openapi-3.0',
    { properties: null },
    { properties: {} },
    'invalid-keyword properties',
  ],
  [
    'a property that is null is any value',
    'openapi-3.0',
    { properties: { a: null } },
    { properties: { a: true } },
    'invalid-schema properties/a',
  ],
  ['an empty list of items is none', 'swagger-2.0', { items: [] }, {}, 'invalid-keyword items'],
  [
    'a list of items is a prefix in 3.0',
    'openapi-3.0',
    { items: [{}] },
    { prefixItems: [{}] },
    'invalid-keyword items',
  ],
  [
    'allOf with one schema is a list',
    '2020-12',
    { allOf: { type: 'null' } },
    { allOf: [{ type: 'null' }] },
    'invalid-keyword allOf',
  ],
  ['an empty oneOf is left out', '2020-12', { oneOf: [] }, {}, 'invalid-keyword oneOf'],
  [
    '"false" in quotes is false',
    'openapi-3.0',
    { additionalProperties: 'false' },
    { additionalProperties: false },
    'invalid-schema additionalProperties',
  ],
  [
    'a pattern that is none is left out',
    '2020-12',
    { pattern: '(', patternProperties: { '[': {} } },
    {},
    'invalid-pattern pattern',
  ],
  [
    'numbers in the enum of a string are read as text',
    'openapi-3.0',
    { type: 'string', enum: [1, 2] },
    { type: 'string', enum: ['1', '2'] },
    'enum-type enum',
  ],
  [
    'an enum of an array is meant for its items',
    'swagger-2.0',
    { type: 'array', items: { type: 'string' }, enum: ['a'] },
    { type: 'array', items: { type: 'string', enum: ['a'] } },
    'enum-type enum',
  ],
  [
    'a reference that is no text is left out',
    '2020-12',
    { $ref: 5, type: 'null' },
    { type: 'null' },
    'invalid-keyword $ref',
  ],
  ['a schema that is a list says nothing', '2020-12', { not: [] }, {}, 'invalid-schema not'],
])('%s, and named as a fault', (_title, dialect, schema, expected, fault) => {
  const { json, faults } = adopt(dialect, schema);
  expect(json).toEqual(expected);
  const [code, pointer] = fault.split(' ');
  expect(faults).toContain(`${code} /components/schemas/Subject/${pointer}`);
});
