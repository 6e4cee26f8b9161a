import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { type ContractOptions, type Identity, runContract } from '../../src/contract/index.ts';
import { missingScopes } from '../../src/contract/scopes/missing.ts';
import { apiOf } from './api-of.ts';

const securitySchemes = {
  token: { type: 'oauth2', flows: {} },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
};

const held = ['a', 'cats:read', 'dogs', 'mice:*', ''];

test.each<[security: object[] | undefined, missing: string | undefined]>([
  [undefined, undefined],
  [[], undefined],
  [[{}], undefined],
  [[{ token: ['a'] }], undefined],
  [[{ token: ['b'] }], 'b'],
  [[{ token: ['a', 'b', 'c'] }], 'b and c'],
  [[{ token: ['b'] }, { token: ['a'] }], undefined],
  [[{ token: ['b'] }, { token: ['c', 'd'] }], 'b, or c and d'],
  [[{ token: ['b'] }, { key: [] }], undefined],
  [[{ token: ['b'], key: [] }], 'b'],
  [[{ token: ['b'] }, {}], undefined],
  [[{ token: ['cats:read:all'] }], undefined],
  [[{ token: ['cats'] }], 'cats'],
  [[{ token: ['cats:write'] }], 'cats:write'],
  [[{ token: ['dogs.write'] }], undefined],
  [[{ token: ['dogsitters'] }], 'dogsitters'],
  [[{ token: ['mice:read'] }], undefined],
])('of somebody with some scopes, %j lacks %s', async (security, missing) => {
  const get = { ...(security && { security }), responses: { 200: { description: '' } } };
  const api = await apiOf({ components: { securitySchemes }, paths: { '/x': { get } } });
  const [operation] = api.operations;
  expect(missingScopes(operation!, { name: 'them', headers: [], scopes: held })).toBe(missing);
  expect(missingScopes(operation!, { name: 'them', headers: [] })).toBeUndefined();
});

const cat = {
  type: 'object',
  required: ['id', 'name', 'lives'],
  properties: {
    id: { type: 'integer', minimum: 1, readOnly: true },
    name: { type: 'string', minLength: 1, maxLength: 40 },
    lives: { type: 'integer', minimum: 1, maximum: 9 },
  },
};
const content = (schema: object) => ({ 'application/json': { schema } });
const refusals = Object.fromEntries([400, 401, 403, 404].map((status) => [status, { description: '' }]));
const id = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }];
const operation = (
  operationId: string,
  scope: string,
  { status = 200, schema = cat as object | null, body = false } = {},
) => ({
  operationId,
  security: [{ token: [scope] }],
  ...(body && { requestBody: { required: true, content: content(cat) } }),
  responses: { [status]: { description: '', ...(schema && { content: content(schema) }) }, ...refusals },
});
const settings = {
  type: 'object',
  required: ['theme'],
  properties: { theme: { type: 'string', enum: ['dark', 'light'] } },
};
const description = {
  components: { securitySchemes },
  paths: {
    '/cats': {
      get: operation('listCats', 'list', { schema: { type: 'array', items: cat } }),
      post: operation('createCat', 'write', { status: 201, body: true }),
    },
    '/cats/{id}': {
      parameters: id,
      get: operation('readCat', 'read'),
      put: operation('replaceCat', 'write', { body: true }),
      delete: operation('deleteCat', 'delete', { status: 204, schema: null }),
    },
    '/cats/{id}/feed': {
      parameters: id,
      post: operation('feedCat', 'feed', { status: 204, schema: null }),
    },
    '/settings': {
      get: operation('readSettings', 'admin', { schema: settings }),
      put: {
        ...operation('replaceSettings', 'admin', { schema: settings }),
        requestBody: { required: true, content: content(settings) },
      },
    },
    '/ready': { get: operation('readReady', 'admin', { status: 204, schema: null }) },
    '/reset': { post: operation('reset', 'admin', { status: 204, schema: null }) },
  },
};

const allScopes = ['list', 'read', 'write', 'delete', 'feed', 'admin'];
type Cat = { id: number; name: string; lives: number; maker: string };

/** @param holes operations that look at nobody's scopes; after `-`, ones that refuse when it is too late */
function cattery(holes: readonly string[], theirs: readonly string[] = []) {
  const first: Cat = { id: 1, name: 'Tom', lives: 7, maker: 'nobody' };
  const cats = new Map<number, Cat>([[1, first]]);
  const asked: string[] = [];
  let last = 1;
  let theme = 'dark';
  const app = new Hono<{ Variables: { who: string } }>();
  const on = (
    method: string,
    path: string,
    name: string,
    scope: string,
    run: (who: string, at: number, sent: Record<string, unknown>) => Response,
  ) =>
    app.on(method, path, async (context) => {
      const who = context.req.header('authorization')?.replace('Bearer ', '');
      if (who !== 'owner' && who !== 'guest') return context.body(null, 401);
      const may = who === 'owner' || theirs.includes(scope);
      if (!may) asked.push(name);
      if (!may && !holes.includes(name) && !holes.includes(`-${name}`)) return context.body(null, 403);
      const text = context.req.param('id') ?? '1';
      if (!/^[1-9]\d*$/.test(text)) return context.body(null, 400);
      const sent = await context.req.json().catch(() => ({}));
      const answer = run(who, Number(text), sent);
      return may || holes.includes(name) ? answer : context.body(null, 403);
    });
  const show = (value: unknown, status = 200) => Response.json(value, { status });
  const empty = (status: number) => new Response(null, { status });
  const shown = ({ maker, ...rest }: Cat) => rest;
  const isCat = ({ name, lives }: Record<string, unknown>): boolean =>
    typeof name === 'string' &&
    name.length > 0 &&
    [...name].length <= 40 &&
    Number.isInteger(lives) &&
    Number(lives) >= 1 &&
    Number(lives) <= 9;
  on('GET', '/cats', 'listCats', 'list', () => show([...cats.values()].map(shown)));
  on('POST', '/cats', 'createCat', 'write', (maker, _, sent) => {
    if (!isCat(sent)) return empty(400);
    const made = { ...(sent as Cat), id: ++last, maker };
    cats.set(made.id, made);
    return show(shown(made), 201);
  });
  on('GET', '/cats/:id', 'readCat', 'read', (_, at) => {
    const one = cats.get(at);
    return one ? show(shown(one)) : empty(404);
  });
  on('PUT', '/cats/:id', 'replaceCat', 'write', (_, at, sent) => {
    const one = cats.get(at);
    if (!one) return empty(404);
    if (!isCat(sent)) return empty(400);
    Object.assign(one, { name: sent['name'], lives: sent['lives'] });
    return show(shown(one));
  });
  on('DELETE', '/cats/:id', 'deleteCat', 'delete', (_, at) => empty(cats.delete(at) ? 204 : 404));
  on('POST', '/cats/:id/feed', 'feedCat', 'feed', (_, at) => empty(cats.has(at) ? 204 : 404));
  on('GET', '/settings', 'readSettings', 'admin', () => show({ theme }));
  on('PUT', '/settings', 'replaceSettings', 'admin', (_, __, sent) => {
    if (sent['theme'] !== 'dark' && sent['theme'] !== 'light') return empty(400);
    theme = sent['theme'];
    return show({ theme });
  });
  on('GET', '/ready', 'readReady', 'admin', () => empty(204));
  on('POST', '/reset', 'reset', 'admin', () => empty(204));
  const fetch = async (request: Request): Promise<Response> => app.fetch(request);
  return { fetch, cats, asked };
}

const person = (name: string, scopes?: readonly string[]): Identity => ({
  name,
  headers: [['Authorization', `Bearer ${name}`]],
  ...(scopes && { scopes }),
});

async function tryOut(
  { fetch }: ReturnType<typeof cattery>,
  scopes: readonly string[] | undefined,
  options: ContractOptions = {},
  described: object = description,
) {
  const { findings } = await runContract(await apiOf(described), fetch, {
    phases: ['stateful'],
    checks: ['scope-escalation', 'authorization-ignored'],
    identities: [person('owner', allScopes), person('guest', scopes)],
    ...options,
  });
  return findings;
}

test.each<[operation: string, kind: string, message: string]>([
  ['listCats', 'GET', 'GET /cats by guest, who lacks list, is answered 200.'],
  ['createCat', 'POST', 'POST /cats by guest, who lacks write, is answered 201.'],
  ['readCat', 'GET', 'GET /cats/{id} by guest, who lacks read, is answered 200.'],
  ['replaceCat', 'PUT', 'PUT /cats/{id} by guest, who lacks write, is answered 200.'],
  ['deleteCat', 'DELETE', 'DELETE /cats/{id} by guest, who lacks delete, is answered 204.'],
  ['feedCat', 'POST', 'POST /cats/{id}/feed by guest, who lacks feed, is answered 204.'],
  ['readReady', 'GET', 'GET /ready by guest, who lacks admin, is answered 204.'],
  ['readSettings', 'GET', 'GET /settings by guest, who lacks admin, is answered 200.'],
  ['replaceSettings', 'PUT', 'PUT /settings by guest, who lacks admin, is answered 200.'],
])('%s that looks at no scope is found (%s)', async (name, kind, message) => {
  for (const seed of ['one', 'two']) {
    const server = cattery([name]);
    const findings = await tryOut(server, [], { seed });
    expect(
      findings.map(({ failure, operation: { id: blamed } }) => [failure.check, blamed, failure.kind]),
    ).toEqual([['scope-escalation', name, kind]]);
    expect(findings[0]!.failure.message).toBe(message);
    expect(findings[0]!.failure.exchanges.at(-1)!.identity).toBe('guest');
    expect([...server.cats.values()].filter(({ maker }) => maker === 'guest')).toEqual([]);
  }
});

test.each<[operation: string, message: RegExp]>([
  ['createCat', /is refused with 403 and has made one all the same\.$/],
  ['replaceCat', /is refused with 403 and has changed (?:name|lives|name, lives) all the same\.$/],
  ['deleteCat', /is refused with 403 and has deleted it all the same\.$/],
])('%s that refuses when it is done is found', async (name, message) => {
  const findings = await tryOut(cattery([`-${name}`]), []);
  expect(findings.map(({ failure, operation: { id: blamed } }) => [blamed, failure.kind])).toEqual([
    [name, 'effect'],
  ]);
  expect(findings[0]!.failure.message).toMatch(message);
});

test('where nothing looks at scopes, all is found, and what was there is as it was', async () => {
  const names = [
    'listCats',
    'createCat',
    'readCat',
    'replaceCat',
    'deleteCat',
    'feedCat',
    'readReady',
    'readSettings',
    'replaceSettings',
  ];
  const server = cattery([...names, 'reset']);
  const findings = await tryOut(server, []);
  expect(findings.map(({ operation: { id: blamed } }) => blamed).toSorted()).toEqual(names.toSorted());
  expect(server.cats.get(1)).toEqual({ id: 1, name: 'Tom', lives: 7, maker: 'nobody' });
  expect([...server.cats.values()].filter(({ maker }) => maker === 'guest')).toEqual([]);
});

test('what could not be taken back is not tried', async () => {
  const server = cattery(['reset']);
  expect(await tryOut(server, [])).toEqual([]);
  expect(server.asked).not.toContain('reset');
});

test.each<[what: string, holes: string[], theirs: string[], scopes: string[] | undefined]>([
  ['nobody whose scopes are not known', ['listCats', 'readCat', 'feedCat', 'readSettings'], [], undefined],
  ['nobody who has the scopes', [], allScopes, allScopes],
  ['nobody who is refused everything', [], [], []],
  // Their 403 to a read is for want of a scope, and says nothing of whose a cat is.
  ['nobody who may change and not look', [], ['write'], ['write']],
  ['nobody who may delete and not list', [], ['delete', 'read'], ['delete', 'read']],
  ['nobody who may list and not look', [], ['list'], ['list']],
])('%s is accused', async (_, holes, theirs, scopes) => {
  expect(await tryOut(cattery(holes, theirs), scopes)).toEqual([]);
});

test.each<[scopes: string[] | undefined, found: string[]]>([
  [[], []],
  [undefined, ['undocumented-status 403']],
])(
  'who is known to have the scopes %j may be refused with what is not documented: %j',
  async (scopes, found) => {
    const undocumented = JSON.parse(
      JSON.stringify(description).replaceAll(/,"40[134]":\{"description":""\}/g, ''),
    );
    const findings = await tryOut(cattery([]), scopes, { checks: ['default'] }, undocumented);
    const told = findings.filter(({ failure }) => failure.severity === 'failure');
    expect([...new Set(told.map(({ failure }) => `${failure.check} ${failure.kind}`))]).toEqual(found);
  },
);
