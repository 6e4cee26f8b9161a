import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, jsonLines, standin } from './command-line.ts';

const user = `{ type: object, required: [id, login], properties: { id: { type: integer, readOnly: true }, login: { type: string } } }`;
const users = `openapi: 3.1.0
info: { title: Users, version: "1" }
paths:
  /users:
    get:
      operationId: listUsers
      parameters: [{ name: login, in: query, schema: { type: string } }]
      responses: { 200: { description: d, content: { application/json: { schema: { type: array, items: ${user} } } } } }
    post:
      operationId: createUser
      requestBody: { content: { application/json: { schema: ${user} } } }
      responses: { 201: { description: d, content: { application/json: { schema: ${user} } } } }
  /users/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get:
      operationId: getUser
      responses: { 200: { description: d, content: { application/json: { schema: ${user} } } } }
  /login:
    post:
      operationId: login
      responses: { 204: { description: d } }
`;

let folder: Folder;

beforeAll(async () => {
  folder = await Folder.create({
    'users.yaml': users,
    'login.yaml': 'resources: { /users: { key: login } }',
    'unknown.yaml': 'resources: { /user: false }',
    'state.yaml': 'state: true',
  });
});
afterAll(() => folder.remove());

test('check --state prints an operation a line, with what it is, where nobody reads along', async () => {
  const { code, out, err } = await standin(['check', '--state', folder.file('users.yaml')]);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    '/users\tlist\tGET /users\tfilters login\tGET of the collection',
    '/users\tcreate\tPOST /users\t\tPOST to the collection',
    '/users\tread\tGET /users/{id}\t\tGET of an item',
    '',
  ]);
  expect(err).toBe('1 collection, 0 single things: 3 of 4 operations have a part in them.\n');
});

test('check --state says on a terminal what the key is, and why', async () => {
  const { out } = await standin(['check', '--state', folder.file('users.yaml')], {
    columns: 120,
    env: { NO_COLOR: '1' },
  });
  expect(out).toContain('/users');
  expect(out).toContain('key id (integer)');
  expect(out).toContain(
    'because GET /users lists them; POST /users makes one; GET /users/{id} shows one; its key is id: {id} is a member of that name',
  );
});

test('check --state --json holds collections, single things and the part of every operation', async () => {
  const { out } = await standin(['check', '--state', '--json', folder.file('users.yaml')]);
  const [{ collections, singletons, roles }] = jsonLines(out) as [
    {
      collections: Array<{ id: string; operations: string[] }>;
      singletons: unknown[];
      roles: Array<{ operation: string; kind: string | null }>;
    },
  ];
  expect(collections.map(({ id, operations }) => ({ id, operations }))).toEqual([
    { id: '/users', operations: ['listUsers', 'createUser', 'getUser'] },
  ]);
  expect(singletons).toEqual([]);
  expect(roles.map(({ operation, kind }) => `${operation} ${kind}`)).toEqual([
    'listUsers list',
    'createUser create',
    'getUser read',
    'login null',
  ]);
});

test('the configuration corrects what is inferred', async () => {
  const file = folder.file('users.yaml');
  const { out } = await standin(['check', '--state', '--json', '--config', folder.file('login.yaml'), file]);
  const [{ collections }] = jsonLines(out) as [{ collections: Array<{ keys: Array<{ pointer: string }> }> }];
  expect(collections[0]?.keys.map(({ pointer }) => pointer)).toEqual(['/login']);
});

test('a correction of an unknown path is an error that names the nearest', async () => {
  const file = folder.file('users.yaml');
  const { code, err } = await standin(['check', '--state', '--config', folder.file('unknown.yaml'), file]);
  expect(code).toBe(2);
  expect(err).toContain('the description has no path of that name. Did you mean "/users"?');
});

test('that a configuration turns the state of the mock on does not change what check does', async () => {
  const { out } = await standin(['check', '--config', folder.file('state.yaml'), folder.file('users.yaml')]);
  expect(out).not.toContain('GET of the collection');
});
