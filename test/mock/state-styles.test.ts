import { expect, test } from 'vitest';
import { createMock, type MockOptions } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { type Send, sender } from './state-shop.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };
const flag = { type: 'boolean' };
const objectOf = (properties: object, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});
const arrayOf = (items: object) => ({ type: 'array', items });

interface Said {
  readonly query?: Readonly<Record<string, object>>;
  readonly send?: object;
  readonly show?: object;
  readonly status?: number;
  readonly id?: object;
}

/** A mock of operations in short; `{id}` is a whole number unless `id` says else. */
async function styled(operations: Readonly<Record<string, Said>>, options?: MockOptions): Promise<Send> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, { query = {}, send, show, status, id = whole }] of Object.entries(operations)) {
    const [method = '', path = ''] = name.split(' ');
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string);
    const content = (schema: object) => ({ content: { 'application/json': { schema } } });
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      parameters: [
        ...names.map((each) => ({ in: 'path', name: each, required: true, schema: id })),
        ...Object.entries(query).map(([each, schema]) => ({ in: 'query', name: each, schema })),
      ],
      ...(send === undefined ? {} : { requestBody: { required: true, ...content(send) } }),
      responses: {
        [status ?? (show === undefined ? 204 : 200)]: {
          description: '',
          ...(show === undefined ? {} : content(show)),
        },
        404: { description: '' },
      },
    };
  }
  const api = await loadApi(
    JSON.parse(JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths })),
  );
  return sender(createMock(api, options));
}

test('PATCH and PUT change what stands in an envelope of their own', async () => {
  const Post = objectOf({ id: { ...whole, readOnly: true }, title: text, body: text }, ['id', 'title']);
  const send = await styled({
    'GET /posts': { show: arrayOf(Post) },
    'POST /posts': {
      send: objectOf({ post: objectOf({ title: text, body: text }) }),
      show: Post,
      status: 201,
    },
    'GET /posts/{id}': { show: Post },
    'PATCH /posts/{id}': { send: objectOf({ post: objectOf({ title: text }, []) }), show: Post },
    'PUT /posts/{id}': {
      send: objectOf({ post: objectOf({ title: text, body: text }, ['title']) }),
      show: Post,
    },
  });
  const { id } = (await send('POST', '/posts', { post: { title: 'a', body: 'b' } })).body;
  await send('PATCH', `/posts/${id}`, { post: { title: 'c' } });
  expect((await send('GET', `/posts/${id}`)).body).toMatchObject({ title: 'c', body: 'b' });
  await send('PUT', `/posts/${id}`, { post: { title: 'd' } });
  expect((await send('GET', `/posts/${id}`)).body).toEqual({ id, title: 'd' });
});

const Product = objectOf({ id: whole, name: text, price: { type: 'number' } });

test('pages of Spring begin at 0, say whether they are the last, and are sorted by `price,desc`', async () => {
  const send = await styled({
    'GET /products': {
      query: { page: whole, size: whole, sort: arrayOf(text) },
      show: objectOf({
        content: arrayOf(Product),
        pageable: { type: 'object' },
        totalElements: whole,
        totalPages: whole,
        number: whole,
        size: whole,
        first: flag,
        last: flag,
        empty: flag,
      }),
    },
    'GET /products/{id}': { show: Product },
  });
  const { content, ...around } = (await send('GET', '/products?page=2&size=5&sort=price,desc')).body;
  expect(content).toHaveLength(2);
  expect(around).toMatchObject({
    number: 2,
    size: 5,
    totalElements: 12,
    first: false,
    last: true,
    empty: false,
  });
  const { body } = await send('GET', '/products?page=0&size=12&sort=price,desc');
  const prices = body.content.map(({ price }: { price: number }) => price);
  expect(prices).toEqual([...prices].sort((a, b) => b - a));
  expect(body).toMatchObject({ first: true, last: true });
});

const linkage = (type: string) => objectOf({ data: objectOf({ type: { const: type }, id: text }) });
const Article = objectOf({
  type: { const: 'articles' },
  id: text,
  attributes: objectOf({ title: text }),
  relationships: objectOf({ author: linkage('people') }),
});
const Person = objectOf({ type: { const: 'people' }, id: text, attributes: objectOf({ name: text }) });

test('relationships of JSON:API name things that are there, and attributes are what is sorted by', async () => {
  const send = await styled({
    'GET /articles': { query: { sort: text }, show: objectOf({ data: arrayOf(Article) }) },
    'GET /articles/{id}': { show: objectOf({ data: Article }), id: text },
    'GET /people': { show: objectOf({ data: arrayOf(Person) }) },
    'GET /people/{id}': { show: objectOf({ data: Person }), id: text },
  });
  const { data } = (await send('GET', '/articles?sort=-title')).body;
  const titles = data.map((each: { attributes: { title: string } }) => each.attributes.title);
  expect(titles).toEqual([...titles].sort().reverse());
  const people = (await send('GET', '/people')).body.data.map(({ id }: { id: string }) => id);
  for (const { relationships } of data) expect(people).toContain(relationships.author.data.id);
});

const Task = objectOf({ id: whole, title: text, done: flag });
const tasks: Record<string, Said> = {
  'GET /tasks': { show: arrayOf(Task) },
  'GET /tasks/{id}': { show: Task },
  'POST /tasks/bulk': {
    send: arrayOf(objectOf({ title: text, done: flag }, ['title'])),
    show: arrayOf(Task),
    status: 201,
  },
  'PATCH /tasks/bulk': { send: objectOf({ ids: arrayOf(whole), done: flag }) },
  'PUT /tasks': { send: arrayOf(Task), show: arrayOf(Task) },
};

test('several are made at once and shown as they were made', async () => {
  const send = await styled(tasks);
  const made = await send('POST', '/tasks/bulk', [{ title: 'a' }, { title: 'b' }]);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject([{ title: 'a' }, { title: 'b' }]);
  expect((await send('GET', `/tasks/${made.body[1].id}`)).body).toEqual(made.body[1]);
});

test('several are changed at once, by their keys and by themselves', async () => {
  const send = await styled(tasks);
  const [first, second] = (await send('GET', '/tasks')).body;
  const done = !first.done;
  await send('PATCH', '/tasks/bulk', { ids: [first.id], done });
  expect((await send('GET', `/tasks/${first.id}`)).body).toEqual({ ...first, done });
  const changed = await send('PUT', '/tasks', [{ ...second, title: 'other' }]);
  expect(changed.body).toEqual([{ ...second, title: 'other' }]);
  expect((await send('GET', `/tasks/${second.id}`)).body.title).toBe('other');
});

test('of several that are to change, one that is not there keeps all as they are', async () => {
  const send = await styled(tasks);
  const [first] = (await send('GET', '/tasks')).body;
  const answer = await send('PUT', '/tasks', [
    { ...first, title: 'other' },
    { id: 4711, title: 'x', done: true },
  ]);
  expect(answer.status).toBe(404);
  expect((await send('GET', `/tasks/${first.id}`)).body).toEqual(first);
});

test('what the user says of a key is what paths name', async () => {
  const User = objectOf({ id: whole, handle: text });
  const operations: Record<string, Said> = {
    'GET /users': { show: arrayOf(User) },
    'POST /users': { send: objectOf({ handle: text }), show: User, status: 201 },
    'GET /users/{id}': { show: User, id: text },
  };
  const send = await styled(operations, { resources: { '/users': { key: 'handle' } } });
  await send('POST', '/users', { handle: 'ada' });
  expect((await send('GET', '/users/ada')).body).toMatchObject({ handle: 'ada' });
  const off = await styled(operations, { resources: { '/users': false } });
  await off('POST', '/users', { handle: 'ada' });
  expect((await off('GET', '/users')).body).not.toContainEqual(expect.objectContaining({ handle: 'ada' }));
});

test('a correction of what is not there is refused', async () => {
  const send = await styled({ 'GET /users': { show: arrayOf(Task) } }, { resources: { '/people': false } });
  expect((await send('GET', '/users')).status).toBe(500);
});
