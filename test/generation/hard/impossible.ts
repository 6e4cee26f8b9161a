import type { HardSchema } from './scalars.ts';

export const impossible: readonly HardSchema[] = [
  ['the schema false', false],
  ['not true', { not: {} }],
  ['two types', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['minimum above maximum', { type: 'integer', minimum: 5, maximum: 4 }],
  ['nothing between exclusive bounds', { type: 'integer', exclusiveMinimum: 4, exclusiveMaximum: 5 }],
  ['no multiple in range', { type: 'integer', multipleOf: 10, minimum: 11, maximum: 19 }],
  ['an empty enum intersection', { allOf: [{ enum: [1, 2] }, { enum: [3] }] }],
  ['a const of another type', { type: 'string', const: 5 }],
  ['a const that not forbids', { const: 5, not: { const: 5 } }],
  ['minLength above maxLength', { type: 'string', minLength: 3, maxLength: 2 }],
  ['a pattern that is longer than maxLength', { type: 'string', pattern: '^.{10}$', maxLength: 5 }],
  ['patterns that exclude each other', { type: 'string', allOf: [{ pattern: '^a' }, { pattern: '^b' }] }],
  ['a format and a length', { type: 'string', format: 'uuid', maxLength: 10 }],
  ['minItems above maxItems', { type: 'array', minItems: 3, maxItems: 2 }],
  [
    'more unique items than values',
    { type: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true, minItems: 3 },
  ],
  ['contains what items forbid', { type: 'array', items: { type: 'string' }, contains: { type: 'integer' } }],
  ['minContains above maxContains', { type: 'array', contains: true, minContains: 3, maxContains: 2 }],
  ['items that may not be there', { type: 'array', items: false, minItems: 1 }],
  ['a required member that may not be there', { type: 'object', required: ['a'], properties: { a: false } }],
  [
    'a required member that a closed object lacks',
    { type: 'object', required: ['a'], properties: { b: {} }, additionalProperties: false },
  ],
  [
    'a required member whose name is forbidden',
    { type: 'object', required: ['abc'], propertyNames: { maxLength: 2 } },
  ],
  ['more required members than maxProperties', { type: 'object', required: ['a', 'b'], maxProperties: 1 }],
  [
    'minProperties of a closed object',
    { type: 'object', properties: { a: {} }, additionalProperties: false, minProperties: 2 },
  ],
  [
    'dependentRequired of what may not be',
    { type: 'object', required: ['a'], dependentRequired: { a: ['b'] }, properties: { b: false } },
  ],
  ['oneOf of twins', { oneOf: [{ type: 'string' }, { type: 'string' }] }],
  ['oneOf of true and true', { oneOf: [true, true] }],
  [
    'anyOf of contradictions',
    { type: 'string', anyOf: [{ type: 'integer' }, { minLength: 5, maxLength: 3 }] },
  ],
  ['if whose branches are false', { if: { type: 'string' }, then: false, else: false }],
  [
    'required recursion without end',
    { type: 'object', required: ['next'], properties: { next: { $ref: '#' } } },
  ],
  [
    'mutual required recursion without end',
    {
      $defs: {
        a: { type: 'object', required: ['b'], properties: { b: { $ref: '#/$defs/b' } } },
        b: { type: 'object', required: ['a'], properties: { a: { $ref: '#/$defs/a' } } },
      },
      $ref: '#/$defs/a',
    },
  ],
  ['required recursion through lists', { type: 'array', minItems: 1, items: { $ref: '#' } }],
  [
    'unevaluatedProperties false and required',
    { type: 'object', required: ['a'], unevaluatedProperties: false },
  ],
  [
    'a deep contradiction',
    {
      type: 'object',
      required: ['a'],
      properties: {
        a: {
          type: 'object',
          required: ['b'],
          properties: {
            b: { type: 'array', minItems: 1, items: { allOf: [{ type: 'string' }, { type: 'null' }] } },
          },
        },
      },
    },
  ],
  [
    'recursion through maps without end',
    {
      type: 'object',
      additionalProperties: { $ref: '#' },
      minProperties: 1,
      anyOf: [{ required: ['leaf'], properties: { leaf: { const: {} } } }, { maxProperties: 0 }, true],
    },
  ],
];
