import { beforeEach, describe, expect, test, vi } from 'vitest';
import { mock, type TestMock } from '../../src/testkit/index.ts';
import { PEOPLE, send } from './people.ts';

let api: TestMock;
beforeEach(async () => {
  api = await mock(PEOPLE);
});

const ada = { id: 7, name: 'Ada', email: 'ada@example.com' };
const statuses = async (count: number, path = '/users/1') => {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await api.fetch(path)).status);
  return seen;
};

describe('a stub', () => {
  test('answers in place of the mock', async () => {
    api.on('getUser').reply(200, ada);
    const response = await api.fetch('/users/1');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(ada);
  });

  test('that answers once gives way to the next in order, then to the one that always answers', async () => {
    api.on('getUser').replyOnce(404, { message: 'a' }).replyOnce(200, ada).reply(404, { message: 'z' });
    expect(await statuses(4)).toEqual([404, 200, 404, 404]);
  });

  test('that is used up leaves the answer to the mock', async () => {
    api.on('getUser').replyOnce(404, { message: 'a' });
    const [key] = (await api.state.users.list()).map(({ id }: { id: number }) => id);
    expect(await statuses(2, `/users/${key}`)).toEqual([404, 200]);
  });

  test('that was made last is asked first', async () => {
    api.on('getUser').reply(404, { message: 'all' });
    api.on('getUser', { path: { id: 7 } }).reply(200, ada);
    expect(await statuses(1, '/users/7')).toEqual([200]);
    expect(await statuses(1, '/users/8')).toEqual([404]);
  });

  test('matches by query, headers and a part of the body, with matchers of the runner', async () => {
    api.on('listUsers', { query: { limit: 5 }, headers: { 'X-Team': 'a' } }).reply(200, [ada]);
    api.on('createUser', { body: { name: expect.stringMatching(/^A/) } }).reply(400, { message: 'no' });
    const sent = (name: string) => send('POST', { name, email: 'a@example.com' });
    expect(await (await api.fetch('/users?limit=5', { headers: { 'x-team': 'a' } })).json()).toEqual([ada]);
    expect(await (await api.fetch('/users?limit=5')).json()).not.toEqual([ada]);
    expect((await api.fetch('/users', sent('Ada'))).status).toBe(400);
    expect((await api.fetch('/users', sent('Bob'))).status).toBe(201);
  });

  test('answers the documented example of a name, with its status', async () => {
    api.on('getUser').example('notFound');
    const response = await api.fetch('/users/1');
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'No such user.' });
  });

  test('generates the rest around what is given, valid', async () => {
    api.on('getUser').generate({ name: 'Ada' });
    const user = await (await api.fetch('/users/1')).json();
    expect(user).toMatchObject({ name: 'Ada', email: expect.stringContaining('@'), id: expect.any(Number) });
  });

  test('rejects as a network does', async () => {
    api.on('getUser').networkError({ times: 1 }).reply(200, ada);
    await expect(api.fetch('/users/1')).rejects.toThrow(TypeError);
    expect((await api.fetch('/users/1')).status).toBe(200);
    expect(api.requests('getUser').map(({ response }) => response.status)).toEqual([0, 200]);
  });

  test('asks a function, which sees the request typed and may leave the answer to the mock', async () => {
    api
      .on('createUser')
      .use(async ({ request, next }) =>
        (request.body as { name: string }).name === 'Ada'
          ? { status: 400, body: { message: 'taken' } }
          : next(),
      );
    expect((await api.fetch('/users', send('POST', { name: 'Ada', email: 'a@example.com' }))).status).toBe(
      400,
    );
    expect((await api.fetch('/users', send('POST', { name: 'Bob', email: 'b@example.com' }))).status).toBe(
      201,
    );
  });

  test('does not hide that a request breaks the description', async () => {
    api.on('createUser').reply(201, ada);
    expect((await api.fetch('/users', send('POST', { name: 5 }))).status).toBe(400);
  });

  test('is not changed with the object that it was given', async () => {
    const body = { ...ada };
    api.on('getUser').reply(200, body);
    body.name = 'Eve';
    expect(await (await api.fetch('/users/1')).json()).toEqual(ada);
  });

  test('answers what is not documented where that is said', async () => {
    api.on('getUser').replyOnce(503, 'down', { unchecked: true }).reply(200, { odd: 1 }, { unchecked: true });
    const down = await api.fetch('/users/1');
    expect([down.status, down.headers.get('content-type'), await down.text()]).toEqual([
      503,
      'text/plain; charset=utf-8',
      'down',
    ]);
    const odd = await api.fetch('/users/1');
    expect([odd.status, await odd.json()]).toEqual([200, { odd: 1 }]);
  });

  test('sends the headers that it is given', async () => {
    api.on('getUser').reply(200, ada, { headers: { 'X-Trace': '1' } });
    expect((await api.fetch('/users/1')).headers.get('x-trace')).toBe('1');
  });

  test('is held back under fake timers', async () => {
    vi.useFakeTimers();
    try {
      api.on('getUser').delay(5_000).reply(200, ada);
      let status = 0;
      const answered = api.fetch('/users/1').then((response) => (status = response.status));
      await vi.advanceTimersByTimeAsync(4_999);
      expect(status).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      await answered;
      expect(status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  test('without a reply holds back the answer of the mock', async () => {
    vi.useFakeTimers();
    try {
      api.on('listUsers').delay(1_000);
      const answered = api.fetch('/users');
      await vi.advanceTimersByTimeAsync(1_000);
      expect((await answered).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  test('that waits ends with the request', async () => {
    api.on('getUser').delay(60_000).reply(200, ada);
    const controller = new AbortController();
    const answered = api.fetch('/users/1', { signal: controller.signal });
    controller.abort();
    await expect(answered).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  test('is forgotten when the mock is reset', async () => {
    api.on('listUsers').reply(200, []);
    await api.reset();
    expect(await (await api.fetch('/users')).json()).not.toEqual([]);
  });
});

describe('a wrong stub fails where it is made', () => {
  test.each<[string, () => unknown, string]>([
    ['an operation that is not known', () => api.on('getUsr'), 'The nearest is getUser.'],
    ['a path that is not known', () => api.on('GET /user/{id}'), 'The nearest is GET /users/{id}.'],
    [
      'a path parameter that is not known',
      () => api.on('getUser', { path: { di: 7 } }),
      'it has no path parameter di. There are: id.',
    ],
    [
      'a body that breaks the schema',
      () => api.on('getUser').reply(200, { ...ada, age: -1 }),
      'at /age: must be at least 0, is -1 (test/testkit/data/people.yaml:69:31 #/components/schemas/User/properties/age/minimum)',
    ],
    [
      'a member that is missing',
      () => api.on('getUser').reply(200, { id: 7 }),
      'There are 1 more. Correct one of the two.',
    ],
    [
      'a status that is not documented',
      () => api.on('getUser').reply(503),
      'documents no status 503 (test/testkit/data/people.yaml:',
    ],
    [
      'a body that is not documented',
      () => api.on('deleteUser').reply(204, {}),
      'documents no body for the status 204',
    ],
    ['an example that is not known', () => api.on('getUser').example('notfound'), 'The nearest is notFound.'],
    [
      'a generated body that cannot be',
      () => api.on('getUser').generate({ age: 'old' }),
      'at /age: must be an integer',
    ],
    ['a status that is none', () => api.on('getUser').reply(99), 'the status 99 is none'],
    ['a delay that is too long', () => api.on('getUser').delay(60_001), 'a delay is from 0 to 60000'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

test('a mock is made and answers while timers stand still', async () => {
  vi.useFakeTimers();
  try {
    const made = await mock(PEOPLE, { seed: 'still' });
    expect((await made.fetch('/users')).status).toBe(200);
    expect((await fetch(`${await made.url}/users`)).status).toBe(200);
    await made.close();
  } finally {
    vi.useRealTimers();
  }
});
