import { expect, test } from 'vitest';
import { bundleDocument } from '../../src/document/bundle.ts';
import { loadDocument } from '../../src/document/load.ts';
import { bundleFiles, differences, loadFiles, openapi } from './bundle-harness.ts';
import { valueAt } from './upgrade-harness.ts';

const ok = (schema: unknown) => ({
  get: { responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } } },
});
const schemaOf = (root: unknown, path = '/x'): unknown =>
  valueAt(root, `/paths/${path.replaceAll('/', '~1')}/get/responses/200/content/application~1json/schema`);
const withSchema = (schema: unknown, rest: object = {}) =>
  openapi('3.1.0', { paths: { '/x': ok(schema) }, ...rest });

const pet = { type: 'object', properties: { name: { type: 'string' } } };

test('a document in one file is written as it is', async () => {
  const main = withSchema(
    { $ref: '#/components/schemas/Pet' },
    { components: { schemas: { Pet: pet } }, 'x-a': [1] },
  );
  expect(await bundleFiles({ 'main.json': main })).toEqual(main);
});

test.each([
  ['a whole file, by its name', './schemas/pet.yaml', { 'schemas/pet.yaml': pet }, 'pet'],
  ['a file named index, by its folder', './pet/index.yaml', { 'pet/index.yaml': pet }, 'pet'],
  [
    'a component, by its name',
    'all.json#/components/schemas/Pet',
    { 'all.json': { components: { schemas: { Pet: pet } } } },
    'Pet',
  ],
  [
    'a definition, by its name',
    'all.json#/definitions/Pet',
    { 'all.json': { definitions: { Pet: pet } } },
    'Pet',
  ],
  ['a member of a file, by its key', 'all.json#/Pet', { 'all.json': { Pet: pet } }, 'Pet'],
  [
    'a property, by its way',
    'all.json#/components/schemas/Owner/properties/pet',
    { 'all.json': { components: { schemas: { Owner: { properties: { pet } } } } } },
    'Owner_pet',
  ],
  [
    'a name with odd signs, by its letters',
    'all.json#/definitions/Pet%3CDog%3E',
    { 'all.json': { definitions: { 'Pet<Dog>': pet } } },
    'Pet_Dog',
  ],
])('a schema of another file is called after %s', async (_title, $ref, files, name) => {
  const root = await bundleFiles({ 'main.json': withSchema({ $ref }), ...files });
  expect(schemaOf(root)).toEqual({ $ref: `#/components/schemas/${name}` });
  expect(root['components']).toEqual({ schemas: { [name]: pet } });
});

test('names that are taken get the file before them, then a number', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.1.0', {
      paths: {
        '/a': ok({ $ref: 'a/pet.json' }),
        '/b': ok({ $ref: 'b.json#/pet' }),
        '/c': ok({ $ref: 'c/b.json#/pet' }),
      },
      components: { schemas: { pet: { const: 'own' } } },
    }),
    'a/pet.json': { const: 'a' },
    'b.json': { pet: { const: 'b' } },
    'c/b.json': { pet: { const: 'c' } },
  });
  expect(valueAt(root, '/components/schemas')).toEqual({
    pet: { const: 'own' },
    pet_pet: { const: 'a' },
    b_pet: { const: 'b' },
    b_pet_2: { const: 'c' },
  });
});

test('references inside of what moves are seen from their own file, and cycles close', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ $ref: 'schemas/a.json' }),
    'schemas/a.json': { properties: { b: { $ref: '../b.yaml#/B' }, self: { $ref: '#' } } },
    'b.yaml': 'B:\n  items: { $ref: schemas/a.json }\n',
  });
  expect(valueAt(root, '/components/schemas')).toEqual({
    a: { properties: { b: { $ref: '#/components/schemas/B' }, self: { $ref: '#/components/schemas/a' } } },
    B: { items: { $ref: '#/components/schemas/a' } },
  });
});

test('a reference from another file back into the entry becomes local', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ $ref: 'a.json' }, { components: { schemas: { Pet: pet } } }),
    'a.json': { items: { $ref: 'main.json#/components/schemas/Pet' } },
  });
  expect(valueAt(root, '/components/schemas/a')).toEqual({ items: { $ref: '#/components/schemas/Pet' } });
});

test('a component that only refers to a file becomes what is there, for all others too', async () => {
  const root = await bundleFiles({
    'main.json': withSchema(
      { $ref: './pet.json' },
      {
        components: {
          schemas: {
            Animal: { $ref: 'pet.json' },
            Again: { $ref: 'pet.json' },
            Third: { $ref: '#/components/schemas/Animal' },
          },
        },
      },
    ),
    'pet.json': { ...pet, not: { $ref: 'pet.json' } },
  });
  expect(schemaOf(root)).toEqual({ $ref: '#/components/schemas/Animal' });
  expect(valueAt(root, '/components/schemas')).toEqual({
    Animal: { ...pet, not: { $ref: '#/components/schemas/Animal' } },
    Again: { $ref: '#/components/schemas/Animal' },
    Third: { $ref: '#/components/schemas/Animal' },
  });
});

test('files that only refer to others are passed through', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ $ref: 'index.json#/Pet' }),
    'index.json': { Pet: { $ref: './pet.json' } },
    'pet.json': pet,
  });
  expect(root['components']).toEqual({ schemas: { pet } });
});

test('a subschema of a schema that has moved is pointed at there', async () => {
  const root = await bundleFiles({
    'main.json': openapi('3.1.0', {
      paths: { '/a': ok({ $ref: 'pet.json' }), '/b': ok({ $ref: 'pet.json#/$defs/a~1b%20c' }) },
    }),
    'pet.json': { $defs: { 'a/b c': { const: 1 } }, items: { $ref: '#/$defs/a~1b c' } },
  });
  expect(schemaOf(root, '/b')).toEqual({ $ref: '#/components/schemas/pet/$defs/a~1b%20c' });
  expect(valueAt(root, '/components/schemas/pet/items')).toEqual({
    $ref: '#/components/schemas/pet/$defs/a~1b%20c',
  });
});

test('what stands beside a reference stays', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ description: 'd', $ref: 'pet.json' }),
    'pet.json': pet,
  });
  expect(schemaOf(root)).toEqual({ description: 'd', $ref: '#/components/schemas/pet' });
});

test('boolean schemas move too', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({ $ref: 'a.json#/never' }),
    'a.json': { never: false },
  });
  expect(root['components']).toEqual({ schemas: { never: false } });
});

test('a reference that does not resolve stays what it is, seen from the entry', async () => {
  const root = await bundleFiles({
    'main.json': withSchema({
      anyOf: [{ $ref: 'none.json' }, { $ref: '#/components/schemas/none' }, { $ref: 'dir/a.json' }],
    }),
    'dir/a.json': { anyOf: [{ $ref: 'none.json#/a' }, { $ref: '#/none' }, { $ref: 'https://x.example/a' }] },
  });
  expect(schemaOf(root)).toEqual({
    anyOf: [{ $ref: 'none.json' }, { $ref: '#/components/schemas/none' }, { $ref: '#/components/schemas/a' }],
  });
  expect(valueAt(root, '/components/schemas/a')).toEqual({
    anyOf: [{ $ref: 'dir/none.json#/a' }, { $ref: 'dir/a.json#/none' }, { $ref: 'https://x.example/a' }],
  });
});

test('references in data are data', async () => {
  const data = { $ref: 'data.json' };
  const schema = { default: data, example: data, examples: [data], enum: [data], const: data, 'x-a': data };
  const main = withSchema(schema);
  expect(await bundleFiles({ 'main.json': main, 'data.json': pet })).toEqual(main);
});

test('a property that is called $ref is no reference', async () => {
  const schema = { properties: { $ref: { type: 'string' } } };
  const root = await bundleFiles({ 'main.json': withSchema({ $ref: 'a.json' }), 'a.json': schema });
  expect(valueAt(root, '/components/schemas/a')).toEqual(schema);
});

test('$self stays, and references by it are local', async () => {
  const $self = 'https://api.example/openapi.json';
  const root = await bundleFiles({
    'main.json': openapi('3.2.0', {
      $self,
      paths: { '/x': ok({ $ref: `${$self}#/components/schemas/Pet` }) },
      components: { schemas: { Pet: pet } },
    }),
  });
  expect(root['$self']).toBe($self);
  expect(schemaOf(root)).toEqual({ $ref: '#/components/schemas/Pet' });
});

test('a member called __proto__ stays a member', async () => {
  const files = {
    'main.json':
      '{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"__proto__":{"$ref":"a.json#/__proto__"}}}',
    'a.json': '{"__proto__":{"get":{"__proto__":1,"responses":{}}}}',
  };
  const root = bundleDocument(await loadFiles(files));
  expect(JSON.stringify(root['paths'])).toBe('{"__proto__":{"get":{"__proto__":1,"responses":{}}}}');
});

test('the comparison of documents sees a difference behind a reference', async () => {
  const file = (type: string) => ({
    'main.json': withSchema({ items: { $ref: 'a.json' } }),
    'a.json': { type },
  });
  const [a, b] = await Promise.all([loadFiles(file('string')), loadFiles(file('number'))]);
  expect(differences(a, a)).toEqual([]);
  expect(differences(a, b)).toHaveLength(1);
});
test('what stands below an unknown member of the root moves where there are several files', async () => {
  const root = await bundleFiles({
    'main.json': withSchema(
      { $ref: '#/x-shared/Pet' },
      { 'x-shared': { Pet: { items: { $ref: 'pet.json' } } } },
    ),
    'pet.json': pet,
  });
  expect(schemaOf(root)).toEqual({ $ref: '#/components/schemas/x-shared_Pet' });
  expect(valueAt(root, '/components/schemas/x-shared_Pet')).toEqual({
    items: { $ref: '#/components/schemas/pet' },
  });
});

test('members without a value, as a program may hand them in, are kept', async () => {
  const main = withSchema(
    { title: undefined, allOf: [{ title: undefined }] },
    { 'x-a': undefined, tags: [undefined] },
  );
  const document = await loadDocument(main);
  expect(JSON.stringify(bundleDocument(document))).toBe(JSON.stringify(main));
});

test('a document that has become circular is refused', async () => {
  const document = await loadFiles({ 'main.json': withSchema({}) });
  (document.root.value as { info: object }).info = { title: document.root.value };
  expect(() => bundleDocument(document)).toThrow(
    /^Failed to bundle main\.json: it is nested too deep or in a circle\. /,
  );
});
