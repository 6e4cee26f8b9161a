import { expect, test } from 'vitest';
import { createGenerator } from '../../src/generation/index.ts';
import { createSchemaScope, type Direction, prepareValidation } from '../../src/schema/index.ts';

const uri = 'https://direction.test/';
const text = { type: 'string' };
const whole = { type: 'integer' };

const components = {
  schemas: {
    Base: {
      type: 'object',
      required: ['id', 'password'],
      properties: { id: { ...whole, readOnly: true }, password: { ...text, writeOnly: true } },
    },
    Derived: {
      allOf: [
        { $ref: '#/components/schemas/Base' },
        {
          type: 'object',
          required: ['name', 'created', 'token'],
          properties: {
            name: text,
            created: { ...text, readOnly: true },
            token: { $ref: '#/components/schemas/Token' },
          },
        },
      ],
    },
    Token: { type: 'string', writeOnly: true },
    Nested: {
      type: 'object',
      required: ['owner'],
      properties: {
        owner: { $ref: '#/components/schemas/Derived' },
        all: { type: 'array', items: { $ref: '#/components/schemas/Derived' }, minItems: 2 },
      },
    },
    Cat: { type: 'object', required: ['kind', 'lives'], properties: { kind: text, lives: whole } },
    Dog: {
      type: 'object',
      required: ['kind', 'barks'],
      properties: { kind: text, barks: { type: 'boolean' } },
    },
    Plain: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'kind' },
    },
    Mapped: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: {
        propertyName: 'kind',
        mapping: { meow: '#/components/schemas/Cat', woof: '#/components/schemas/Dog' },
      },
    },
    Defaulted: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: {
        propertyName: 'kind',
        mapping: { meow: '#/components/schemas/Cat' },
        defaultMapping: '#/components/schemas/Dog',
      },
    },
    Pet: {
      type: 'object',
      required: ['petType'],
      properties: { petType: text },
      discriminator: { propertyName: 'petType', mapping: { lizard: '#/components/schemas/Lizard' } },
    },
    Lizard: {
      allOf: [
        { $ref: '#/components/schemas/Pet' },
        { type: 'object', required: ['lovesRocks'], properties: { lovesRocks: { type: 'boolean' } } },
      ],
    },
  },
};

async function values(name: string, direction: Direction): Promise<Array<Record<string, unknown>>> {
  const generator = await createGenerator({ seed: 'direction' });
  await prepareValidation();
  const scope = createSchemaScope();
  scope.addResource({ uri, root: { components }, dialect: '2020-12' });
  const value = components.schemas[name as 'Base'];
  const schema = scope.schema({ value, uri, pointer: `/components/schemas/${name}` }, direction);
  return Array.from(
    { length: 20 },
    (_, key) => generator.generate(schema, { key: String(key) }) as Record<string, unknown>,
  );
}

const directions: Array<[string, Direction, string[], string[]]> = [
  ['Base', 'response', ['id'], ['password']],
  ['Base', 'request', ['password'], ['id']],
  ['Base', 'any', ['id', 'password'], []],
  ['Derived', 'response', ['id', 'name', 'created'], ['password', 'token']],
  ['Derived', 'request', ['name', 'password', 'token'], ['id', 'created']],
];

test.each(directions)('a %s of a %s has %o and not %o', async (name, direction, present, absent) => {
  for (const value of await values(name, direction)) {
    expect(Object.keys(value)).toEqual(expect.arrayContaining(present));
    expect(Object.keys(value).filter((member) => absent.includes(member))).toEqual([]);
  }
});

test.each<[Direction, string[]]>([
  ['response', ['password', 'token']],
  ['request', ['id', 'created']],
])('what is nested in a %s has none of %o either', async (direction, absent) => {
  for (const value of await values('Nested', direction)) {
    for (const inner of [value['owner'], ...((value['all'] as unknown[]) ?? [])])
      expect(Object.keys(inner as object).filter((member) => absent.includes(member))).toEqual([]);
  }
});

const kinds: Array<[string, string, string]> = [
  ['Plain', 'Cat', 'Dog'],
  ['Mapped', 'meow', 'woof'],
  ['Defaulted', 'meow', 'Dog'],
];

test.each(kinds)('the discriminator of %s tells a cat by %s and a dog by %s', async (name, cat, dog) => {
  const made = await values(name, 'response');
  for (const value of made) expect(value['kind']).toBe(Object.hasOwn(value, 'lives') ? cat : dog);
  expect(new Set(made.map(({ kind }) => kind)).size).toBe(2);
});

test('a derived schema carries its name in the discriminator of its base', async () => {
  for (const { petType } of await values('Lizard', 'response')) expect(petType).toBe('lizard');
});

test('a base that is asked for by itself is one of its kinds', async () => {
  for (const value of await values('Pet', 'response')) {
    expect(value['petType']).toBe('lizard');
    expect(value).toHaveProperty('lovesRocks');
  }
});
