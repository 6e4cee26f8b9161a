import type { HardSchema } from './scalars.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p${at}`, whole]));

export const hardChoices: readonly HardSchema[] = [
  [
    'anyOf inside allOf',
    {
      allOf: [
        { anyOf: [{ type: 'string' }, { type: 'integer' }] },
        { anyOf: [{ type: 'integer' }, { type: 'null' }] },
      ],
    },
  ],
  ['overlapping oneOf', { oneOf: [{ type: 'integer' }, { type: 'number', minimum: 2 }] }],
  [
    'oneOf of ranges that overlap',
    {
      type: 'integer',
      oneOf: [
        { minimum: 0, maximum: 10 },
        { minimum: 5, maximum: 20 },
      ],
    },
  ],
  [
    'oneOf of multiples',
    { type: 'integer', minimum: 1, maximum: 100, oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }] },
  ],
  [
    'oneOf beside anyOf',
    {
      type: 'integer',
      oneOf: [{ maximum: 10 }, { minimum: 5 }],
      anyOf: [{ multipleOf: 2 }, { multipleOf: 3 }],
      minimum: 0,
      maximum: 40,
    },
  ],
  ['oneOf in which true is a branch', { oneOf: [true, { type: 'string' }] }],
  ['oneOf in which false is a branch', { oneOf: [false, { type: 'string' }] }],
  [
    'oneOf of three lengths',
    { type: 'string', oneOf: [{ maxLength: 3 }, { minLength: 3, maxLength: 6 }, { minLength: 6 }] },
  ],
  [
    'if then',
    {
      type: 'integer',
      minimum: 0,
      maximum: 100,
      if: { minimum: 50 },
      then: { multipleOf: 10 },
      else: { multipleOf: 7 },
    },
  ],
  [
    'if on a type',
    { if: { type: 'string' }, then: { pattern: '^x' }, else: { type: 'integer', minimum: 5 } },
  ],
  ['if that always holds', { type: 'string', if: true, then: { minLength: 5 }, else: false }],
  ['if then false', { type: ['string', 'integer'], if: { type: 'string' }, then: false }],
  [
    'ten ifs in allOf',
    {
      type: 'integer',
      minimum: 0,
      maximum: 1000,
      allOf: Array.from({ length: 10 }, (_, at) => ({
        if: { minimum: at * 100 },
        then: { minimum: at * 100 + 1 },
        else: { maximum: at * 100 - 1 },
      })),
    },
  ],
  [
    'oneOf of required',
    { type: 'object', properties: { a: text, b: text }, oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  ],
  [
    'oneOf of five required',
    {
      type: 'object',
      properties: many,
      oneOf: ['p1', 'p2', 'p3', 'p4', 'p5'].map((name) => ({ required: [name] })),
    },
  ],
  [
    'anyOf of required',
    { type: 'object', properties: { a: text, b: text }, anyOf: [{ required: ['a'] }, { required: ['b'] }] },
  ],
  ['not required', { type: 'object', properties: { a: text, b: text }, not: { required: ['a'] } }],
  [
    'not both',
    {
      type: 'object',
      properties: { a: text, b: text, c: text },
      not: { required: ['a', 'b'] },
      minProperties: 2,
    },
  ],
  [
    'neither of several',
    {
      type: 'object',
      properties: { a: text, b: text, c: text },
      not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    },
  ],
  [
    'not a member of a value',
    {
      type: 'object',
      properties: { kind: { enum: ['x', 'y'] } },
      required: ['kind'],
      not: { properties: { kind: { const: 'x' } } },
    },
  ],
  ['not a closed object', { type: 'object', not: { additionalProperties: false, properties: { a: {} } } }],
  ['not a map of texts', { type: 'object', not: { additionalProperties: text } }],
  ['not patternProperties', { type: 'object', not: { patternProperties: { '^x': text } } }],
  ['not propertyNames', { type: 'object', not: { propertyNames: { maxLength: 3 } } }],
  ['not dependentRequired', { type: 'object', not: { dependentRequired: { a: ['b'] } } }],
  [
    'not if then',
    {
      type: 'object',
      properties: { a: whole, b: whole },
      not: { if: { required: ['a'] }, then: { required: ['b'] } },
    },
  ],
  [
    'oneOf of overlapping objects',
    {
      oneOf: [
        { type: 'object', required: ['a'], properties: { a: text } },
        { type: 'object', required: ['a', 'b'], properties: { a: text, b: whole } },
      ],
    },
  ],
  [
    'oneOf of objects that differ in an optional member',
    {
      oneOf: [
        { type: 'object', required: ['a'], properties: { a: text, x: whole } },
        { type: 'object', required: ['a'], properties: { a: text, x: text } },
      ],
    },
  ],
  [
    'oneOf of closed objects',
    {
      oneOf: [
        { type: 'object', additionalProperties: false, properties: { a: text, b: text } },
        { type: 'object', additionalProperties: false, properties: { a: text, c: text } },
      ],
    },
  ],
  [
    'oneOf in a member of a member',
    {
      oneOf: [
        {
          properties: { d: { properties: { k: { const: 1 } }, required: ['k'] } },
          required: ['d'],
          type: 'object',
        },
        {
          properties: { d: { properties: { k: { type: 'integer' } }, required: ['k'] } },
          required: ['d'],
          type: 'object',
        },
      ],
    },
  ],
  [
    'oneOf of lists of different items',
    {
      oneOf: [
        { type: 'array', items: { type: 'object', required: ['a'], properties: { a: text } } },
        { type: 'array', items: { type: 'object', required: ['b'], properties: { b: text } } },
      ],
    },
  ],
  [
    'oneOf in oneOf',
    { oneOf: [{ oneOf: [{ const: 1 }, { const: 2 }] }, { oneOf: [{ const: 2 }, { const: 3 }] }] },
  ],
  [
    'anyOf of objects beside a closed one',
    {
      type: 'object',
      properties: { a: text, b: whole, c: {} },
      additionalProperties: false,
      anyOf: [{ required: ['z'] }, { required: ['c', 'a'] }],
    },
  ],
];
