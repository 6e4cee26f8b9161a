import { expect, test } from 'vitest';
import { accepts, bundleFiles, openapi, withMain } from './bundle-harness.ts';
import { valueAt } from './upgrade-harness.ts';

const schemas = (root: unknown) => valueAt(root, '/components/schemas') as Record<string, unknown>;

test.each([
  ['2020-12', 'https://json-schema.org/draft/2020-12/schema', '3.1.0', '3.1.0'],
  ['draft-07', 'http://json-schema.org/draft-07/schema#', '3.1.0', '3.1.0'],
  ['draft-07', 'http://json-schema.org/draft-07/schema#', '3.0.3', '3.1.1'],
  ['draft-04', 'http://json-schema.org/draft-04/schema#', '3.0.3', '3.1.1'],
])(
  'a schema in %s keeps its $schema (%s) in %s, which becomes %s',
  async (_dialect, $schema, version, written) => {
    const files = {
      'main.json': withMain({ type: 'array', items: { $ref: 'a.json#/definitions/tuple' } }, version),
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

test('a schema that is in the dialect of the document needs no $schema', async () => {
  const $schema = 'https://json-schema.org/draft/2020-12/schema';
  const root = await bundleFiles({
    'main.json': withMain({ anyOf: [{ $ref: 'a.json' }, { $ref: 'b.json' }] }),
    'a.json': { $schema, type: 'string' },
    'b.json': { $schema, $id: 'https://schemas.example/b', type: 'number' },
  });
  expect(schemas(root)).toMatchObject({ a: { type: 'string' }, b: { $schema, type: 'number' } });
  expect(schemas(root)['a']).not.toHaveProperty('$schema');
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
    'main.json': withMain({ $ref: 'old.json#/components/schemas/Old' }),
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

test('names that a URI spells differently are still the same names', async () => {
  const main = openapi('3.1.0', {
    components: {
      schemas: {
        A: { oneOf: [{ $ref: '#/components/schemas/Ä%20~1b' }], discriminator: { propertyName: 't' } },
        'Ä /b': {},
      },
    },
  });
  expect(await bundleFiles({ 'main.json': main })).toEqual(main);
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
