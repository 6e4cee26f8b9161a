import { expect, test } from 'vitest';
import { createSchemaScope, type Direction } from '../../src/schema/index.ts';

const uri = 'file:///api.json';
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

function scopeOf(schemas: Record<string, unknown>, openapi = '3.1.0') {
  const scope = createSchemaScope();
  const dialect = openapi === '3.1.0' ? '2020-12' : 'openapi-3.0';
  scope.addResource({ uri, root: { openapi, components: { schemas } }, dialect });
  return (name: string, direction?: Direction) => {
    const schema = scope.schema(scope.resolve(`#/components/schemas/${name}`, uri) as never, direction);
    return { schema, holds: (value: unknown) => scope.holds(schema.json, value) };
  };
}

const id = { type: 'integer', readOnly: true };
const Id = { type: 'integer', readOnly: true };

test.each<[string, Record<string, unknown>]>([
  ['the property itself', { Subject: { required: ['id', 'name'], properties: { id } } }],
  [
    'a property that is a reference to a read-only schema',
    { Subject: { required: ['id', 'name'], properties: { id: ref('Id') } }, Id },
  ],
  [
    'a property that is made of a read-only schema',
    { Subject: { required: ['id', 'name'], properties: { id: { allOf: [ref('Id')] } } }, Id },
  ],
  [
    'a property in another branch of allOf',
    { Subject: { allOf: [{ properties: { id } }, { required: ['id', 'name'] }] } },
  ],
  ['a property beside allOf', { Subject: { properties: { id }, allOf: [{ required: ['id', 'name'] }] } }],
  [
    'a property beside a reference that demands it',
    { Subject: { properties: { id }, ...ref('Base') }, Base: { required: ['id', 'name'] } },
  ],
  [
    'a property of a base that is referred to',
    { Subject: { allOf: [ref('Base')], required: ['id', 'name'] }, Base: { properties: { id } } },
  ],
  [
    'a demand two references away',
    {
      Subject: { properties: { id }, allOf: [ref('A')] },
      A: { allOf: [ref('B')] },
      B: { required: ['id', 'name'] },
    },
  ],
  [
    'a property in a branch of anyOf',
    { Subject: { anyOf: [{ properties: { id } }], required: ['id', 'name'] } },
  ],
  ['a consequence', { Subject: { properties: { id }, if: true, then: { required: ['id', 'name'] } } }],
])('in a request, read-only is not demanded: %s', (_title, schemas) => {
  const get = scopeOf(schemas);
  expect(get('Subject', 'request').holds({ name: 'x' })).toBe(true);
  expect(get('Subject', 'request').holds({})).toBe(false);
  expect(get('Subject', 'response').holds({ name: 'x' })).toBe(false);
  expect(get('Subject').holds({ name: 'x' })).toBe(false);
});

test('in a response, write-only is not demanded', () => {
  const get = scopeOf({ User: { required: ['password'], properties: { password: { writeOnly: true } } } });
  expect(get('User', 'response').holds({})).toBe(true);
  expect(get('User', 'request').holds({})).toBe(false);
});

test('the flag of what a property refers to stands at the property', () => {
  const get = scopeOf({ User: { properties: { id: ref('Id'), any: { writeOnly: true } } }, Id });
  const { json } = get('User', 'request').schema;
  expect(json).toEqual({
    properties: { id: { $ref: get('Id', 'request').schema.id, readOnly: true }, any: { writeOnly: true } },
  });
});

test('a base is demanded in full where no heir spares it', () => {
  const get = scopeOf({
    Base: { required: ['id'] },
    Heir: { properties: { id }, allOf: [ref('Base')] },
    Other: { allOf: [ref('Base')] },
  });
  expect(get('Heir', 'request').holds({})).toBe(true);
  expect(get('Other', 'request').holds({})).toBe(false);
  expect(get('Base', 'request').holds({})).toBe(false);
});

test('nested objects and items are spared by themselves', () => {
  const list = { items: { required: ['id', 'name'], properties: { id } } };
  const get = scopeOf({ List: { properties: { users: list, id: {} }, required: ['id'] } });
  expect(get('List', 'request').holds({ id: 1, users: [{ name: 'x' }] })).toBe(true);
  expect(get('List', 'request').holds({ users: [] })).toBe(false);
});

test('conditions are taken as written', () => {
  const get = scopeOf({
    User: {
      properties: { id },
      if: { required: ['id'] },
      then: { required: ['tag'] },
      not: { required: ['id', 'x'] },
    },
  });
  expect(get('User', 'request').holds({})).toBe(true);
  expect(get('User', 'request').holds({ id: 1 })).toBe(false);
  expect(get('User', 'request').holds({ x: 1 })).toBe(true);
  expect(get('User', 'request').holds({ id: 1, x: 1, tag: 1 })).toBe(false);
});

test('a flag beside a reference counts in OpenAPI 3.0 too', () => {
  const get = scopeOf(
    {
      User: { required: ['id'], properties: { id: { ...ref('Plain'), readOnly: true } } },
      Plain: { type: 'integer' },
    },
    '3.0.3',
  );
  expect(get('User', 'request').holds({})).toBe(true);
  expect(get('User', 'request').holds({ id: 'x' })).toBe(false);
});

test('recursion keeps the direction', () => {
  const get = scopeOf({ Node: { required: ['id'], properties: { id, next: ref('Node') } } });
  expect(get('Node', 'request').holds({ next: { next: {} } })).toBe(true);
  expect(get('Node', 'response').holds({ id: 1, next: {} })).toBe(false);
});
