import type { HardSchema } from './scalars.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p${at}`, whole]));

export const hardMembers: readonly HardSchema[] = [
  ['required without properties', { type: 'object', required: ['a', 'b'] }],
  [
    'required of what additionalProperties describes',
    { type: 'object', required: ['x'], additionalProperties: whole },
  ],
  ['minProperties without any', { type: 'object', minProperties: 4 }],
  ['minProperties of a map', { type: 'object', minProperties: 6, additionalProperties: { type: 'boolean' } }],
  [
    'minProperties with patternProperties',
    {
      type: 'object',
      minProperties: 3,
      patternProperties: { '^x-[a-z]{2}$': whole },
      additionalProperties: false,
    },
  ],
  [
    'two patternProperties and nothing else',
    {
      type: 'object',
      minProperties: 4,
      patternProperties: { '^a': whole, b$: { minimum: 10 } },
      additionalProperties: false,
    },
  ],
  [
    'patternProperties of which one is forbidden',
    {
      type: 'object',
      minProperties: 2,
      patternProperties: { '^a': text, '^aa': false },
      additionalProperties: false,
    },
  ],
  ['propertyNames', { type: 'object', minProperties: 3, propertyNames: { pattern: '^[A-Z]{3}$' } }],
  [
    'propertyNames of an enum, all needed',
    {
      type: 'object',
      minProperties: 3,
      propertyNames: { enum: ['a', 'b', 'c'] },
      additionalProperties: whole,
    },
  ],
  ['propertyNames by length', { type: 'object', minProperties: 5, propertyNames: { maxLength: 2 } }],
  [
    'propertyNames with a format',
    { type: 'object', minProperties: 2, propertyNames: { format: 'uuid' }, additionalProperties: text },
  ],
  [
    'propertyNames and patternProperties',
    {
      type: 'object',
      minProperties: 2,
      propertyNames: { pattern: '^[a-z]+$', maxLength: 4 },
      patternProperties: { '^x': whole },
      additionalProperties: false,
    },
  ],
  [
    'propertyNames that take out a property',
    { type: 'object', properties: { ab: text, abcdef: text }, propertyNames: { maxLength: 3 } },
  ],
  ['maxProperties with many optional ones', { type: 'object', properties: many, maxProperties: 3 }],
  [
    'maxProperties with required and optional ones',
    { type: 'object', properties: many, required: ['p28', 'p29'], maxProperties: 2 },
  ],
  ['maxProperties 0', { type: 'object', properties: many, maxProperties: 0 }],
  [
    'minProperties and maxProperties the same',
    { type: 'object', properties: many, minProperties: 7, maxProperties: 7 },
  ],
  [
    'additionalProperties false beside allOf',
    {
      type: 'object',
      additionalProperties: false,
      properties: { a: text, b: true },
      allOf: [{ properties: { b: whole, c: text }, required: ['b'] }],
    },
  ],
  [
    'closed objects in allOf',
    {
      allOf: [
        { type: 'object', additionalProperties: false, properties: { a: {}, b: {} } },
        { additionalProperties: false, properties: { b: text, c: {} }, required: ['b'] },
      ],
    },
  ],
  [
    'additionalProperties of a type beside patternProperties',
    {
      type: 'object',
      properties: { id: whole },
      patternProperties: { '^s_': text },
      additionalProperties: { type: 'boolean' },
      required: ['id', 's_a', 'other'],
    },
  ],
  ['a property that is false', { type: 'object', properties: { a: text, b: false } }],
  [
    'dependentRequired',
    {
      type: 'object',
      properties: { a: text, b: text },
      required: ['a'],
      dependentRequired: { a: ['b', 'c'] },
    },
  ],
  [
    'a chain of dependentRequired',
    {
      type: 'object',
      required: ['a'],
      dependentRequired: { a: ['b'], b: ['c'], c: ['d'], d: ['e'] },
      properties: { e: whole },
    },
  ],
  [
    'a circle of dependentRequired',
    { type: 'object', required: ['a'], dependentRequired: { a: ['b'], b: ['a'] } },
  ],
  [
    'dependentRequired of what may not be',
    { type: 'object', properties: { a: text, b: false, c: text }, dependentRequired: { a: ['b'] } },
  ],
  [
    'dependentRequired under maxProperties',
    {
      type: 'object',
      properties: { a: text, b: text, c: text, d: text },
      minProperties: 1,
      maxProperties: 2,
      dependentRequired: { a: ['b', 'c'] },
    },
  ],
  [
    'dependentRequired under minProperties and maxProperties',
    {
      type: 'object',
      additionalProperties: false,
      properties: { a: text, b: text, c: text, d: text },
      minProperties: 3,
      maxProperties: 3,
      dependentRequired: { a: ['b', 'c', 'd'], b: ['c'] },
    },
  ],
  [
    'dependentSchemas',
    {
      type: 'object',
      properties: { a: text },
      required: ['a'],
      dependentSchemas: { a: { required: ['b'], properties: { b: whole } } },
    },
  ],
  [
    'a chain of dependentSchemas',
    {
      type: 'object',
      required: ['a'],
      dependentSchemas: {
        a: { required: ['b'] },
        b: { required: ['c'] },
        c: { properties: { d: whole }, required: ['d'] },
      },
    },
  ],
  [
    'dependentSchemas that forbid their own member',
    { type: 'object', properties: { a: text, b: text }, dependentSchemas: { a: false } },
  ],
  [
    'dependentSchemas that close the object',
    {
      type: 'object',
      properties: { a: text, b: text, c: text },
      dependentSchemas: { a: { additionalProperties: false, properties: { a: {}, b: whole } } },
    },
  ],
];
