import { expect, test } from 'vitest';
import { inferResources } from '../../src/resource/index.ts';
import { apiSaying, arrayOf, objectOf, type Said, text, whole } from './describe.ts';

const many = 300;

/** `/kind0s`, `/kind1s` …, each with items, and how many schemas were looked at. */
async function manyCollections() {
  const operations: Record<string, Said> = {};
  for (let index = 0; index < many; index++) {
    const entity = objectOf({ id: whole, name: text, [`own${index}`]: text });
    operations[`GET /kind${index}s`] = { show: arrayOf(entity) };
    operations[`GET /kind${index}s/{id}`] = { show: entity };
    operations[`POST /kind${index}s`] = { send: entity, show: entity };
  }
  const api = await apiSaying(operations);
  const looked = new Set<string>();
  for (const operation of api.operations) {
    const { path } = operation;
    Object.defineProperty(operation, 'responses', {
      get() {
        looked.add(path);
        return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(operation), 'responses')?.get?.call(
          operation,
        );
      },
    });
  }
  return { api, looked };
}

test('inferring looks at nothing', async () => {
  const { api, looked } = await manyCollections();
  inferResources(api);
  expect([...looked]).toEqual([]);
});

test('the part of an operation is found without looking at other collections', async () => {
  const { api, looked } = await manyCollections();
  const resources = inferResources(api);
  const operation = api.operation('GET /kind7s/{id}');
  expect(operation && resources.role(operation)?.kind).toBe('read');
  expect([...looked].sort()).toEqual(['/kind7s', '/kind7s/{id}']);
});

test('what a collection says of itself is found without looking at others', async () => {
  const { api, looked } = await manyCollections();
  const resources = inferResources(api);
  const operation = api.operation('GET /kind7s');
  const role = operation && resources.role(operation);
  if (role?.kind !== 'list') throw new Error('It is no list.');
  const { keys, parents, references, views, unique, operations } = role.collection;
  expect([keys, parents, references, views, unique, operations].map(({ length }) => length)).toEqual(
    [1, 0, 0, 1, 0, 3].map((count, index) => (index === 3 ? views.length : count)),
  );
  expect([...looked].sort()).toEqual(['/kind7s', '/kind7s/{id}']);
});

test('a part is the same object each time', async () => {
  const { api } = await manyCollections();
  const resources = inferResources(api);
  const [operation] = api.operations;
  expect(operation && resources.role(operation)).toBe(operation && resources.role(operation));
});

test('the collections stand in the order of the description', async () => {
  const { api } = await manyCollections();
  const ids = inferResources(api).collections.map(({ id }) => id);
  expect(ids).toEqual(Array.from({ length: many }, (_, index) => `/kind${index}s`));
});

test('names that objects inherit are names like others', async () => {
  const entity = objectOf({ id: whole, constructor: text, ['__proto__']: text, toString: text });
  const api = await apiSaying({
    'GET /constructors': { show: arrayOf(entity), query: { toString: text } },
    'GET /constructors/{__proto__}': { show: entity },
    'GET /constructors/{__proto__}/hasOwnProperty': { show: entity },
  });
  const resources = inferResources(api);
  expect(resources.collections.map(({ id }) => id)).toEqual(['/constructors']);
  expect(api.operations.map((operation) => resources.role(operation)?.kind)).toEqual([
    'list',
    'read',
    undefined,
  ]);
});

test('schemas that contain themselves come to an end', async () => {
  const node = objectOf({
    id: whole,
    parent: { $ref: '#/components/schemas/Node' },
    children: arrayOf({ $ref: '#/components/schemas/Node' }),
  });
  const api = await apiSaying(
    {
      'GET /nodes': { show: arrayOf({ $ref: '#/components/schemas/Node' }) },
      'GET /nodes/{id}': { show: { $ref: '#/components/schemas/Loop' } },
    },
    {
      Node: node,
      Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }, { $ref: '#/components/schemas/Node' }] },
    },
  );
  const { collections } = inferResources(api);
  expect(collections[0]?.references.map(({ pointer }) => pointer)).toContain('/parent/id');
});
