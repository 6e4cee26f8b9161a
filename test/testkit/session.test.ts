import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryFolder } from '../../src/index.ts';
import { mock, onEntry, type TestMock } from '../../src/testkit/index.ts';
import { PEOPLE, send } from './people.ts';

let api: TestMock;
beforeEach(async () => {
  api = await mock(PEOPLE);
});
afterEach(() => api.close().catch(() => undefined));

const ada = { name: 'Ada', email: 'ada@example.com' };

describe('state', () => {
  test('what is added is found by requests, with what was left out made up', async () => {
    const added = await api.state.users.add({ name: 'Ada' });
    expect(added).toMatchObject({ name: 'Ada', id: expect.any(Number), email: expect.stringContaining('@') });
    expect(await (await api.fetch(`/users/${added.id}`)).json()).toEqual(added);
  });

  test('what requests make is found there', async () => {
    const made = await (await api.fetch('/users', send('POST', ada))).json();
    expect(await api.state.users.get(made.id)).toMatchObject(ada);
    expect(await api.state.users.list()).toContainEqual(expect.objectContaining(ada));
  });

  test('is changed, emptied and put back', async () => {
    const { id } = await api.state.users.add({ id: 77, ...ada });
    expect(id).toBe(77);
    expect(await api.state.users.update(77, { age: 36 })).toMatchObject({ ...ada, id: 77, age: 36 });
    expect(await api.state.users.remove(77)).toBe(true);
    expect(await api.state.users.remove(77)).toBe(false);
    expect((await api.fetch('/users/77')).status).toBe(404);
    await api.state.users.clear();
    expect(await (await api.fetch('/users')).json()).toEqual([]);
    await api.reset();
    expect(await (await api.fetch('/users')).json()).not.toEqual([]);
  });

  test('is the same in each new mock of one seed, and another with another seed', async () => {
    const listed = async (seed?: string) =>
      (await mock(PEOPLE, seed === undefined ? {} : { seed })).state.users.list();
    expect(await listed()).toEqual(await api.state.users.list());
    expect(await listed('other')).not.toEqual(await api.state.users.list());
  });

  test('what is handed out is a copy', async () => {
    const [user] = await api.state.users.list();
    user.name = 'changed';
    expect((await api.state.users.list())[0].name).not.toBe('changed');
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'an entity that breaks the schema',
      () => api.state.users.add({ age: 200 }),
      '/age: must be at most 150, is 200 (test/testkit/data/people.yaml:69:43 #/components/schemas/User/properties/age/maximum)',
    ],
    ['a collection that is not known', () => api.state.user.list(), 'The nearest is users.'],
    ['an entity that is not there', () => api.state.users.update(999, {}), 'it has no 999'],
    [
      'a mock without state',
      async () => (await mock(PEOPLE, { state: false })).state.users.list(),
      'the mock keeps no state',
    ],
  ])('%s is told', async (_, act, message) => {
    await expect(act()).rejects.toThrow(message);
  });
});

describe('what happened', () => {
  test('requests are told by operation, with typed parameters, bodies and answers', async () => {
    await api.fetch('/users?limit=5');
    await api.fetch('/users', send('POST', ada));
    expect(api.requests().map(({ operation }) => operation)).toEqual(['listUsers', 'createUser']);
    expect(api.requests('listUsers')).toMatchObject([{ method: 'GET', query: { limit: 5 }, violations: [] }]);
    const last = api.lastRequest('createUser');
    expect(last).toMatchObject({ body: ada, headers: { 'content-type': 'application/json' } });
    expect(last?.response.status).toBe(201);
    expect(await last?.response.json()).toMatchObject(ada);
    expect(api.lastRequest('getUser')).toBeUndefined();
    expect(() => api.requests('getUsers')).toThrow('The nearest is getUser');
  });

  test('whoever listens is told of the requests of all mocks, until it stops', async () => {
    const seen: string[] = [];
    const stop = onEntry((entry, { title }) => seen.push(`${title} ${entry.operation?.id}`));
    await api.fetch('/users');
    await (await mock(PEOPLE)).fetch('/users/1');
    stop();
    await api.fetch('/users');
    expect(seen).toEqual(['People listUsers', 'People getUser']);
  });
});

describe("with violations: 'fail'", () => {
  beforeEach(async () => {
    api = await mock(PEOPLE, { violations: 'fail' });
  });

  test('a bad request is refused, and the test fails once, with places in the message and in the description', async () => {
    expect((await api.fetch('/users', send('POST', { name: '', emial: 'a@b.c' }))).status).toBe(400);
    expect(() => api.verify()).toThrow(
      expect.objectContaining({
        code: 'contract-broken',
        message: expect.stringMatching(
          /POST \/users \(createUser\), answered with 400:\n[\s\S]*body \/name: [\s\S]*people\.yaml:\d+:\d+ #\/components\/schemas\/NewUser\/properties\/name\/minLength/,
        ),
      }),
    );
    expect(() => api.verify()).not.toThrow();
  });

  test.each([
    ['a path that is not documented', '/user', 'no documented path is /user; the nearest: GET /users'],
    ['a method that is not documented', '/users', '/users has no PATCH; documented: GET, HEAD, POST'],
  ])('%s fails it too', async (_, path, message) => {
    await api.fetch(path, { method: path === '/user' ? 'GET' : 'PATCH' });
    expect(() => api.verify()).toThrow(message);
  });

  test('a token in the query is not shown', async () => {
    await api.fetch('/nothing?access_token=abc&page=2');
    expect(() => api.verify()).toThrow('GET /nothing?access_token=***&page=2, answered with 404');
  });

  test('closing tells what was not told', async () => {
    await api.fetch('/nothing');
    await expect(api.close()).rejects.toThrow('no documented path is /nothing');
  });

  test('the end of the scope tells it', async () => {
    const run = async () => {
      await using scoped = await mock(PEOPLE, { violations: 'fail' });
      await scoped.fetch('/nothing');
    };
    await expect(run()).rejects.toThrow('no documented path is /nothing');
  });

  test('requests that keep to the description pass', async () => {
    await api.fetch('/users', send('POST', ada));
    await api.fetch('/users/999999');
    expect(() => api.verify()).not.toThrow();
  });
});

test('without it, a bad request is refused and told by the journal alone', async () => {
  await api.fetch('/users', send('POST', {}));
  expect(api.lastRequest('createUser')?.violations).toHaveLength(2);
  expect(() => api.verify()).not.toThrow();
});

test('what a handler throws fails the test, whatever the strictness', async () => {
  api.on('listUsers').use(() => {
    throw new Error('expected a limit');
  });
  expect((await api.fetch('/users')).status).toBe(500);
  expect(() => api.verify()).toThrow('expected a limit');
});

describe('sessions', () => {
  test('do not see the state, stubs or requests of each other', async () => {
    const [ann, bob] = [api.session('ann'), api.session()];
    ann.on('getUser').reply(404, { message: 'ann' });
    await ann.state.users.clear();
    expect((await ann.fetch('/users/1')).status).toBe(404);
    expect(await (await ann.fetch('/users')).json()).toEqual([]);
    expect(await (await bob.fetch('/users')).json()).not.toEqual([]);
    expect([ann, bob, api].map((each) => each.requests().length)).toEqual([2, 1, 0]);
    expect(api.session('ann')).toBe(ann);
    expect(bob.name).not.toBe(api.session().name);
  });

  test('are told apart by a header on the port', async () => {
    const ann = api.session('ann');
    ann.on('listUsers').reply(200, []);
    const url = await api.url;
    expect(await (await fetch(`${url}/users`, { headers: ann.headers })).json()).toEqual([]);
    expect(await (await fetch(`${url}/users`)).json()).not.toEqual([]);
  });

  test('are verified with the mock', async () => {
    api = await mock(PEOPLE, { violations: 'fail' });
    await api.session('ann').fetch('/nothing');
    expect(() => api.verify()).toThrow('in the session ann');
  });

  test('have names that a header can carry', () => {
    expect(() => api.session('a b')).toThrow('Failed to open the session a b');
  });
});

describe('the port', () => {
  test('is opened when it is asked for, answers as fetch does, and is gone when the mock is closed', async () => {
    const url = await api.url;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await api.url).toBe(url);
    expect(await (await fetch(`${url}/users`)).json()).toEqual(await (await api.fetch('/users')).json());
    await api.close();
    await expect(fetch(`${url}/users`)).rejects.toThrow();
  });

  test('network errors reset the connection', async () => {
    api.on('listUsers').networkError();
    await expect(fetch(`${await api.url}/users`)).rejects.toThrow();
    expect(api.lastRequest()?.response.status).toBe(0);
  });
});

describe('the description', () => {
  test('is loaded once for all mocks of it', async () => {
    expect((await mock(PEOPLE)).api).toBe(api.api);
    expect((await mock(api.api)).api).toBe(api.api);
  });

  test('is loaded again where its file has changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'standin-kit-'));
    try {
      const path = join(folder, 'people.yaml');
      copyFileSync(PEOPLE, path);
      const before = (await mock(path)).api;
      expect((await mock(path)).api).toBe(before);
      writeFileSync(path, readFileSync(PEOPLE, 'utf8').replace('title: People', 'title: Changed people'));
      expect((await mock(path)).api.title).toBe('Changed people');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('that cannot be loaded is tried again', async () => {
    await expect(mock('nowhere.yaml')).rejects.toThrow('nowhere.yaml');
    await expect(mock('nowhere.yaml')).rejects.toThrow('nowhere.yaml');
  });

  test('may be an object', async () => {
    const document = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} };
    expect((await mock(document)).api).toBe((await mock(document)).api);
  });
});

test('fixtures answer in a mock, and a stub before them', async () => {
  const fixtures = memoryFolder({
    'getUser.yaml': '- respond: { status: 404, body: { message: from a fixture } }\n',
  });
  api = await mock(PEOPLE, { fixtures });
  expect(await (await api.fetch('/users/1')).json()).toEqual({ message: 'from a fixture' });
  api.on('getUser').replyOnce(404, { message: 'from a stub' });
  expect(await (await api.fetch('/users/1')).json()).toEqual({ message: 'from a stub' });
  expect(await (await api.fetch('/users/1')).json()).toEqual({ message: 'from a fixture' });
});

describe('samples', () => {
  test('are valid, of schemas and of what operations answer', () => {
    const accepts = (value: unknown) => api.api.schema('User')?.accepts(value);
    expect(accepts(api.sample('User'))).toBe(true);
    expect(accepts(api.sample('getUser'))).toBe(true);
    expect(accepts(api.sample('User', { name: 'Ada' }))).toBe(true);
    expect(api.sample('User', { name: 'Ada' })).toMatchObject({ name: 'Ada' });
  });

  test('differ within a test, and are the same for a test of the same name', async () => {
    const values = async (testName: string) => (await mock(PEOPLE, { testName })).samples('User', 20);
    const first = await values('a');
    expect(new Set(first.map((value) => JSON.stringify(value))).size).toBe(20);
    expect(await values('a')).toEqual(first);
    expect(await values('b')).not.toEqual(first);
  });

  test('are arbitraries of fast-check too', async () => {
    const fc = await import('fast-check');
    const users = await api.arbitrary('User');
    fc.assert(
      fc.property(users, (user) => api.api.schema('User')?.accepts(user) === true),
      { numRuns: 30, seed: 1 },
    );
  });

  test('of what is not known name the nearest', () => {
    expect(() => api.sample('Usr')).toThrow('The nearest is User.');
  });
});
