import { expect, test } from 'vitest';
import { answering, get, mockOf, pathParameter } from './mock-of.ts';

type Entity = Record<string, unknown>;

const text = { type: 'string' };
const whole = { type: 'integer' };

function entity(key: string, schema: object): object {
  return {
    type: 'object',
    required: [key, 'name', 'email'],
    properties: {
      [key]: schema,
      name: text,
      email: { type: 'string', format: 'email' },
      created_at: { type: 'string', format: 'date-time' },
    },
  };
}

interface Kind {
  readonly title: string;
  readonly list: string;
  readonly template: string;
  readonly parameter: string;
  readonly key: string;
  readonly keySchema: object;
  /** From the list's body to the entities. */
  readonly wrap: (items: object) => object;
  readonly unwrap: (body: never) => Entity[];
}

const plain = { wrap: (items: object) => items, unwrap: (body: Entity[]) => body } as const;

const kinds: Kind[] = [
  {
    title: 'integers',
    list: '/users',
    template: '/users/{id}',
    parameter: 'id',
    key: 'id',
    keySchema: whole,
    ...plain,
  },
  {
    title: 'integers under another parameter name',
    list: '/users',
    template: '/users/{userId}',
    parameter: 'userId',
    key: 'id',
    keySchema: whole,
    ...plain,
  },
  {
    title: 'integers from a least one on',
    list: '/users',
    template: '/users/{id}',
    parameter: 'id',
    key: 'id',
    keySchema: { type: 'integer', minimum: 1000 },
    ...plain,
  },
  {
    title: 'UUIDs',
    list: '/things',
    template: '/things/{uuid}',
    parameter: 'uuid',
    key: 'uuid',
    keySchema: { type: 'string', format: 'uuid' },
    ...plain,
  },
  {
    title: 'free text',
    list: '/things',
    template: '/things/{thing_id}',
    parameter: 'thing_id',
    key: 'id',
    keySchema: text,
    ...plain,
  },
  {
    title: 'slugs by a pattern',
    list: '/posts',
    template: '/posts/{slug}',
    parameter: 'slug',
    key: 'slug',
    keySchema: { type: 'string', pattern: '^[a-z]+(-[a-z]+)*$' },
    ...plain,
  },
  {
    title: 'primary keys with slashes at the end',
    list: '/posts/',
    template: '/posts/{id}/',
    parameter: 'id',
    key: 'pk',
    keySchema: whole,
    ...plain,
  },
  {
    title: 'an envelope called data',
    list: '/users',
    template: '/users/{id}',
    parameter: 'id',
    key: 'id',
    keySchema: whole,
    wrap: (items) => ({ type: 'object', required: ['data'], properties: { data: items, total: whole } }),
    unwrap: ({ data }: { data: Entity[] }) => data,
  },
  {
    title: 'an envelope with a page around it',
    list: '/users',
    template: '/users/{id}',
    parameter: 'id',
    key: 'id',
    keySchema: { type: 'string', format: 'uuid' },
    wrap: (items) => ({
      type: 'object',
      required: ['results', 'pagination'],
      properties: { pagination: { type: 'object', properties: { count: whole } }, results: items },
    }),
    unwrap: ({ results }: { results: Entity[] }) => results,
  },
  {
    title: 'below another entity',
    list: '/teams/5/members',
    template: '/teams/{team}/members/{id}',
    parameter: 'id',
    key: 'id',
    keySchema: whole,
    ...plain,
  },
];

function description({ list, template, parameter, key, keySchema, wrap }: Kind): object {
  const collection = template.replace(/\/\{[^{}]+\}\/?$/, '') + (list.endsWith('/') ? '/' : '');
  const outer = template.includes('{team}') ? [pathParameter('team', whole)] : [];
  return {
    components: { schemas: { Thing: entity(key, keySchema) } },
    paths: {
      [collection]: {
        parameters: outer,
        get: answering(wrap({ type: 'array', items: { $ref: '#/components/schemas/Thing' } })),
      },
      [template]: {
        parameters: [...outer, pathParameter(parameter, keySchema)],
        get: answering({ $ref: '#/components/schemas/Thing' }),
      },
    },
  };
}

test.each(kinds)('each item of a list is what its own path shows: $title', async (kind) => {
  const mock = await mockOf(description(kind));
  const items = kind.unwrap((await get(mock, kind.list)) as never);
  expect(items.length).toBeGreaterThanOrEqual(3);
  for (const item of items) {
    const key = encodeURIComponent(String(item[kind.key]));
    const path = kind.list.endsWith('/') ? `${kind.list}${key}/` : `${kind.list}/${key}`;
    expect(await get(mock, path)).toEqual(item);
  }
  expect(new Set(items.map((item) => item[kind.key])).size).toBe(items.length);
});

test.each(kinds)('an entity that no list shows carries the key that is asked for: $title', async (kind) => {
  const mock = await mockOf(description(kind));
  const samples: unknown[] = [4711, '123e4567-e89b-42d3-a456-426614174000', 'some-slug'];
  const format = JSON.stringify(kind.keySchema);
  const wanted = format.includes('integer') ? samples[0] : format.includes('uuid') ? samples[1] : samples[2];
  const path = kind.list.endsWith('/') ? `${kind.list}${wanted}/` : `${kind.list}/${wanted}`;
  expect(await get(mock, path)).toMatchObject({ [kind.key]: wanted });
});

test('the same key in another collection is another entity', async () => {
  const mock = await mockOf(description(kinds.at(-1)!));
  const [one, other] = [await get(mock, '/teams/5/members/9'), await get(mock, '/teams/6/members/9')];
  expect(one).toMatchObject({ id: 9 });
  expect(other).toMatchObject({ id: 9 });
  expect(one).not.toEqual(other);
});

test('an item that a list shows in short agrees with its own path where they overlap', async () => {
  const mock = await mockOf({
    paths: {
      '/users': {
        get: answering({
          type: 'array',
          items: {
            type: 'object',
            required: ['id', 'name'],
            properties: { id: whole, name: text, email: { type: 'string', format: 'email' } },
          },
        }),
      },
      '/users/{id}': {
        parameters: [pathParameter('id', whole)],
        get: answering({
          type: 'object',
          required: ['id', 'name', 'email', 'bio'],
          properties: {
            id: whole,
            name: text,
            bio: text,
            email: { type: 'string', format: 'email' },
            phone: text,
          },
        }),
      },
    },
  });
  const items = (await get(mock, '/users')) as Entity[];
  for (const item of items) expect(await get(mock, `/users/${item['id']}`)).toMatchObject(item);
});

test('what is created or changed is answered as it was sent, below the key of the path', async () => {
  const body = {
    type: 'object',
    required: ['name'],
    properties: { name: text, email: { type: 'string', format: 'email' } },
  };
  const requestBody = { required: true, content: { 'application/json': { schema: body } } };
  const user = entity('id', whole);
  const mock = await mockOf({
    paths: {
      '/users': {
        post: {
          requestBody,
          responses: {
            201: {
              description: '',
              headers: { Location: { schema: text } },
              content: { 'application/json': { schema: user } },
            },
          },
        },
      },
      '/users/{id}': {
        parameters: [pathParameter('id', whole)],
        get: answering(user),
        put: { requestBody, ...answering(user) },
      },
    },
  });
  const init = (method: string) => ({
    method,
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.com' }),
    headers: { 'content-type': 'application/json' },
  });
  const created = await mock.request('/users', init('POST'));
  const made = (await created.json()) as Entity;
  expect(made).toMatchObject({ name: 'Ada', email: 'ada@example.com' });
  expect(created.headers.get('location')).toMatch(new RegExp(`/users/${made['id']}$`));
  expect(await get(mock, '/users/7', init('PUT'))).toMatchObject({
    id: 7,
    name: 'Ada',
    email: 'ada@example.com',
  });
});

test('links to itself name the path asked for', async () => {
  const user = {
    type: 'object',
    required: ['id', 'self', '_links'],
    properties: {
      id: whole,
      self: { type: 'string', format: 'uri' },
      _links: {
        type: 'object',
        required: ['self'],
        properties: {
          self: {
            type: 'object',
            required: ['href'],
            properties: { href: { type: 'string', format: 'uri' } },
          },
        },
      },
    },
  };
  const mock = await mockOf({
    paths: {
      '/users': { get: answering({ type: 'array', items: user }) },
      '/users/{id}': { parameters: [pathParameter('id', whole)], get: answering(user) },
    },
  });
  const url = 'http://api.test/users/7';
  expect(await get(mock, url)).toMatchObject({ id: 7, self: url, _links: { self: { href: url } } });
  const items = (await get(mock, 'http://api.test/users')) as Entity[];
  for (const item of items) expect(item).toMatchObject({ self: `http://api.test/users/${item['id']}` });
});
