import type { HardSchema } from './scalars.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };

export const hardConditions: readonly HardSchema[] = [
  [
    'if then on a member',
    {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['card', 'bank'] }, number: text, iban: text },
      if: { properties: { kind: { const: 'card' } } },
      then: { required: ['number'], properties: { iban: false } },
      else: { required: ['iban'], properties: { number: false } },
    },
  ],
  [
    'if then in allOf',
    {
      type: 'object',
      required: ['kind'],
      properties: { kind: { enum: ['a', 'b', 'c'] } },
      allOf: ['a', 'b', 'c'].map((kind) => ({
        if: { properties: { kind: { const: kind } }, required: ['kind'] },
        then: { required: [`${kind}Value`], properties: { [`${kind}Value`]: whole } },
      })),
    },
  ],
  [
    'if then with a member that is not there',
    {
      type: 'object',
      properties: { a: whole, b: whole },
      if: { required: ['a'], properties: { a: { minimum: 0 } } },
      then: { properties: { b: { minimum: 100 } }, required: ['b'] },
      else: { maxProperties: 0 },
    },
  ],
  [
    'if in if',
    {
      type: 'object',
      required: ['a', 'b'],
      properties: { a: { type: 'boolean' }, b: { type: 'boolean' } },
      if: { properties: { a: { const: true } } },
      then: {
        if: { properties: { b: { const: true } } },
        then: { required: ['both'] },
        else: { required: ['first'] },
      },
      else: { required: ['none'] },
    },
  ],
  [
    'unevaluatedProperties after allOf',
    {
      type: 'object',
      allOf: [{ properties: { a: text }, required: ['a'] }],
      properties: { b: whole },
      required: ['b'],
      unevaluatedProperties: false,
    },
  ],
  [
    'unevaluatedProperties of a type',
    { type: 'object', properties: { a: text }, unevaluatedProperties: { type: 'integer' }, minProperties: 3 },
  ],
  [
    'unevaluatedProperties behind oneOf',
    {
      type: 'object',
      properties: { kind: text },
      required: ['kind'],
      oneOf: [
        { properties: { a: { const: 1 } }, required: ['a'] },
        { properties: { b: { const: 2 } }, required: ['b'] },
      ],
      unevaluatedProperties: false,
    },
  ],
  [
    'unevaluatedProperties behind if',
    {
      type: 'object',
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      then: { properties: { b: whole }, required: ['b'] },
      else: { properties: { c: whole }, required: ['c'] },
      unevaluatedProperties: false,
    },
  ],
  [
    'unevaluatedProperties behind a reference',
    {
      $defs: { base: { type: 'object', properties: { a: text }, required: ['a'] } },
      $ref: '#/$defs/base',
      properties: { b: whole },
      unevaluatedProperties: false,
    },
  ],
  [
    'unevaluatedProperties behind dependentSchemas',
    {
      type: 'object',
      properties: { a: text },
      required: ['a'],
      dependentSchemas: { a: { properties: { b: whole }, required: ['b'] } },
      unevaluatedProperties: false,
    },
  ],
  [
    'nested unevaluatedProperties',
    {
      type: 'object',
      properties: { a: text },
      allOf: [{ properties: { b: whole }, unevaluatedProperties: { type: 'integer' } }],
      required: ['b'],
      unevaluatedProperties: false,
    },
  ],
];
