import { expect, test } from 'vitest';
import { answering, get, mockOf, pathParameter } from './mock-of.ts';

const whole = { type: 'integer' };
const text = { type: 'string' };
const user = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: whole, name: text, secret: { type: 'string', writeOnly: true } },
};
const dynamic = { headers: { prefer: 'dynamic=true' } };

interface Case {
  readonly title: string;
  readonly schema: object;
  readonly media?: object;
  readonly init?: RequestInit;
  readonly expected: unknown;
}

const served: Case[] = [
  {
    title: 'a valid example of the media type',
    schema: user,
    media: { example: { id: 1, name: 'Ada' } },
    expected: { id: 1, name: 'Ada' },
  },
  {
    title: 'the first named example',
    schema: user,
    media: { examples: { a: { value: { id: 1, name: 'A' } }, b: { value: { id: 2, name: 'B' } } } },
    expected: { id: 1, name: 'A' },
  },
  {
    title: 'the first named example that is valid',
    schema: user,
    media: { examples: { a: { value: { id: 'x' } }, b: { value: { id: 2, name: 'B' } } } },
    expected: { id: 2, name: 'B' },
  },
  {
    title: 'the example of the schema',
    schema: { ...user, example: { id: 5, name: 'E' } },
    expected: { id: 5, name: 'E' },
  },
  {
    title: 'the first valid one of the examples of the schema',
    schema: { ...user, examples: [{ id: 'x' }, { id: 6, name: 'F' }] },
    expected: { id: 6, name: 'F' },
  },
  {
    title: 'the default of the schema',
    schema: { ...user, default: { id: 7, name: 'D' } },
    expected: { id: 7, name: 'D' },
  },
  {
    title: "the media type's before the schema's",
    schema: { ...user, example: { id: 5, name: 'E' } },
    media: { example: { id: 1, name: 'Ada' } },
    expected: { id: 1, name: 'Ada' },
  },
  {
    title: 'an example without what is write-only',
    schema: user,
    media: { example: { id: 1, name: 'Ada', secret: 'x' } },
    expected: { id: 1, name: 'Ada' },
  },
  {
    title: 'a named example that is asked for, though it is invalid',
    schema: user,
    media: { examples: { bad: { value: { id: 'x' } } } },
    init: { headers: { prefer: 'example=bad' } },
    expected: { id: 'x' },
  },
  {
    title: 'an example that is null where null is valid',
    schema: { type: ['object', 'null'] },
    media: { example: null },
    expected: null,
  },
  {
    title: 'an example that is false',
    schema: { type: 'boolean' },
    media: { example: false },
    expected: false,
  },
];

test.each(served)('served: $title', async ({ schema, media, init, expected }) => {
  const mock = await mockOf({ paths: { '/x': { get: answering(schema, media) } } });
  expect(await get(mock, '/x', init)).toEqual(expected);
});

const generated: Case[] = [
  {
    title: 'instead of an invalid example',
    schema: user,
    media: { example: { id: 'x' } },
    expected: { id: 'x' },
  },
  {
    title: 'instead of invalid named examples',
    schema: user,
    media: { examples: { a: { value: {} }, b: { value: 5 } } },
    expected: {},
  },
  {
    title: 'where it is asked for',
    schema: user,
    media: { example: { id: 1, name: 'Ada' } },
    init: dynamic,
    expected: { id: 1, name: 'Ada' },
  },
  {
    title: "instead of the schema's example where it is asked for",
    schema: { ...user, example: { id: 1, name: 'Ada' } },
    init: dynamic,
    expected: { id: 1, name: 'Ada' },
  },
  {
    title: 'instead of an invalid example of the schema',
    schema: { ...user, example: { id: 1 } },
    expected: { id: 1 },
  },
  { title: 'instead of an invalid default', schema: { ...user, default: 'none' }, expected: 'none' },
];

test.each(generated)('generated: $title', async ({ schema, media, init, expected }) => {
  const mock = await mockOf({ paths: { '/x': { get: answering(schema, media) } } });
  const value = await get(mock, '/x', init);
  expect(value).not.toEqual(expected);
  expect(value).toEqual({ id: expect.any(Number), name: expect.stringMatching(/./) });
});

test('--dynamic generates always, and a request may ask for examples again', async () => {
  const example = { id: 1, name: 'Ada' };
  const mock = await mockOf({ paths: { '/x': { get: answering(user, { example }) } } }, { dynamic: true });
  expect(await get(mock, '/x')).not.toEqual(example);
  expect(await get(mock, '/x', { headers: { prefer: 'dynamic=false' } })).toEqual(example);
});

test('an example of one entity carries the key that is asked for', async () => {
  const mock = await mockOf({
    paths: {
      '/users': { get: answering({ type: 'array', items: user }) },
      '/users/{id}': {
        parameters: [pathParameter('id', whole)],
        get: answering(user, { example: { id: 1, name: 'Ada' } }),
      },
    },
  });
  expect(await get(mock, '/users/1')).toEqual({ id: 1, name: 'Ada' });
  expect(await get(mock, '/users/9')).toMatchObject({ id: 9 });
});

test('an example keeps its numeric key where the path names something else', async () => {
  const number = { type: 'object', required: ['id'], properties: { id: { type: 'number' } } };
  const mock = await mockOf({
    paths: {
      '/users/{name}': {
        parameters: [pathParameter('name', text)],
        get: answering(number, { example: { id: 1 } }),
      },
    },
  });
  expect(await get(mock, '/users/ada')).toEqual({ id: 1 });
});

test('examples of properties are used, and items of a list do not all repeat them', async () => {
  const item = {
    type: 'object',
    required: ['id', 'name', 'city'],
    properties: {
      id: { type: 'integer', example: 10 },
      name: { type: 'string', example: 'Doggo' },
      city: { type: 'string', examples: ['Oslo', 'Rome', 'Lima'] },
    },
  };
  const mock = await mockOf({
    paths: { '/pets': { get: answering({ type: 'array', items: item, minItems: 12 }) } },
  });
  const pets = (await get(mock, '/pets')) as Array<{ id: number; name: string; city: string }>;
  expect(new Set(pets.map(({ id }) => id)).size).toBe(pets.length);
  expect(pets.map(({ name }) => name)).toContain('Doggo');
  expect(new Set(pets.map(({ name }) => name)).size).toBeGreaterThan(3);
  for (const { city } of pets) expect(['Oslo', 'Rome', 'Lima']).toContain(city);
});

test('invalid examples of properties are not used', async () => {
  const schema = {
    type: 'object',
    required: ['age', 'mail'],
    properties: {
      age: { type: 'integer', example: '7' },
      mail: { type: 'string', format: 'email', example: 'nobody' },
    },
  };
  const mock = await mockOf({ paths: { '/x': { get: answering(schema) } } });
  expect(await get(mock, '/x')).toEqual({ age: expect.any(Number), mail: expect.stringContaining('@') });
});
