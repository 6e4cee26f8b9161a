import { beforeAll, expect, test } from 'vitest';
import { createGenerator, type Generator } from '../../src/generation/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { schemaOf } from './schema-of.ts';

let generator: Generator;
beforeAll(async () => {
  await prepareValidation();
  generator = await createGenerator();
});

const properties = { id: { type: 'integer' } };
const draws = Array.from({ length: 200 }, (_, index) => `draw ${index}`);

function made(json: object, fixed?: { id: number }): unknown[] {
  const schema = schemaOf(json);
  return draws.map((key) => generator.generate(schema, { key, ...(fixed && { fixed }) }));
}

const neverNull: Array<[title: string, schema: object]> = [
  ['members are described and no type is named', { properties }],
  ['items are described and no type is named', { items: { type: 'string' } }],
];

test.each(neverNull)('a value is not null where %s', (_title, schema) => {
  expect(made(schema)).not.toContain(null);
});

const sometimesNull: Array<[title: string, schema: object]> = [
  ['its type names null', { type: ['object', 'null'], properties }],
  ['an alternative is null', { oneOf: [{ type: 'null' }, { type: 'object', properties }] }],
];

test.each(sometimesNull)('a value is null now and then where %s', (_title, schema) => {
  expect(made(schema)).toContain(null);
});

test.each(sometimesNull)('a value is what is given of it, and not null, where %s', (_title, schema) => {
  for (const value of made(schema, { id: 7 })) expect(value).toMatchObject({ id: 7 });
});

test('what holds itself and names no type ends in null', () => {
  const schema = { properties: { next: { $ref: '#' } }, required: ['next'] };
  expect(JSON.stringify(made(schema)[0])).toMatch(/"next":null\}+$/);
});
