import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { validate } from '@hyperjump/json-schema/openapi-3-1';
import { expect, test } from 'vitest';
import { accepts, bundleFiles, withMain } from './bundle-harness.ts';
import { valueAt } from './upgrade-harness.ts';

const schemas = (root: unknown) => valueAt(root, '/components/schemas') as Record<string, unknown>;

test('anchors of other files become pointers', async () => {
  const root = await bundleFiles({
    'main.json': withMain({ items: { $ref: 'a.json#pet' } }),
    'a.json': { $defs: { p: { $anchor: 'pet', type: 'object' } }, items: { $ref: '#pet' } },
  });
  expect(schemas(root)).toEqual({
    Main: { items: { $ref: '#/components/schemas/p' } },
    p: { type: 'object' },
  });
});

test('anchors of the entry stay', async () => {
  const main = withMain({ $defs: { p: { $anchor: 'pet', type: 'object' } }, items: { $ref: '#pet' } });
  expect(await bundleFiles({ 'main.json': main })).toEqual(main);
});

test('schemas with an $id stay resources of their own', async () => {
  const root = await bundleFiles({
    'main.json': withMain({ items: { $ref: 'tree.json' } }),
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
    'main.json': withMain({ anyOf: [{ $ref: 'dir/a.json' }, { $ref: 'dir/b.json' }] }),
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
    'main.json': withMain({ $ref: 'a.json' }),
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
    'main.json': withMain({ $ref: 'a.json' }, '3.2.0', { $self: 'https://api.example/openapi' }),
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
    'main.json': withMain({ $ref: 'schemas/strict.json' }),
    'schemas/strict.json': { $dynamicAnchor: 'node', $ref: 'tree.json', unevaluatedProperties: false },
    'schemas/tree.json': { ...id, ...tree },
  };
  const root = await bundleFiles(files);
  expect(schemas(root)['Main']).toMatchObject({ $id: strict, $dynamicAnchor: 'node' });
  expect(schemas(root)['tree']).toMatchObject({ $id: named, $dynamicAnchor: 'node' });
  expect(await accepts(files, { children: [{ data: 1 }] })).toEqual([true, true]);
  expect(await accepts(files, { children: [{ daat: 1 }] })).toEqual([false, false]);
});

test('another judge finds dynamic anchors apart too', async () => {
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  const root = await bundleFiles({
    'main.json': withMain({ $ref: 'strict.json' }),
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
