import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandLine, Folder, jsonLines, standin } from './command-line.ts';

let folder: Folder;

function described(title: string, ...paths: string[]): object {
  const get = {
    responses: { 200: { description: '', content: { 'application/json': { schema: { const: title } } } } },
  };
  return {
    openapi: '3.1.0',
    info: { title, version: '1' },
    paths: Object.fromEntries(paths.map((path) => [path, { get }])),
  };
}

beforeAll(async () => {
  folder = await Folder.create({
    'users.json': described('users', '/users', '/both/{id}'),
    'bills.json': described('bills', '/bills', '/both/{name}'),
    'mounts.yaml': 'mounts: { /people: users.json, /: bills.json }\n',
  });
});
afterAll(() => folder.remove());

/** What each path answers: its description's title, or a status. */
async function answers(args: readonly string[], paths: readonly string[]): Promise<Record<string, unknown>> {
  const mock = new CommandLine([...args, '--port', '0', '--no-watch']);
  try {
    const [origin] = await mock.printed(/http:\/\/127\.0\.0\.1:\d+/);
    const found: Record<string, unknown> = {};
    for (const path of paths) {
      const response = await fetch(`${origin}${path}`);
      found[path] = response.ok ? await response.json() : response.status;
    }
    return found;
  } finally {
    await mock.stop();
  }
}

test('two descriptions are served together, the first where both have an operation', async () => {
  const found = await answers(
    [folder.file('users.json'), folder.file('bills.json')],
    ['/users', '/bills', '/both/1', '/none'],
  );
  expect(found).toEqual({ '/users': 'users', '/bills': 'bills', '/both/1': 'users', '/none': 404 });
});

test('a path before a description says below which it is served', async () => {
  const found = await answers(
    [`/a=${folder.file('users.json')}`, `/a/b/=${folder.file('bills.json')}`],
    ['/a/users', '/a/b/bills', '/users', '/a/bills', '/ab/users', '/a/both/1', '/a/b/both/1'],
  );
  expect(found).toEqual({
    '/a/users': 'users',
    '/a/b/bills': 'bills',
    '/users': 404,
    '/a/bills': 404,
    '/ab/users': 404,
    '/a/both/1': 'users',
    '/a/b/both/1': 'bills',
  });
});

test('one description can be served below a path', async () => {
  const found = await answers([`/api=${folder.file('users.json')}`], ['/api/users', '/users']);
  expect(found).toEqual({ '/api/users': 'users', '/users': 404 });
});

test('the configuration can say so', async () => {
  const found = await answers(
    ['--config', folder.file('mounts.yaml')],
    ['/people/users', '/bills', '/users'],
  );
  expect(found).toEqual({ '/people/users': 'users', '/bills': 'bills', '/users': 404 });
});

test('what both have is said at the start, and each is announced', async () => {
  const mock = new CommandLine([
    folder.file('users.json'),
    folder.file('bills.json'),
    '--port',
    '0',
    '--no-watch',
  ]);
  await mock.printed(/the first answers/);
  const { out, err } = await mock.stop();
  expect(err).toContain(
    `GET /both/{name} is in ${folder.file('users.json')} and in ${folder.file('bills.json')}; the first answers.`,
  );
  expect(out).toMatch(/users 1: 2 operations on http/);
  expect(out).toMatch(/bills 1: 2 operations on http/);
});

test('--json announces each', async () => {
  const mock = new CommandLine([
    `/u=${folder.file('users.json')}`,
    folder.file('bills.json'),
    '--port',
    '0',
    '--json',
    '--no-watch',
  ]);
  await mock.printed(/"bills"/);
  const { out } = await mock.stop();
  expect(jsonLines(out)).toMatchObject([
    { event: 'listening', title: 'users', url: expect.stringMatching(/\/u$/) },
    { event: 'listening', title: 'bills' },
  ]);
});

test.each([
  ['mounts: { people: users.json }', 'must be a path with the name of a description'],
  ['mounts: { /people: 5 }', 'must be a path with the name of a description'],
])('%j is refused', async (text, message) => {
  const { code, err } = await standin(['--config', await folder.write('bad.yaml', text), '--port', '0']);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('corrections of several descriptions go to those that have the path', async () => {
  const config = await folder.write('resources.yaml', 'resources: { /bills: false }');
  const args = [folder.file('users.json'), folder.file('bills.json'), '--config', config];
  expect(await answers(args, ['/users', '/bills'])).toEqual({ '/users': 'users', '/bills': 'bills' });
});

test('a correction that fits no description keeps the mock from starting', async () => {
  const config = await folder.write('resources.yaml', 'resources: { /bill: false }');
  const args = [folder.file('users.json'), folder.file('bills.json'), '--config', config, '--port', '0'];
  const { code, err } = await standin(args);
  expect(code).toBe(2);
  expect(err).toContain('"/bill" in resources: the description has no path of that name.');
});
