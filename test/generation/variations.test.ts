import { Validator } from '@cfworker/json-schema';
import { beforeAll, expect, test } from 'vitest';
import { createGenerator, type Generator, type Variation, variations } from '../../src/generation/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { schemaOf } from './schema-of.ts';

let generator: Generator;
beforeAll(async () => {
  await prepareValidation();
  generator = await createGenerator();
});

function tried(json: object): Variation[] {
  const schema = schemaOf(json);
  return [...variations(schema, generator.generate(schema))];
}

const broken: Array<[keyword: string, schema: object]> = [
  ['minimum', { type: 'integer', minimum: 3 }],
  ['maximum', { type: 'integer', maximum: 3 }],
  ['exclusiveMinimum', { type: 'number', exclusiveMinimum: 3 }],
  ['exclusiveMaximum', { type: 'number', exclusiveMaximum: 3 }],
  ['multipleOf', { type: 'integer', multipleOf: 5 }],
  ['minLength', { type: 'string', minLength: 3 }],
  ['maxLength', { type: 'string', maxLength: 3 }],
  ['pattern', { type: 'string', pattern: '^[a-z]+$' }],
  ['format', { type: 'string', format: 'date' }],
  ['format', { type: 'string', format: 'email' }],
  ['format', { type: 'string', format: 'uuid' }],
  ['enum', { enum: ['a', 'b'] }],
  ['const', { const: 'a' }],
  ['type', { type: 'string' }],
  ['type', { type: ['string', 'null'] }],
  ['minItems', { type: 'array', items: { type: 'string' }, minItems: 2 }],
  ['maxItems', { type: 'array', items: { type: 'string' }, maxItems: 2 }],
  ['uniqueItems', { type: 'array', items: { type: 'string' }, uniqueItems: true, minItems: 1 }],
  ['required', { type: 'object', required: ['a'], properties: { a: { type: 'string' } } }],
  ['additionalProperties', { type: 'object', properties: { a: {} }, additionalProperties: false }],
];

test.each(broken)('%s is broken at least once in %j', (keyword, schema) => {
  const invalid = tried(schema).filter(({ valid }) => !valid);
  expect(invalid.map((variation) => variation.keyword)).toContain(keyword);
});

test.each(broken)('what is said of the variations of %s holds for another validator: %j', (_, schema) => {
  const judge = new Validator(schema, '2020-12');
  const all = tried(schema);
  expect(all.length).toBeGreaterThan(0);
  for (const { value, valid, title } of all)
    expect([title, judge.validate(value).valid]).toEqual([title, valid]);
});

test.each([
  ['minimum', { type: 'integer', minimum: 3, maximum: 9 }, 3],
  ['maximum', { type: 'integer', minimum: 3, maximum: 9 }, 9],
  ['minLength', { type: 'string', minLength: 3 }, 3],
  ['maxLength', { type: 'string', maxLength: 9 }, 9],
])('the limit of %s itself is tried and good', (keyword, schema, limit) => {
  const sizes = tried(schema)
    .filter((variation) => variation.valid && variation.keyword === keyword)
    .map(({ value }) => (typeof value === 'string' ? value.length : value));
  expect(sizes).toContain(limit);
});

test('parts of parts are varied where they stand, and nothing else changes', () => {
  const schema = {
    type: 'object',
    required: ['list'],
    properties: {
      list: {
        type: 'array',
        minItems: 1,
        maxItems: 1,
        items: { type: 'object', required: ['n'], properties: { n: { type: 'integer', maximum: 4 } } },
      },
    },
  };
  const above = tried(schema).find(({ keyword, valid }) => keyword === 'maximum' && !valid);
  expect(above).toMatchObject({
    pointer: '/list/0/n',
    title: 'above its maximum (5)',
    value: { list: [{ n: 5 }] },
  });
});

test('the same schema and value give the same variations', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', minLength: 2 }, b: { enum: [1, 2] } } };
  expect(tried(schema)).toEqual(tried(schema));
});

test('a member called __proto__ is a member', () => {
  const schema = JSON.parse(
    '{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"string"}}}',
  );
  expect(tried(schema).some(({ keyword, valid }) => keyword === 'required' && !valid)).toBe(true);
});
