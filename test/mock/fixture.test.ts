import { expect, test } from 'vitest';
import { memoryFolder } from '../../src/fixture/index.ts';
import type { MockOptions } from '../../src/mock/index.ts';
import { ask, description, id, json, post, read, user } from './fixture-asking.ts';
import { mockOf } from './mock-of.ts';

test('a file named after an operation answers it', async () => {
  const files = { 'getUser.yaml': '- respond: { body: { id: 7, name: Grace } }' };
  expect(await ask(files, '/users/7')).toMatchObject({ status: 200, body: { id: 7, name: 'Grace' } });
});

test('a file can hold several operations, by id and by method and path', async () => {
  const files = {
    'people.yaml': `
getUser:
  respond: { body: { id: 7, name: Grace } }
GET /note:
  - respond: { body: hello }
`,
  };
  expect((await ask(files, '/users/7')).body).toEqual({ id: 7, name: 'Grace' });
  expect(await ask(files, '/note')).toMatchObject({ body: 'hello' });
});

test('operations without a fixture are answered as ever', async () => {
  const files = { 'addUser.json': [{ respond: { body: { id: 1, name: 'x' } } }] };
  expect((await ask(files, '/users/1')).body).toEqual({ id: 1, name: 'Ada' });
});

test('a case without a match leaves the request to the next', async () => {
  const files = {
    'getUser.json': [
      { when: { path: { id: 8 } }, respond: { status: 404, body: { message: 'gone' } } },
      { when: { query: { tier: { gte: 3 } } }, respond: { body: { id: 3, name: 'Gold' } } },
    ],
  };
  expect(await ask(files, '/users/8')).toMatchObject({ status: 404, body: { message: 'gone' } });
  expect((await ask(files, '/users/3?tier=3')).body).toEqual({ id: 3, name: 'Gold' });
  expect((await ask(files, '/users/1?tier=2')).body).toEqual({ id: 1, name: 'Ada' });
});

test('times makes a sequence, in each session its own', async () => {
  const files = {
    'getUser.json': [
      { times: 2, respond: { status: 404, body: { message: 'wait' } } },
      { respond: { body: { id: 5, name: 'Done' } } },
    ],
  };
  const mock = await mockOf(description, { fixtures: memoryFolder(files) });
  const statuses = async (session: string, count: number) => {
    const got: number[] = [];
    for (let i = 0; i < count; i++)
      got.push((await mock.request('/users/5', { headers: { 'standin-session': session } })).status);
    return got;
  };
  expect(await statuses('a', 3)).toEqual([404, 404, 200]);
  expect(await statuses('b', 1)).toEqual([404]);
});

test('templates show the request, in the type that the schema wants', async () => {
  const files = {
    'addUser.yaml': `
- respond:
    headers: { location: "/users/{{ request.body.id }}", x-who: "{{request.headers.x-name | upcase}}" }
    body: { id: "{{request.body.id}}", name: "{{ request.body.count }}" }
`,
  };
  const { body, headers } = await ask(files, '/users', post({ id: '41', count: 3 }, { 'x-name': 'ann' }));
  expect(body).toEqual({ id: 41, name: '3' });
  expect(headers.get('location')).toBe('/users/41');
  expect(headers.get('x-who')).toBe('ANN');
});

test.each([
  ['{{ request.constructor.name }}', ''],
  ['{{ request.body.__proto__.x }}!', '!'],
  ['{{ request.body.toString }}!', '!'],
  ['{{ "now" | date: "%Y" }}', '2026'],
  ['{% for i in (1..3) %}{{ i }}{% endfor %}', '123'],
])('a template reaches data alone: %s', async (name, shown) => {
  const files = { 'addUser.json': [{ respond: { body: { id: 1, name } } }] };
  const { body } = await ask(files, '/users', post({}));
  const expected = shown === '' ? { status: 500 } : { name: shown };
  expect(body).toMatchObject(expected);
});

test('an example and a generated value can be asked for, with members set', async () => {
  const files = {
    'getUser.json': [
      { when: { path: { id: 2 } }, respond: { example: 'bob' } },
      { respond: { generate: { name: 'Set', id: '{{request.path.id}}' } } },
    ],
  };
  expect((await ask(files, '/users/2')).body).toEqual({ id: 2, name: 'Bob' });
  expect((await ask(files, '/users/9')).body).toMatchObject({ id: 9, name: 'Set' });
});

test('a body may lie in a file', async () => {
  const files = {
    'getUser.json': [{ respond: { bodyFile: 'grace.json' } }],
    'notes.yaml': 'GET /note: [{ respond: { bodyFile: note.txt } }]',
    'files/grace.json': { id: 7, name: 'Grace' },
    'files/note.txt': 'from a file',
  };
  expect((await ask(files, '/users/7')).body).toEqual({ id: 7, name: 'Grace' });
  expect((await ask(files, '/note')).body).toBe('from a file');
});

test.each([
  [{ respond: { body: { id: 'seven' } } }, /fixtures\/getUser\.json:\d+.*breaks its schema/],
  [{ respond: { body: { id: '{{request.query.none}}', name: 'x' } } }, /case 1 of getUser/],
  [{ respnd: {} }, /Did you mean respond\?/],
  [{ when: { query: { a: '/(?=x)/' } }, respond: {} }, /no regular expression/],
  [{ when: { body: { '$.a[': 1 } }, respond: {} }, /no JSONPath/],
  [{ respond: { body: { name: '{{ x | nope }}' } } }, /undefined filter/],
  [{ respond: { bodyFile: '../secret.json' } }, /There is no file/],
])('a fixture that cannot be used is told: %j', async (fixture, detail) => {
  const { status, body } = await ask({ 'getUser.json': [fixture] }, '/users/1');
  expect(status).toBe(500);
  expect((body as { detail: string }).detail).toMatch(detail);
});

test('a scenario lies over the other fixtures', async () => {
  const files = {
    'getUser.json': [{ respond: { body: { id: 1, name: 'Base' } } }],
    'empty/getUser.json': [
      { when: { path: { id: 1 } }, respond: { status: 404, body: { message: 'none' } } },
    ],
  };
  const headers = (name: string, value: string) => ({ headers: { [name]: value } });
  expect((await ask(files, '/users/1')).status).toBe(200);
  expect((await ask(files, '/users/1', headers('prefer', 'scenario=empty'))).status).toBe(404);
  expect((await ask(files, '/users/1', headers('standin-session', 'empty/ann'))).status).toBe(404);
  expect((await ask(files, '/users/1', { options: { scenario: 'empty' } })).status).toBe(404);
  expect((await ask(files, '/users/2', { options: { scenario: 'empty' } })).body).toEqual({
    id: 1,
    name: 'Base',
  });
  expect((await ask(files, '/users/1', headers('prefer', 'scenario=emtpy'))).body).toMatchObject({
    message: expect.anything(),
  });
  expect((await ask(files, '/users/1', { options: { scenario: 'emtpy' } })).body).toMatchObject({
    detail: expect.stringContaining('Did you mean empty?'),
  });
});

test("what is asked for by status or example is the description's", async () => {
  const files = { 'getUser.json': [{ respond: { body: { id: 1, name: 'Base' } } }] };
  expect((await ask(files, '/users/1', { headers: { prefer: 'example=bob' } })).body).toEqual({
    id: 2,
    name: 'Bob',
  });
  expect((await ask(files, '/users/1', { headers: { prefer: 'code=404' } })).status).toBe(404);
});

test('a case without a response hands a fault to whoever answers', async () => {
  const files = { 'getUser.json': [{ when: { path: { id: 1 } }, fault: 'empty' }] };
  expect(await ask(files, '/users/1')).toMatchObject({ status: 200, body: '' });
  expect((await ask(files, '/users/2')).body).toMatchObject({ id: 2 });
});

test('a case may answer requests that break the description', async () => {
  const files = {
    'getUser.json': [
      {
        when: { violations: { location: 'path' } },
        respond: { status: 404, body: { message: 'no {{request.path.id}}' } },
      },
      { respond: { body: { id: 1, name: 'Good' } } },
    ],
  };
  expect(await ask(files, '/users/x')).toMatchObject({ status: 404, body: { message: 'no x' } });
  expect((await ask(files, '/users/1')).body).toEqual({ id: 1, name: 'Good' });
  expect((await ask(files, '/users/1?tier=x')).status).toBeGreaterThanOrEqual(400);
});

test('collections begin with the seeds of the scenario', async () => {
  const shown = (schema: object) => ({ description: 'x', content: json(schema) });
  const list = { operationId: 'list', responses: { 200: shown({ type: 'array', items: user }) } };
  const add = {
    operationId: 'add',
    requestBody: { content: json(user) },
    responses: { 201: shown(user) },
  };
  const get = {
    operationId: 'get',
    parameters: [id],
    responses: { 200: shown(user), 404: { description: 'None' } },
  };
  const paths = { '/people': { get: list, post: add }, '/people/{id}': { get } };
  const fixtures = memoryFolder({
    'state/people.yaml': 'only: true\nentities: [{ id: 1, name: Ada }]',
    'full/state/people.yaml': 'only: true\nentities: [{ id: 2, name: Bob }, { id: 3, name: Cy }]',
  });
  const names = async (options: MockOptions, session = '') => {
    const mock = await mockOf({ paths }, { state: true, fixtures, ...options });
    const headers = { 'standin-session': session };
    const { body } = await read(await mock.request('/people', { headers }));
    return (body as Array<{ name: string }>).map(({ name }) => name);
  };
  expect(await names({})).toEqual(['Ada']);
  expect(await names({ scenario: 'full' })).toEqual(['Bob', 'Cy']);
  expect(await names({}, 'full/ann')).toEqual(['Bob', 'Cy']);
  expect(await names({}, 'other')).toEqual(['Ada']);
});
