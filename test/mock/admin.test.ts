import { type Schema, Validator } from '@cfworker/json-schema';
import type { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { MockOptions } from '../../src/mock/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { createMemoryStore } from '../../src/state/index.ts';
import { notes } from '../state/crud-model.ts';
import { mockOf } from './mock-of.ts';

const mocked = (options: MockOptions = {}) => mockOf(notes, { state: true, ...options });
const here = { remoteAddress: '127.0.0.1' };

function ask(
  mock: Hono,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  env: object = here,
) {
  return mock.fetch(new Request(new URL(path, 'http://localhost:4010'), { method, headers }), env);
}

function create(mock: Hono, session?: string) {
  const headers = { 'content-type': 'application/json', ...(session ? { 'standin-session': session } : {}) };
  return mock.request('/notes', { method: 'POST', headers, body: '{"text":"new"}' });
}

async function list(mock: Hono, session?: string): Promise<{ text: string }[]> {
  const response = await mock.request('/notes', { headers: session ? { 'standin-session': session } : {} });
  return (await response.json()) as { text: string }[];
}

const isNew = ({ text }: { text: string }) => text === 'new';

test('sessions that have changed anything are listed by name, the default one as -', async () => {
  const mock = await mocked();
  expect(await (await ask(mock, 'GET', '/__standin/sessions')).json()).toEqual({ sessions: [] });
  await create(mock, 'b/c');
  await create(mock);
  await create(mock, 'a');
  await list(mock, 'only reads'.replace(' ', '-'));
  const response = await ask(mock, 'GET', '/__standin/sessions');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await response.json()).toEqual({ sessions: [{ name: '-' }, { name: 'a' }, { name: 'b/c' }] });
});

test.each(['/__standin/sessions/b/c', '/__standin/sessions/b%2Fc'])(
  'DELETE %s resets that session alone',
  async (path) => {
    const mock = await mocked();
    await create(mock, 'b/c');
    await create(mock, 'b');
    expect((await list(mock, 'b/c')).some(isNew)).toBe(true);
    expect((await ask(mock, 'DELETE', path)).status).toBe(204);
    expect((await list(mock, 'b/c')).some(isNew)).toBe(false);
    expect((await list(mock, 'b')).some(isNew)).toBe(true);
    expect((await ask(mock, 'DELETE', path)).status).toBe(204);
  },
);

test('the default session is reset as -, and all at once', async () => {
  const mock = await mocked();
  await create(mock);
  await create(mock, 'a');
  expect((await ask(mock, 'DELETE', '/__standin/sessions/-')).status).toBe(204);
  expect([(await list(mock)).some(isNew), (await list(mock, 'a')).some(isNew)]).toEqual([false, true]);
  await create(mock);
  expect((await ask(mock, 'DELETE', '/__standin/sessions')).status).toBe(204);
  expect([(await list(mock)).some(isNew), (await list(mock, 'a')).some(isNew)]).toEqual([false, false]);
});

test.each([
  ['an address elsewhere', {}, { remoteAddress: '192.168.1.7' }],
  ['an address of IPv6 elsewhere', {}, { remoteAddress: '2001:db8::1' }],
  ['an address that looks like this machine', {}, { remoteAddress: '127.0.0.1.example' }],
  ['a server that does not say where from', {}, {}],
  ['a proxy on this machine', { 'x-forwarded-for': '192.168.1.7' }, here],
  ['a page of another origin', { origin: 'https://evil.example' }, here],
  ['a page without an origin', { origin: 'null' }, here],
  ['a form or image of another site', { 'sec-fetch-site': 'cross-site' }, here],
])('%s is refused, and changes nothing', async (_title, headers, env) => {
  const mock = await mocked();
  await create(mock);
  for (const [method, path] of [
    ['GET', '/__standin/sessions'],
    ['DELETE', '/__standin/sessions'],
    ['DELETE', '/__standin/sessions/-'],
    ['GET', '/__standin/openapi.json'],
  ] as const) {
    const response = await ask(mock, method, path, headers, env);
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  }
  expect((await list(mock)).some(isNew)).toBe(true);
});

test('a name that was rebound to this machine is refused', async () => {
  const mock = await mocked();
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'notlocalhost'])
    expect((await ask(mock, 'GET', `http://${host}/__standin/sessions`)).status).toBe(403);
  for (const host of ['localhost', 'app.localhost', '127.0.0.1', '127.9.9.9', '[::1]'])
    expect((await ask(mock, 'GET', `http://${host}/__standin/sessions`)).status).toBe(200);
});

test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1'])(
  '%s is this machine',
  async (remoteAddress) => {
    const mock = await mocked();
    expect((await ask(mock, 'GET', '/__standin/sessions', {}, { remoteAddress })).status).toBe(200);
  },
);

test('with a token, whoever has it is answered, and nobody else', async () => {
  const mock = await mocked({ admin: { token: 'secret' } });
  const elsewhere = { remoteAddress: '192.168.1.7' };
  for (const authorization of [
    '',
    'Bearer',
    'Bearer wrong!',
    'Bearer secre',
    'Bearer secrets',
    'Basic secret',
  ]) {
    const response = await ask(mock, 'GET', '/__standin/sessions', { authorization }, here);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="standin"');
  }
  const response = await ask(
    mock,
    'GET',
    '/__standin/sessions',
    { authorization: 'bearer secret' },
    elsewhere,
  );
  expect(response.status).toBe(200);
});

test('what is not there is a problem', async () => {
  const mock = await mocked();
  const status = async (method: string, path: string) => (await ask(mock, method, path)).status;
  expect(await status('POST', '/__standin/sessions')).toBe(405);
  expect(await status('GET', '/__standin/sessions/a')).toBe(405);
  expect(await status('DELETE', '/__standin/sessions/')).toBe(400);
  expect(await status('DELETE', '/__standin/sessions/%ff')).toBe(400);
  expect(await status('DELETE', '/__standin/sessions/a%20b')).toBe(400);
  expect(await status('GET', '/__standin/other')).toBe(404);
  expect(await status('GET', '/__standin/sessionsx')).toBe(404);
});

test.each<[string, MockOptions, number]>([
  ['switched off', { admin: false }, 404],
  ['without state', { state: false }, 200],
])('administration %s', async (_title, options, status) => {
  const mock = await mocked(options);
  expect((await ask(mock, 'GET', '/__standin/sessions')).status).toBe(status);
});

test('administration answers as its own description says', async () => {
  const mock = await mocked();
  await create(mock, 'a');
  const description = await (await ask(mock, 'GET', '/__standin/openapi.json')).json();
  const api = await loadApi(description as Record<string, unknown>);
  const operations = api.operations.map(({ method, path }) => `${method} ${path}`);
  expect(operations.sort()).toEqual([
    'DELETE /sessions',
    'DELETE /sessions/{name}',
    'GET /openapi.json',
    'GET /sessions',
  ]);
  const { components } = description as { components: object };
  const isA = (name: string, value: unknown) =>
    new Validator({ $ref: `#/components/schemas/${name}`, components } as Schema, '2020-12').validate(value)
      .valid;
  expect(isA('Sessions', await (await ask(mock, 'GET', '/__standin/sessions')).json())).toBe(true);
  expect(isA('Sessions', { sessions: [{ name: '/' }] })).toBe(false);
  expect(isA('Problem', await (await ask(mock, 'GET', '/__standin/sessions', {}, {})).json())).toBe(true);
  // A client that is made from the description can be tried against a mock of it.
  expect((await createMock(api).request('/sessions')).status).toBe(200);
});

test.each([
  'a b',
  'a'.repeat(65),
  '../x',
  '/a',
  'a/',
  'a//b',
  '-',
  '.',
  'ä',
  '__proto__',
  'a\tb',
  'a?b',
  'a/../b',
])('the session %s is refused with a problem, and nothing is made for it', async (name) => {
  const store = createMemoryStore();
  const mock = await mocked({ state: { store } });
  const bytes = [...new TextEncoder().encode(name)].map((byte) => String.fromCharCode(byte)).join('');
  const response = await mock.request('/notes', { headers: { 'standin-session': bytes } });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    detail: expect.stringContaining('The header Standin-Session must hold'),
  });
  expect(await store.sessions()).toEqual([]);
});

test.each(['a', 'A-1._~', 'checkout/ann', 'constructor', '0', 'a'.repeat(64)])(
  'the session %s has a world of its own',
  async (name) => {
    const mock = await mocked();
    expect((await create(mock, name)).status).toBe(201);
    expect((await list(mock, name)).filter(isNew)).toHaveLength(1);
    expect((await list(mock)).filter(isNew)).toHaveLength(0);
  },
);
