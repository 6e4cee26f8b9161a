import { describe, expect, test } from 'vitest';
import { createMock, type JournalEntry } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { readPact, verifyPacts, writePact } from '../../src/pact/index.ts';

const user = {
  type: 'object',
  required: ['id', 'name', 'role', 'token', 'nick'],
  properties: {
    id: { type: 'integer' },
    name: { type: 'string' },
    role: { enum: ['admin', 'user'] },
    token: { type: 'string' },
    nick: { type: ['string', 'null'] },
    bio: { type: 'string' },
  },
};
const json = (schema: object) => ({ description: '', content: { 'application/json': { schema } } });
const description = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  security: [{ bearer: [] }],
  paths: {
    '/users': {
      get: {
        summary: 'List users',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: { 200: json({ type: 'array', items: user }) },
      },
      post: {
        operationId: 'addUser',
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'password'],
                properties: { name: { type: 'string' }, password: { type: 'string' } },
              },
            },
          },
        },
        responses: { 201: json(user) },
      },
    },
    '/users/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'getUser', responses: { 200: json(user), 404: { description: '' } } },
    },
  },
};

async function shop(journal?: (entry: JournalEntry) => void) {
  const api = await loadApi(description);
  return createMock(api, { seed: 1, ...(journal ? { journal } : {}) });
}

async function used(): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  const mock = await shop((entry) => entries.push(entry));
  const ask = (path: string, init: RequestInit = {}) =>
    mock.request(`http://shop.test${path}`, {
      ...init,
      headers: { Authorization: 'Bearer s3cret', 'Content-Type': 'application/json', 'User-Agent': 'x' },
    });
  await ask('/users?limit=2');
  await ask('/users?limit=1');
  await ask('/users/1');
  await ask('/users/2');
  await ask('/users/999');
  await ask('/users', { method: 'POST', body: JSON.stringify({ name: 'Ada', password: 'hunter22' }) });
  await ask('/users/x');
  await ask('/nowhere');
  return entries;
}

const parties = { consumer: 'web', provider: 'shop' };

describe.each([2, 3, 4] as const)('a pact of version %i of what was used', (version) => {
  test('names each kind of exchange once, with what had to be there', async () => {
    const pact = await readPact(await writePact(await used(), { ...parties, version }), 'p.json');
    expect([pact.version, pact.faults]).toEqual([version, []]);
    expect(
      pact.interactions.map(({ description: text, states }) => [text, ...states.map(({ name }) => name)]),
    ).toEqual([
      ['List users by limit, answered with 200'],
      ['getUser, answered with 200', 'users 1 exists'],
      ['getUser, answered with 404', 'users 999 does not exist'],
      ['addUser, answered with 201'],
    ]);
  });

  test('is kept by a mock that begins anew, whatever its seed', async () => {
    const pact = await readPact(await writePact(await used(), { ...parties, version }), 'p.json');
    for (const seed of [1, 2]) {
      const mock = createMock(await loadApi(description), { seed });
      const result = await verifyPacts([pact], (request) => mock.fetch(request), { now: 0 });
      expect(result.findings.map(({ failure }) => failure.message)).toEqual([]);
      expect(result.requests).toBe(4);
    }
  });

  test('is broken by a provider that leaves out a member, or changes its kind', async () => {
    const pact = await readPact(await writePact(await used(), { ...parties, version }), 'p.json');
    const mock = await shop();
    const provider = async (request: Request): Promise<Response> => {
      const response = await mock.fetch(request);
      const { name, role, ...rest } = (await response
        .clone()
        .json()
        .catch(() => ({}))) as Record<string, unknown>;
      return name === undefined ? response : Response.json({ ...rest, role: 7 }, { status: response.status });
    };
    const { findings } = await verifyPacts([pact], provider, { now: 0 });
    const kinds = findings.map(({ failure }) => failure.where).sort();
    expect(kinds).toEqual(['body /name', 'body /name', 'body /role', 'body /role']);
  });

  test('holds no secret', async () => {
    const text = await writePact(await used(), { ...parties, version });
    expect(text).not.toMatch(/s3cret|hunter22/);
    expect(text).toContain('Bearer placeholder');
    const answers = (await used()).map(({ response }) => response);
    for (const answer of answers) {
      const body = new TextDecoder().decode(await answer.bytes());
      for (const [, token] of body.matchAll(/"token":"([^"]+)"/g)) expect(text).not.toContain(token);
    }
  });
});

test('members that need not be there are not asked for', async () => {
  const text = await writePact(await used(), parties);
  expect(text).not.toContain('"bio"');
  expect(text).toContain('"nick"');
});

test('a file that is there keeps its other interactions, and is written the same again', async () => {
  const other = {
    type: 'Synchronous/HTTP',
    description: 'by hand',
    request: { method: 'GET', path: '/' },
    response: { status: 200 },
  };
  const first = JSON.parse(await writePact(await used(), parties)) as { interactions: object[] };
  const existing = JSON.stringify({ ...first, interactions: [other, ...first.interactions] });
  const again = await writePact(await used(), { ...parties, existing });
  expect(JSON.parse(again).interactions).toEqual([other, ...first.interactions]);
  expect(await writePact(await used(), { ...parties, existing: again })).toBe(again);
});

test.each([
  ['of others', JSON.stringify({ consumer: { name: 'a' }, provider: { name: 'b' }, interactions: [] })],
  ['no pact', '{}'],
  ['no JSON', '{'],
])('a file that is there and is %s is not written over', async (_, existing) => {
  await expect(writePact([], { ...parties, existing })).rejects.toMatchObject({ code: 'bad-existing-pact' });
});
