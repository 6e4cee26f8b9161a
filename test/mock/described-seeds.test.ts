import { expect, test } from 'vitest';
import { memoryFolder } from '../../src/fixture/index.ts';
import { mock, type TestMockOptions } from '../../src/testkit/index.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const ref = { $ref: '#/components/schemas/Pet' };
const shown = (schema: object) => ({ description: 'x', content: { 'application/json': { schema } } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

function description(pathMore: object, schemaMore: object): object {
  return {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/pets': { ...pathMore, get: { responses: { 200: shown({ type: 'array', items: ref }) } } },
      '/pets/{id}': { parameters: [id], get: { responses: { 200: shown(ref), 404: { description: 'x' } } } },
    },
    components: { schemas: { Pet: { ...pet, ...schemaMore } } },
  };
}

async function names(described: object, options: TestMockOptions = {}): Promise<unknown[]> {
  const api = await mock(described as Record<string, unknown>, { state: { population: 2 }, ...options });
  return (await api.state.pets.list()).map(({ name }: { name: string }) => name);
}

const seed = [
  { id: 1, name: 'Rex' },
  { id: 2, name: 'Tom' },
];

test.each([
  ['the path of a collection', { 'x-seed': seed }, {}],
  ['the schema that shows an entity', {}, { 'x-seed': seed }],
])('x-seed in %s gives what a collection begins with', async (_, path, schema) => {
  expect(await names(description(path, schema))).toEqual(['Rex', 'Tom']);
});

test('x-seed that is code is never run', async () => {
  const code = 'seed.count(3, () => { throw new Error("run") })';
  expect(await names(description({}, { 'x-seed': code }))).toHaveLength(2);
});

test('fixtures come before x-seed', async () => {
  const fixtures = memoryFolder({ 'state/pets.yaml': 'only: true\nentities: [{ id: 9, name: Mine }]' });
  expect(await names(description({ 'x-seed': seed }, {}), { fixtures })).toContain('Mine');
});
