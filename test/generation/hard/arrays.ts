import type { HardSchema } from './scalars.ts';

export const hardArrays: readonly HardSchema[] = [
  [
    'prefixItems',
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false, minItems: 2 },
  ],
  [
    'prefixItems and a rest',
    { type: 'array', prefixItems: [{ const: 'head' }], items: { type: 'integer' }, minItems: 3 },
  ],
  ['prefixItems cut by maxItems', { type: 'array', prefixItems: [{ type: 'string' }, false], minItems: 1 }],
  ['no items at all', { type: 'array', items: false }],
  ['contains', { type: 'array', items: { type: 'integer' }, contains: { minimum: 1000 } }],
  [
    'contains twice at least and thrice at most',
    {
      type: 'array',
      items: { type: 'integer', minimum: 0, maximum: 9 },
      contains: { const: 5 },
      minContains: 2,
      maxContains: 3,
      minItems: 6,
    },
  ],
  [
    'contains nothing',
    {
      type: 'array',
      items: { enum: [1, 2, 3] },
      contains: { const: 1 },
      minContains: 0,
      maxContains: 0,
      minItems: 2,
    },
  ],
  [
    'two contains',
    { type: 'array', allOf: [{ contains: { const: 'a' } }, { contains: { const: 'b' } }], maxItems: 2 },
  ],
  [
    'two contains that one item can serve',
    {
      type: 'array',
      allOf: [{ contains: { minimum: 5 } }, { contains: { maximum: 7 } }],
      items: { type: 'integer' },
      maxItems: 1,
    },
  ],
  [
    'contains behind prefixItems',
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'string' }], contains: { type: 'integer' } },
  ],
  [
    'contains inside prefixItems only',
    {
      type: 'array',
      prefixItems: [{ type: ['string', 'integer'] }],
      items: false,
      contains: { type: 'integer' },
    },
  ],
  [
    'unique items of a small enum',
    { type: 'array', items: { enum: ['a', 'b', 'c', 'd'] }, uniqueItems: true, minItems: 4 },
  ],
  ['unique booleans', { type: 'array', items: { type: 'boolean' }, uniqueItems: true, minItems: 2 }],
  [
    'unique integers of a small range',
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 6 }, uniqueItems: true, minItems: 6 },
  ],
  [
    'unique objects of a small range',
    {
      type: 'array',
      uniqueItems: true,
      minItems: 4,
      items: {
        type: 'object',
        required: ['a', 'b'],
        additionalProperties: false,
        properties: { a: { enum: [1, 2] }, b: { enum: [1, 2] } },
      },
    },
  ],
  ['unique items of more than an enum', { type: 'array', items: { enum: ['a', 'b'] }, uniqueItems: true }],
  [
    'unique arrays',
    {
      type: 'array',
      uniqueItems: true,
      minItems: 3,
      items: { type: 'array', items: { enum: [0, 1] }, minItems: 2, maxItems: 2 },
    },
  ],
  [
    'unique nulls and booleans',
    { type: 'array', items: { type: ['null', 'boolean'] }, uniqueItems: true, minItems: 3, maxItems: 3 },
  ],
  [
    'many unique items',
    { type: 'array', items: { type: 'integer', minimum: 1, maximum: 60 }, uniqueItems: true, minItems: 50 },
  ],
  [
    'unevaluatedItems after prefixItems in allOf',
    { type: 'array', allOf: [{ prefixItems: [{ type: 'string' }] }], unevaluatedItems: false, minItems: 1 },
  ],
  [
    'unevaluatedItems of a type',
    { type: 'array', prefixItems: [{ const: 1 }], unevaluatedItems: { type: 'boolean' }, minItems: 3 },
  ],
  [
    'unevaluatedItems and contains',
    { type: 'array', contains: { type: 'string' }, unevaluatedItems: { type: 'integer' }, minItems: 3 },
  ],
  [
    'unevaluatedItems false and contains',
    { type: 'array', contains: { type: 'string' }, unevaluatedItems: false, minItems: 2 },
  ],
  [
    'unevaluatedItems behind a branch',
    {
      type: 'array',
      oneOf: [{ prefixItems: [{ const: 1 }, { const: 2 }] }, { prefixItems: [{ const: 3 }] }],
      unevaluatedItems: false,
      minItems: 1,
    },
  ],
  [
    'a matrix',
    {
      type: 'array',
      minItems: 3,
      maxItems: 3,
      items: { type: 'array', minItems: 3, maxItems: 3, items: { type: 'number', minimum: -1, maximum: 1 } },
    },
  ],
  ['a list that is not empty by not', { type: 'array', not: { maxItems: 2 }, items: { type: 'string' } }],
  [
    'a list none of whose items is a string by not contains',
    { type: 'array', not: { contains: { type: 'string' } }, minItems: 2 },
  ],
  [
    'a list some item of which is no string by not items',
    { type: 'array', not: { items: { type: 'string' } } },
  ],
  [
    'a list with repeats by not',
    { type: 'array', items: { type: 'integer', minimum: 0 }, not: { uniqueItems: true } },
  ],
];
