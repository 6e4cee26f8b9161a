import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validate } from '@hyperjump/json-schema/openapi-3-1';
import { expect, test } from 'vitest';
import { loadDocument } from '../../src/document/load.ts';
import { bundleFiles, loadFiles, openapi } from './bundle-harness.ts';
import { valueAt } from './upgrade-harness.ts';

const withSchema = (schema: unknown, version = '3.1.0', rest: object = {}) =>
  openapi(version, { ...rest, components: { schemas: { Main: schema } } });
const schemas = (root: unknown) => valueAt(root, '/components/schemas') as Record<string, unknown>;

/** Does component schema `Main` accept the value, before and after bundling? */
async function accepts(files: Record<string, unknown>, value: unknown): Promise<[boolean, boolean]> {
  const before = await loadFiles(files);
  const after = await loadDocument(await bundleFiles(files));
  const [a, b] = [before, after].map((document) => {
    const node = document.root.get('components')!.get('schemas')!.get('Main')!;
    return document.scope.schema(node.source()).accepts(value);
  });
  return [a!, b!];
}

test('anchors of other files become pointers', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ items: { $ref: 'a.json#pet' } }),
    'a.json': { $defs: { p: { $anchor: 'pet', type: 'object' } }, items: { $ref: '#pet' } },
  });
  expect(schemas(root)).toEqual({
    Main: { items: { $ref: '#/components/schemas/p' } },
    p: { type: 'object' },
  });
});

test('anchors of the entry stay', async () => {
  const main = withSchema({ $defs: { p: { $anchor: 'pet', type: 'object' } }, items: { $ref: '#pet' } });
  expect(await bundleFiles({ 'main.json': main })).toEqual(main);
});

test('schemas with an $id stay resources of their own', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ items: { $ref: 'tree.json' } }),
    'tree.json': {
      $id: 'https://schemas.example/tree',
      $defs: { leaf: { $anchor: 'leaf', type: 'string' } },
      properties: { a: { $ref: '#leaf' }, b: { $ref: '#/$defs/leaf' }, c: { $ref: 'other' } },
    },
    'other.json': { $id: 'https://schemas.example/other', type: 'number' },
    'unused.json': {},
  });
  expect(schemas(root)).toMatchObject({
    Main: { items: { $ref: '#/components/schemas/tree' } },
    tree: {
      $id: 'https://schemas.example/tree',
      properties: { a: { $ref: '#leaf' }, b: { $ref: '#/$defs/leaf' }, c: { $ref: 'other' } },
    },
  });
});

test('resources of two files refer to each other by their names', async () => {
  const files = {
    'main.json': withSchema({ anyOf: [{ $ref: 'dir/a.json' }, { $ref: 'dir/b.json' }] }),
    'dir/a.json': { $id: 'https://schemas.example/a', items: { $ref: 'b#/$defs/n' } },
    'dir/b.json': { $id: 'https://schemas.example/b', type: 'string', $defs: { n: { type: 'number' } } },
  };
  const root = await bundleFiles(files);
  expect(schemas(root)).toEqual({
    Main: { anyOf: [{ $ref: '#/components/schemas/a' }, { $ref: '#/components/schemas/b' }] },
    a: { $id: 'https://schemas.example/a', items: { $ref: 'https://schemas.example/b#/$defs/n' } },
    b: files['dir/b.json'],
  });
  expect(await accepts(files, [1])).toEqual([true, true]);
  expect(await accepts(files, [true])).toEqual([false, false]);
});

test('resources that refer to what has no name of its own are resolved', async () => {
  const files = {
    'main.json': withSchema({ $ref: 'a.json' }),
    'a.json': {
      $id: 'https://schemas.example/a',
      items: { $ref: 'plain.json' },
      not: { $ref: '#/$defs/n' },
      $defs: { n: { const: 1 } },
    },
    'plain.json': { type: 'string' },
  };
  const root = await bundleFiles(files);
  expect(schemas(root)).toEqual({
    Main: {
      items: { $ref: '#/components/schemas/plain' },
      not: { $ref: '#/components/schemas/Main/$defs/n' },
      $defs: { n: { const: 1 } },
    },
    plain: { type: 'string' },
  });
  expect(await accepts(files, [1])).toEqual([false, false]);
});

test('a document with a name of its own keeps its resources instead', async () => {
  const files = {
    'main.json': withSchema({ $ref: 'a.json' }, '3.2.0', { $self: 'https://api.example/openapi' }),
    'a.json': { $id: 'https://schemas.example/a', items: { $ref: 'plain.json' } },
    'plain.json': { type: 'string' },
  };
  expect(schemas(await bundleFiles(files))).toEqual({
    Main: {
      $id: 'https://schemas.example/a',
      items: { $ref: 'https://api.example/openapi#/components/schemas/plain' },
    },
    plain: { type: 'string' },
  });
  expect(await accepts(files, [1])).toEqual([false, false]);
});

const tree = {
  $dynamicAnchor: 'node',
  type: 'object',
  properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
};

test.each([
  ['without', {}, 'schemas/strict.json', 'schemas/tree.json'],
  ['with', { $id: 'https://schemas.example/tree' }, 'schemas/strict.json', 'https://schemas.example/tree'],
])('dynamic anchors of files %s an $id are kept apart', async (_title, id, strict, named) => {
  const files = {
    'main.json': withSchema({ $ref: 'schemas/strict.json' }),
    'schemas/strict.json': { $dynamicAnchor: 'node', $ref: 'tree.json', unevaluatedProperties: false },
    'schemas/tree.json': { ...id, ...tree },
  };
  const root = await bundleFiles(files);
  expect(schemas(root)['Main']).toMatchObject({ $id: strict, $dynamicAnchor: 'node' });
  expect(schemas(root)['tree']).toMatchObject({ $id: named, $dynamicAnchor: 'node' });
  expect(await accepts(files, { children: [{ data: 1 }] })).toEqual([true, true]);
  expect(await accepts(files, { children: [{ daat: 1 }] })).toEqual([false, false]);
});

test.each([
  ['2020-12', 'https://json-schema.org/draft/2020-12/schema', '3.1.0', '3.1.0'],
  ['draft-07', 'http://json-schema.org/draft-07/schema#', '3.1.0', '3.1.0'],
  ['draft-07', 'http://json-schema.org/draft-07/schema#', '3.0.3', '3.1.1'],
  ['draft-04', 'http://json-schema.org/draft-04/schema#', '3.0.3', '3.1.1'],
])(
  'a schema in %s keeps its $schema (%s) in %s, which becomes %s',
  async (_dialect, $schema, version, written) => {
    const files = {
      'main.json': withSchema({ type: 'array', items: { $ref: 'a.json#/definitions/tuple' } }, version),
      'a.json': {
        $schema,
        definitions: { tuple: { dependencies: { a: ['b'] }, items: [{ type: 'string' }] } },
      },
    };
    const root = await bundleFiles(files);
    expect(root['openapi']).toBe(written);
    const expected = $schema.includes('2020') ? {} : { $schema };
    expect(schemas(root)['tuple']).toEqual({ ...expected, ...files['a.json'].definitions.tuple });
    expect(await accepts(files, [[1]])).toEqual([false, false]);
    expect(await accepts(files, [['a']])).toEqual([true, true]);
  },
);

test('another judge finds dynamic anchors apart too', async () => {
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  const root = await bundleFiles({
    'main.json': withSchema({ $ref: 'strict.json' }),
    'strict.json': { $schema, $dynamicAnchor: 'node', $ref: 'tree.json', unevaluatedProperties: false },
    'tree.json': { $schema, $id: 'https://schemas.example/tree', ...tree },
  });
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  const file = join(folder, 'bundle.openapi.json');
  await writeFile(file, JSON.stringify(root));
  const judge = await validate(`${pathToFileURL(file).href}#/components/schemas/Main`);
  await rm(folder, { recursive: true });
  expect(judge({ children: [{ data: 1 }] }).valid).toBe(true);
  expect(judge({ children: [{ daat: 1 }] }).valid).toBe(false);
});

const v30 = {
  type: 'object',
  properties: {
    text: { type: 'string', nullable: true, enum: ['a'] },
    more: { type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false },
    ref: { $ref: '#/components/schemas/Other', minimum: 5, description: 'd' },
    maybe: { allOf: [{ $ref: '#/components/schemas/Other' }], nullable: true, description: 'd' },
  },
};

test('schemas of OpenAPI 3.0 in a file of a 3.1 document are written as 3.1', async () => {
  const files = {
    'main.json': withSchema({ $ref: 'old.json#/components/schemas/Old' }),
    'old.json': openapi('3.0.3', {
      components: { schemas: { Old: v30, Other: { type: 'integer', nullable: false } } },
    }),
  };
  const root = await bundleFiles(files);
  expect(root['openapi']).toBe('3.1.0');
  expect(schemas(root)).toEqual({
    Main: {
      type: 'object',
      properties: {
        text: { type: ['string', 'null'], enum: ['a', null] },
        more: { type: 'number', exclusiveMinimum: 1, maximum: 9 },
        ref: { $ref: '#/components/schemas/Other', description: 'd' },
        maybe: {
          anyOf: [{ allOf: [{ $ref: '#/components/schemas/Other' }] }, { type: 'null' }],
          description: 'd',
        },
      },
    },
    Other: { type: 'integer' },
  });
});

test('a 3.0 document with a file of 3.1 becomes 3.1 as a whole', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.0.3', {
      components: { schemas: { Main: v30, Other: {}, New: { $ref: 'new.json#/components/schemas/N' } } },
    }),
    'new.json': openapi('3.1.0', { components: { schemas: { N: { type: ['string', 'null'] } } } }),
  });
  expect(root['openapi']).toBe('3.1.1');
  expect(valueAt(root, '/components/schemas/Main/properties/text')).toEqual({
    type: ['string', 'null'],
    enum: ['a', null],
  });
  expect(valueAt(root, '/components/schemas/New')).toEqual({ type: ['string', 'null'] });
});

test('mappings of discriminators lead to where the schemas are', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.1.0', {
      components: { schemas: { Cat: { const: 'own' }, Pet: { $ref: 'pets.json#/components/schemas/Pet' } } },
    }),
    'pets.json': {
      components: {
        schemas: {
          Pet: {
            oneOf: [
              { $ref: '#/components/schemas/Cat' },
              { $ref: '#/components/schemas/Dog' },
              { $ref: 'bird.json' },
            ],
            discriminator: {
              propertyName: 'type',
              mapping: { dog: 'Dog', bird: './bird.json', none: 'gone.json' },
              defaultMapping: 'Dog',
            },
          },
          Cat: { const: 'cat' },
          Dog: { const: 'dog' },
        },
      },
    },
    'bird.json': { const: 'bird' },
  });
  expect(schemas(root)['Pet']).toEqual({
    oneOf: [
      { $ref: '#/components/schemas/pets_Cat' },
      { $ref: '#/components/schemas/Dog' },
      { $ref: '#/components/schemas/bird' },
    ],
    discriminator: {
      propertyName: 'type',
      mapping: {
        dog: '#/components/schemas/Dog',
        bird: '#/components/schemas/bird',
        none: 'gone.json',
        Cat: '#/components/schemas/pets_Cat',
      },
      defaultMapping: '#/components/schemas/Dog',
    },
  });
});

test('names in a mapping of the entry stay names', async () => {
  const main = openapi('3.0.3', {
    components: {
      schemas: {
        A: {
          oneOf: [{ $ref: '#/components/schemas/B' }],
          discriminator: { propertyName: 't', mapping: { b: 'B' } },
        },
        B: {},
      },
    },
  });
  expect(await bundleFiles({ 'main.json': main })).toEqual(main);
});

test('schemas that extend one with a discriminator move with it', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.1.0', { components: { schemas: { Main: { $ref: 'p.json#/definitions/Pet' } } } }),
    'p.json': {
      definitions: {
        Pet: { discriminator: { propertyName: 'type' } },
        Cat: { allOf: [{ $ref: '#/definitions/Pet' }] },
        Rock: {},
      },
    },
  });
  expect(schemas(root)).toEqual({
    Main: { discriminator: { propertyName: 'type' } },
    Cat: { allOf: [{ $ref: '#/components/schemas/Main' }] },
  });
});
