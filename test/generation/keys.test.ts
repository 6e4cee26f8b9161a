import { expect, test } from 'vitest';
import { createGenerator, type Generator } from '../../src/generation/index.ts';
import { createSchemaScope, prepareValidation, type Schema } from '../../src/schema/index.ts';

const ready: Promise<Generator> = Promise.all([
  createGenerator({ seed: 'keys', listSize: { min: 8, max: 8 } }),
  prepareValidation(),
]).then(([generator]) => generator);

const uri = 'https://keys.test/';
const text = { type: 'string' };
const entity = (id: object) => ({ type: 'object', required: ['id'], properties: { id, name: text } });

function schemas(item: object): { one: Schema; list: Schema } {
  const ref = { $ref: '#/components/schemas/Thing' };
  const root = { components: { schemas: { Thing: item } }, list: { type: 'array', items: ref } };
  const scope = createSchemaScope();
  scope.addResource({ uri, root, dialect: '2020-12' });
  return {
    one: scope.schema({ value: item, uri, pointer: '/components/schemas/Thing' }),
    list: scope.schema({ value: root.list, uri, pointer: '/list' }),
  };
}

const collection = { name: '/things', key: 'id' };

const keyed: Array<[string, object]> = [
  ['whole numbers', { type: 'integer' }],
  ['whole numbers from a minimum on', { type: 'integer', minimum: 100 }],
  ['UUIDs', { type: 'string', format: 'uuid' }],
  ['plain strings', text],
  ['strings with a pattern', { type: 'string', pattern: '^[A-Z]{3}-[0-9]{4}$' }],
  ['nullable whole numbers', { type: ['integer', 'null'] }],
  ['nullable strings', { type: ['string', 'null'], pattern: '^CA[0-9a-f]{32}$' }],
];

test.each(keyed)('the keys of a collection are those of its list: %s', async (_title, id) => {
  const generator = await ready;
  const { one, list } = schemas(entity(id));
  const listed = generator.generate(list, { collection }) as Array<{ id: string | number }>;
  expect(generator.keys(one, collection, 8)).toEqual(listed.map((item) => item.id));
});

test.each(keyed)('an entity made for a key is the one that the list shows: %s', async (_title, id) => {
  const generator = await ready;
  const { one, list } = schemas(entity(id));
  const listed = generator.generate(list, { collection }) as Array<{ id: string | number }>;
  const made = generator
    .keys(one, collection, 8)
    .map((key) =>
      generator.generate(one, { entity: { ...collection, id: String(key) }, fixed: { id: key } }),
    );
  expect(made).toEqual(listed);
});

test('keys are never null, where the member may be: each of many collections has all of its keys', async () => {
  const generator = await ready;
  const { one } = schemas(entity({ type: ['string', 'null'], format: 'uuid' }));
  const counts = Array.from(
    { length: 40 },
    (_, index) => generator.keys(one, { name: `/things/${index}`, key: 'id' }, 8).length,
  );
  expect(new Set(counts)).toEqual(new Set([8]));
});

test('keys are all different, as many as the schema has', async () => {
  const generator = await ready;
  const { one } = schemas(entity({ enum: ['a', 'b', 'c'] }));
  expect(generator.keys(one, collection, 10).sort()).toEqual(['a', 'b', 'c']);
});

test('keys that have an example differ all the same, and are those of the list', async () => {
  const generator = await ready;
  const { one, list } = schemas(
    entity({ type: 'string', pattern: '^ord_[a-z0-9]{8}$', example: 'ord_00000000' }),
  );
  const keys = generator.keys(one, collection, 8);
  const listed = generator.generate(list, { collection }) as Array<{ id: string }>;
  expect(new Set(keys).size).toBe(8);
  expect(listed.map((item) => item.id)).toEqual(keys);
});

test('more keys begin with the same ones', async () => {
  const generator = await ready;
  const { one } = schemas(entity({ type: 'string', format: 'uuid' }));
  const many = generator.keys(one, collection, 300);
  expect(new Set(many).size).toBe(300);
  expect(generator.keys(one, collection, 20)).toEqual(many.slice(0, 20));
});

test('the key is found in the first kind of entity that has it', async () => {
  const generator = await ready;
  const { one } = schemas({ oneOf: [{ type: 'null' }, entity({ type: 'integer' })] });
  expect(generator.keys(one, collection, 3)).toEqual([1, 2, 3]);
});

test.each([
  ['there is no such member', { type: 'object', properties: { name: text } }],
  ['the member is a boolean', entity({ type: 'boolean' })],
  ['the entities are no objects', text],
])('there are no keys where %s', async (_title, item) => {
  const generator = await ready;
  expect(generator.keys(schemas(item).one, collection, 3)).toEqual([]);
});
