import { expect, test } from 'vitest';
import { createSchemaScope, type Dialect, type SchemaScope } from '../../src/schema/index.ts';

const uri = 'file:///docs/api.yaml';

function scopeOf(
  root: unknown,
  dialect: Dialect = '2020-12',
  others: Record<string, unknown> = {},
): SchemaScope {
  const scope = createSchemaScope();
  scope.addResource({ uri, root, dialect });
  for (const [name, other] of Object.entries(others)) {
    scope.addResource({ uri: `file:///docs/${name}`, root: other, dialect });
  }
  return scope;
}

/** The document's component of that name. */
function component(scope: SchemaScope, name: string) {
  const source = scope.resolve(`#/components/schemas/${name}`, uri);
  if (source === undefined) throw new Error(name);
  return scope.schema(source);
}

const openapi = (schemas: Record<string, unknown>) => ({ openapi: '3.1.0', components: { schemas } });

test.each([
  ['#/components/schemas/User', '/components/schemas/User'],
  ['#/components/schemas/a~1b', '/components/schemas/a~1b'],
  ['#/components/schemas/a%2Fb', undefined],
  ['#/components/schemas/%7E', undefined],
  ['#/components/schemas/sp%20ace', '/components/schemas/sp ace'],
  ['#/components/schemas/100%25', '/components/schemas/100%25'],
  ['#/components/schemas/User/allOf/0', '/components/schemas/User/allOf/0'],
  ['#/components/schemas/User/allOf/00', undefined],
  ['#/components/schemas/User/x-unknown/deep', '/components/schemas/User/x-unknown/deep'],
  ['#/components/schemas/toString', undefined],
  ['other.yaml#/Pet', '/Pet'],
  ['./other.yaml#/Pet', '/Pet'],
  ['../docs/other.yaml', ''],
  ['file:///docs/other.yaml#', ''],
  ['missing.yaml', undefined],
  ['http://example.com/pet', '/Pet'],
  ['http://example.com/pet#tag', '/Pet/properties/tag'],
  ['#nowhere', undefined],
])('%s resolves to %s', (reference, pointer) => {
  const schemas = {
    User: { allOf: [{}], 'x-unknown': { deep: {} } },
    'a/b': {},
    'sp ace': {},
    '100%25': {},
  };
  const other = { Pet: { $id: 'http://example.com/pet', properties: { tag: { $anchor: 'tag' } } } };
  const scope = scopeOf(openapi(schemas), '2020-12', {
    'other.yaml': { components: { schemas: other }, ...other },
  });
  expect(scope.resolve(reference, uri)?.pointer).toBe(
    reference.startsWith('http') ? `/components/schemas${pointer}` : pointer,
  );
});

test('a schema is the same however it is reached', () => {
  const scope = scopeOf(openapi({ User: { type: 'object' }, Alias: { $ref: '#/components/schemas/User' } }));
  const user = component(scope, 'User');
  expect(component(scope, 'Alias')).toBe(user);
  expect(scope.byId(user.id)).toBe(user);
  expect(user).toMatchObject({ name: 'User', direction: 'any' });
});

test('a file that is referred to as a whole is called as it is named', () => {
  const scope = scopeOf(openapi({ List: { items: { $ref: './models/Line%20Item.yaml' } } }), '2020-12', {
    'models/Line%20Item.yaml': { type: 'object', properties: { next: { $ref: '#' } } },
  });
  const { $ref } = (component(scope, 'List').json as { items: { $ref: string } }).items;
  expect(scope.byId($ref)).toMatchObject({ json: { properties: { next: { $ref } } } });
  expect(scope.byId($ref).name).toBe('Line Item');
});

test('a relative reference is resolved against the nearest $id, and against the file where nothing is there', () => {
  const root = {
    $id: 'https://example.com/root.json',
    $defs: { a: { $id: 'sub/a.json', items: { $ref: 'b.json' } }, b: { $id: 'sub/b.json', type: 'null' } },
    properties: { a: { $ref: 'sub/a.json' }, beside: { $ref: 'beside.json' } },
  };
  const scope = scopeOf(root, '2020-12', { 'beside.json': { type: 'integer' } });
  const schema = scope.schema({ value: root, uri, pointer: '' });
  expect(scope.holds(schema.json, { a: [null], beside: 1 })).toBe(true);
  expect(scope.holds(schema.json, { a: [1] })).toBe(false);
  expect(scope.holds(schema.json, { beside: 'x' })).toBe(false);
  expect(scope.faults).toEqual([]);
});

test('an unresolved reference is a fault and demands nothing', () => {
  const scope = scopeOf(openapi({ User: { properties: { a: { $ref: '#/nowhere' } }, required: ['b'] } }));
  expect(component(scope, 'User').json).toEqual({ properties: { a: {} }, required: ['b'] });
  expect(scope.faults).toEqual([
    {
      code: 'unresolved-reference',
      message: 'the reference "#/nowhere" does not resolve',
      uri,
      pointer: '/components/schemas/User/properties/a/$ref',
    },
  ]);
});

test.each([
  [
    'two references in a circle',
    { A: { $ref: '#/components/schemas/B' }, B: { $ref: '#/components/schemas/A' } },
  ],
  ['a reference to itself', { A: { $ref: '#/components/schemas/A' } }],
])('%s are a fault, not a hang', (_title, schemas) => {
  const scope = scopeOf(openapi(schemas));
  expect(scope.holds(component(scope, 'A').json, 1)).toBe(true);
  expect(scope.faults.map(({ code }) => code)).toContain('reference-cycle');
});

test('a base that lists its heirs and heirs that include their base end in no circle', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const scope = scopeOf(
    openapi({
      Pet: {
        type: 'object',
        required: ['kind'],
        oneOf: [ref('Cat'), ref('Dog')],
        discriminator: { propertyName: 'kind' },
      },
      Cat: { allOf: [ref('Pet'), { properties: { kind: { const: 'cat' } }, required: ['claws'] }] },
      Dog: { allOf: [ref('Pet'), { properties: { kind: { const: 'dog' } }, required: ['tail'] }] },
    }),
  );
  const [pet, cat] = [component(scope, 'Pet'), component(scope, 'Cat')];
  const holds = (schema: typeof pet, value: unknown) => scope.holds(schema.json, value);
  expect(holds(pet, { kind: 'cat', claws: 1 })).toBe(true);
  expect(holds(pet, { kind: 'cat', tail: 1 })).toBe(false);
  expect(holds(cat, { kind: 'cat', claws: 1 })).toBe(true);
  expect(holds(cat, { claws: 1 })).toBe(false);
  expect(pet.accepts({ kind: 'dog', tail: 1 })).toBe(true);
});

test('schemas that all include each other are read in bounded time', () => {
  const names = Array.from({ length: 24 }, (_, i) => `S${i}`);
  const others = (name: string) =>
    names.filter((each) => each !== name).map((each) => ({ $ref: `#/components/schemas/${each}` }));
  const scope = scopeOf(
    openapi(Object.fromEntries(names.map((name) => [name, { allOf: others(name), required: [name] }]))),
  );
  const seen = new Set<string>();
  const waiting = [component(scope, 'S0').id];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { $ref } of (scope.byId(id).json as { allOf?: Array<{ $ref: string }> }).allOf ?? [])
      waiting.push($ref);
  }
  expect(seen.size).toBeLessThan(2000);
});

test('mapping values are names or references, and branches without one go by their name', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const scope = scopeOf(
    openapi({
      Pet: {
        oneOf: [ref('Cat'), ref('Dog'), ref('Fish')],
        discriminator: {
          propertyName: 'kind',
          mapping: { cat: 'Cat', dog: '#/components/schemas/Dog', snake: 'Snake' },
          defaultMapping: 'Fish',
        },
      },
      Cat: { title: 'c' },
      Dog: { title: 'd' },
      Fish: { title: 'f' },
    }),
  );
  const ids = Object.fromEntries(['Cat', 'Dog', 'Fish'].map((name) => [name, component(scope, name).id]));
  expect(component(scope, 'Pet').json).toEqual({
    oneOf: [{ $ref: ids['Cat'] }, { $ref: ids['Dog'] }, { $ref: ids['Fish'] }],
    discriminator: {
      propertyName: 'kind',
      mapping: { cat: ids['Cat'], dog: ids['Dog'], Fish: ids['Fish'] },
      defaultMapping: ids['Fish'],
    },
  });
  expect(scope.faults.map(({ pointer }) => pointer)).toEqual([
    '/components/schemas/Pet/discriminator/mapping/snake',
  ]);
});

test('a generic list is filled by the component that binds its anchor, without any $id', () => {
  const scope = scopeOf(
    openapi({
      Page: {
        $defs: { item: { $dynamicAnchor: 'item', not: {} } },
        properties: { items: { type: 'array', items: { $dynamicRef: '#item' } } },
      },
      Users: {
        $defs: { item: { $dynamicAnchor: 'item', type: 'string' } },
        $ref: '#/components/schemas/Page',
      },
      Numbers: {
        $defs: { item: { $dynamicAnchor: 'item', type: 'number' } },
        $ref: '#/components/schemas/Page',
      },
    }),
  );
  const verdicts = ['Page', 'Users', 'Numbers'].map((name) =>
    [{ items: ['a'] }, { items: [1] }].map((value) => scope.holds(component(scope, name).json, value)),
  );
  expect(verdicts).toEqual([
    [false, false],
    [true, false],
    [false, true],
  ]);
});

test('a strict tree extends a loose one, without any $id', () => {
  const scope = scopeOf(
    openapi({
      Tree: {
        $dynamicAnchor: 'node',
        properties: { data: true, children: { items: { $dynamicRef: '#node' } } },
      },
      StrictTree: { $dynamicAnchor: 'node', $ref: '#/components/schemas/Tree', unevaluatedProperties: false },
    }),
  );
  const misspelt = { children: [{ daat: 1 }] };
  expect(scope.holds(component(scope, 'Tree').json, misspelt)).toBe(true);
  expect(scope.holds(component(scope, 'StrictTree').json, misspelt)).toBe(false);
  expect(scope.holds(component(scope, 'StrictTree').json, { children: [{ data: 1 }] })).toBe(true);
});

test('a big document is not walked for the sake of one schema', () => {
  const forbidden = new Proxy({}, { ownKeys: () => expect.fail('walked'), get: () => expect.fail('read') });
  const root = {
    openapi: '3.0.0',
    paths: forbidden,
    components: { schemas: { A: { items: { $ref: '#/components/schemas/B' } }, B: {} } },
  };
  const scope = scopeOf(root, 'openapi-3.0');
  expect(component(scope, 'A').json).toEqual({ items: { $ref: component(scope, 'B').id } });

  const newer = createSchemaScope();
  newer.addResource({ uri, root: { ...root, openapi: '3.1.0' }, dialect: '2020-12', mentions: () => false });
  expect(
    newer.schema({ value: root.components.schemas.A, uri, pointer: '/components/schemas/A' }).json,
  ).toHaveProperty('items');
});

test('a schema in a file that was not added is a file of its own', () => {
  const scope = createSchemaScope();
  const value = { $defs: { a: { type: 'null' } }, items: { $ref: '#/$defs/a' } };
  expect(scope.holds(scope.schema({ value, uri: 'memory:x', pointer: '' }).json, [1])).toBe(false);
});

test('an unknown id is an error', () => {
  expect(() => createSchemaScope().byId('standin:1')).toThrow(/Failed to find the schema/);
});

test('2019-09: a recursive reference is the outermost resource that allows it', () => {
  const tree = {
    $id: 'https://example.com/tree',
    $recursiveAnchor: true,
    properties: { data: true, children: { items: { $recursiveRef: '#' } } },
  };
  const strict = {
    $id: 'https://example.com/strict-tree',
    $recursiveAnchor: true,
    $ref: 'tree',
    unevaluatedProperties: false,
  };
  const scope = createSchemaScope();
  scope.addResource({ uri: 'file:///tree.json', root: tree, dialect: '2019-09' });
  scope.addResource({ uri: 'file:///strict.json', root: strict, dialect: '2019-09' });
  const verdicts = [tree, strict].map((value, i) => {
    const schema = scope.schema({ value, uri: `file:///${['tree', 'strict'][i]}.json`, pointer: '' });
    return scope.holds(schema.json, { children: [{ daat: 1 }] });
  });
  expect(verdicts).toEqual([true, false]);
});

test('null is let in beside a reference in OpenAPI 3.0', () => {
  const schemas = {
    User: { type: 'object' },
    Maybe: { $ref: '#/components/schemas/User', nullable: true, type: 'string' },
  };
  const scope = scopeOf({ openapi: '3.0.3', components: { schemas } }, 'openapi-3.0');
  expect(component(scope, 'Maybe').json).toEqual({
    anyOf: [{ $ref: component(scope, 'User').id }, { type: 'null', standinLenientNull: true }],
  });
});
