import { expect, test } from 'vitest';
import { createGenerator, type Generator } from '../../src/generation/index.ts';
import { createSchemaScope, prepareValidation } from '../../src/schema/index.ts';

const ready: Promise<Generator> = Promise.all([
  createGenerator({ seed: 'bounds' }),
  prepareValidation(),
]).then(([generator]) => generator);

const text = { type: 'string' };
const whole = { type: 'integer' };

function count<T>(length: number, make: (at: number) => T): T[] {
  return Array.from({ length }, (_, at) => make(at));
}

function definitions(length: number, make: (at: number) => object): Record<string, object> {
  return Object.fromEntries(count(length, (at) => [`s${at}`, make(at)]));
}

function nested(depth: number, wrap: (inner: object) => object, core: object): object {
  let schema = core;
  for (let at = 0; at < depth; at++) schema = wrap(schema);
  return schema;
}

const ref = (at: number): object => ({ $ref: `#/$defs/s${at}` });

/** Satisfiable: a value, or an error that names the schema, but an end in any case. */
const large: Array<[string, object]> = [
  [
    '2,000 references one after the other',
    { $defs: definitions(2000, (at) => (at === 1999 ? whole : ref(at + 1))), ...ref(0) },
  ],
  [
    '600 allOf one after the other',
    {
      $defs: definitions(600, (at) => ({
        allOf: [at === 599 ? { type: 'object' } : ref(at + 1), { properties: { [`m${at}`]: whole } }],
      })),
      ...ref(0),
    },
  ],
  ['400 allOf inside each other', nested(400, (inner) => ({ allOf: [inner] }), whole)],
  [
    '200 objects inside each other',
    nested(200, (inner) => ({ type: 'object', required: ['a'], properties: { a: inner } }), whole),
  ],
  [
    '1,000 optional objects inside each other',
    {
      $defs: definitions(1000, (at) => ({
        type: 'object',
        properties: { a: at === 999 ? whole : ref(at + 1) },
      })),
      ...ref(0),
    },
  ],
  [
    'oneOf of 500 branches that overlap',
    {
      oneOf: count(500, (at) => ({
        type: 'object',
        required: [`m${at}`],
        properties: { [`m${at}`]: whole },
      })),
    },
  ],
  [
    'oneOf of 500 branches with constants',
    {
      oneOf: count(500, (at) => ({
        type: 'object',
        required: ['kind'],
        properties: { kind: { const: `k${at}` } },
      })),
    },
  ],
  [
    'oneOf of 300 ranges',
    { type: 'integer', oneOf: count(300, (at) => ({ minimum: at * 10, maximum: at * 10 + 12 })) },
  ],
  [
    'anyOf of 20 times anyOf of 20',
    { allOf: count(20, () => ({ anyOf: count(20, (at) => ({ required: [`m${at}`] })) })) },
  ],
  [
    'allOf of 40 times if then',
    {
      type: 'object',
      allOf: count(40, (at) => ({
        if: { required: [`m${at}`] },
        then: { required: [`n${at}`] },
        else: { properties: { [`n${at}`]: false } },
      })),
    },
  ],
  [
    'mutual recursion of 50 schemas',
    {
      $defs: definitions(50, (at) => ({
        type: 'object',
        properties: Object.fromEntries(count(50, (to) => [`p${to}`, to === at ? whole : ref(to)])),
      })),
      ...ref(0),
    },
  ],
  [
    'required recursion of 50 schemas that ends by null',
    {
      $defs: definitions(50, (at) => ({
        type: ['object', 'null'],
        required: ['x', 'y'],
        properties: { x: ref((at * 7 + 1) % 50), y: ref((at * 3 + 2) % 50) },
      })),
      ...ref(0),
    },
  ],
  [
    'a web of lists',
    {
      $defs: definitions(30, () => ({ type: 'array', minItems: 0, items: { anyOf: count(30, ref) } })),
      ...ref(0),
    },
  ],
  [
    '10,000 values of an enum',
    { enum: count(10_000, (at) => `v${at}`), not: { enum: count(9_990, (at) => `v${at}`) } },
  ],
  [
    '1,000 members',
    {
      type: 'object',
      required: count(1000, (at) => `m${at}`),
      properties: Object.fromEntries(count(1000, (at) => [`m${at}`, text])),
    },
  ],
  [
    '1,000 optional members and one allowed',
    {
      type: 'object',
      maxProperties: 1,
      properties: Object.fromEntries(count(1000, (at) => [`m${at}`, text])),
    },
  ],
  ['9,000 items', { type: 'array', items: whole, minItems: 9_000 }],
  [
    '300 unique items',
    {
      type: 'array',
      items: { type: 'integer', minimum: 0, maximum: 1e9 },
      uniqueItems: true,
      minItems: 300,
    },
  ],
  ['1,500 names', { type: 'object', minProperties: 1_500 }],
  ['100,000 characters', { type: 'string', minLength: 100_000 }],
  ['a pattern that backtracks', { type: 'string', pattern: '^(([a-z])+.)+[A-Z]([a-z])+$', maxLength: 60 }],
  [
    'a pattern that backtracks in names',
    {
      type: 'object',
      minProperties: 2,
      patternProperties: { '^(a|aa)+$': whole },
      additionalProperties: false,
    },
  ],
  [
    'not of a deep web',
    {
      type: 'object',
      not: { $ref: '#/$defs/s0' },
      $defs: definitions(60, (at) => ({
        allOf: count(3, (step) => (at + step + 1 < 60 ? ref(at + step + 1) : whole)),
      })),
    },
  ],
  [
    'a discriminator of 20 kinds',
    {
      discriminator: { propertyName: 'kind' },
      oneOf: count(20, (at) => ({
        type: 'object',
        required: ['kind'],
        properties: { kind: text, [`v${at}`]: whole },
      })),
    },
  ],
];

test.each(large)('a value comes of %s', async (_, schema) => {
  const value = await generate(schema);
  expect(value).toBeDefined();
});

/** Too large to be made, or nothing satisfies it. */
const hopeless: Array<[string, object]> = [
  ['minItems of a billion', { type: 'array', items: whole, minItems: 1e9 }],
  ['minLength of a billion', { type: 'string', minLength: 1e9 }],
  ['minProperties of a million', { type: 'object', minProperties: 1e6 }],
  ['minContains of a billion', { type: 'array', contains: whole, minContains: 1e9 }],
  [
    'a list of lists that multiplies',
    nested(6, (inner) => ({ type: 'array', minItems: 100, items: inner }), whole),
  ],
  [
    'objects that multiply',
    {
      $defs: definitions(12, (at) =>
        at === 11
          ? whole
          : { type: 'object', required: ['a', 'b', 'c', 'd', 'e', 'f'], additionalProperties: ref(at + 1) },
      ),
      ...ref(0),
    },
  ],
  [
    'required recursion of 50 schemas without end',
    {
      $defs: definitions(50, (at) => ({
        type: 'object',
        required: ['x', 'y'],
        properties: { x: ref((at + 1) % 50), y: ref((at + 2) % 50) },
      })),
      ...ref(0),
    },
  ],
  [
    'twins among 60 branches of oneOf',
    { oneOf: count(60, () => ({ type: 'object', required: ['a'], properties: { a: whole, b: text } })) },
  ],
  [
    '20 choices that contradict each other',
    { allOf: count(20, (at) => ({ anyOf: [{ const: at }, { const: -at - 1 }, { enum: [`x${at}`] }] })) },
  ],
  [
    'a hundred patterns that contradict each other',
    { type: 'string', allOf: count(100, (at) => ({ pattern: `^${at}x` })) },
  ],
];

test.each(hopeless)('an error names %s', async (_, schema) => {
  await expect(generate(schema)).rejects.toMatchObject({ code: 'unsatisfiable-schema' });
});

async function generate(schema: unknown): Promise<unknown> {
  const generator = await ready;
  const scope = createSchemaScope();
  scope.addResource({ uri: 'https://bounds.test/', root: schema, dialect: '2020-12' });
  return generator.generate(scope.schema({ value: schema, uri: 'https://bounds.test/', pointer: '' }));
}
