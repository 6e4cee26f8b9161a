import { expect, test } from 'vitest';
import { loadApi } from '../../src/model/index.ts';
import { description, memoryProject, Notes, trySuite } from './suite-of.ts';

const head = 'description: openapi.json\n';

test('a suite without credentials runs, and says that they are missing', async () => {
  const notes = new Notes();
  notes.tokens = new Set(['good']);
  const { result } = await trySuite(`${head}include: [notes]\n`, { target: notes.fetch });
  expect(result.conclusive).toBe(false);
});

test('a token of the environment is sent, and kept', async () => {
  const notes = new Notes();
  notes.tokens = new Set(['good-token']);
  const { result, events } = await trySuite(`${head}include: [notes]\nauth:\n  bearer: \${API_TOKEN}\n`, {
    target: notes.fetch,
    env: { API_TOKEN: 'good-token' },
  });
  expect(result.findings.map(({ failure }) => `${failure.check} ${failure.message}`)).toEqual([]);
  expect(result.kept).toBe(true);
  const secrets = events.flatMap((event) => ('secrets' in event ? event.secrets : []));
  expect(secrets).toContain('good-token');
});

test('a login gives the token, and gives another one where the first is no longer taken', async () => {
  const notes = new Notes();
  notes.tokens = new Set();
  let now = 0;
  const { result, events } = await trySuite(
    `${head}include: [notes]\nauth:\n  login: { operation: login, body: { name: Ada }, token: /session/token, expiresIn: /session/seconds }\n`,
    { target: notes.fetch, clock: () => (now += 1_000) },
  );
  expect(result.findings.map(({ failure }) => failure.message)).toEqual([]);
  expect(notes.issued).toBeGreaterThan(2);
  const secrets = events.flatMap((event) => ('secrets' in event ? event.secrets : []));
  expect(secrets).toContain('token-number-2');
});

test('a token that is revoked in mid-run is replaced, and the refused request sent once more', async () => {
  const notes = new Notes();
  notes.tokens = new Set();
  let now = 0;
  let requests = 0;
  const target = (request: Request) => {
    if (++requests === 40) notes.tokens = new Set();
    return notes.fetch(request);
  };
  const { result } = await trySuite(
    `${head}include: [notes]\nauth:\n  login: { operation: login, body: { name: Ada }, token: /session/token }\n`,
    { target, clock: () => (now += 1_000) },
  );
  expect(result.findings.map(({ failure }) => failure.message)).toEqual([]);
  expect(notes.issued).toBe(2);
});

test('OAuth2 client credentials are used first, and the refresh token then', async () => {
  const notes = new Notes();
  notes.tokens = new Set();
  let now = 0;
  const { result } = await trySuite(
    `${head}include: [notes]\nauth:\n  oauth2: { tokenUrl: /token, clientId: me, clientSecret: '\${SECRET}', scopes: [read, write] }\n`,
    { target: notes.fetch, env: { SECRET: 's3cr3t & more' }, clock: () => (now += 1_000) },
  );
  expect(result.findings.map(({ failure }) => failure.message)).toEqual([]);
  const [first, second] = notes.seen.filter(({ path }) => path === '/token');
  expect(first?.body).toBe('grant_type=client_credentials&scope=read+write');
  expect(atob(first!.headers.get('authorization')!.slice(6))).toBe('me:s3cr3t+%26+more');
  expect(second?.body).toBe('grant_type=refresh_token&refresh_token=refresh-1&scope=read+write');
});

test('a hook gives credentials', async () => {
  const notes = new Notes();
  notes.tokens = new Set(['hooked']);
  const project = memoryProject(new Map(), {
    './auth.ts': {
      forMe: ({ env }: { env: Record<string, string> }) => ({
        headers: { Authorization: `Bearer ${env['T']}` },
      }),
    },
  });
  const { result } = await trySuite(`${head}include: [notes]\nauth: { hook: './auth.ts#forMe' }\n`, {
    target: notes.fetch,
    project,
    env: { T: 'hooked' },
  });
  expect(result.kept).toBe(true);
});

test('identities are the caller and others, each with credentials of their own', async () => {
  const notes = new Notes();
  const { result } = await trySuite(
    `${head}include: [notes]\nauth: { bearer: mine }\nidentities:\n  other: { bearer: theirs, scopes: [read] }\n`,
    { target: notes.fetch },
  );
  expect(result.conclusive).toBe(true);
  const sent = new Set(notes.seen.map(({ headers }) => headers.get('authorization')));
  expect(sent).toContain('Bearer mine');
  expect(sent).toContain('Bearer theirs');
});

test.each([
  ['[write]', ['createNote', 'getNote', 'listNotes']],
  ['[read]', []],
])('people of the scopes %s are let into what asks for read: %j', async (scopes, blamed) => {
  const { result } = await trySuite(
    `${head}include: [notes]\nauth: { bearer: mine }\nidentities:\n  other: { bearer: theirs, scopes: ${scopes} }\n`,
    {
      target: new Notes().fetch,
      loadApi: () => loadApi({ ...description, security: [{ token: ['read'] }] } as never),
    },
  );
  const found = result.findings.filter(({ failure }) => failure.check === 'scope-escalation');
  expect(found.map(({ operation }) => operation.id).toSorted()).toEqual(blamed);
});

test('steps of the setup run first, and save what data and teardown use', async () => {
  const notes = new Notes();
  notes.notes.clear();
  const project = memoryProject(new Map(), {
    './hooks.ts': {
      count: ({ steps }: { steps: Map<string, unknown> }) => void steps.set('counted', steps.get('noteId')),
    },
  });
  const { result } = await trySuite(
    `${head}include: [getNote]
auth: { bearer: mine }
setup:
  - operation: createNote
    body: { text: seeded }
    save: { noteId: /id }
  - hook: ./hooks.ts#count
operations:
  getNote: { data: { parameters: { id: '\${steps.counted}' } } }
teardown:
  - operation: GET /notes/{id}
    parameters: { id: '\${steps.noteId}' }
  - operation: GET /notes/{id}
    parameters: { id: 99 }
`,
    { target: notes.fetch, project },
  );
  expect(notes.seen[0]).toMatchObject({ method: 'POST', path: '/notes', body: '{"text":"seeded"}' });
  expect(notes.seen.slice(-2).map(({ path }) => path)).toEqual(['/notes/1', '/notes/99']);
  expect(result.coverage.map(({ operation }) => operation.id)).toEqual(['getNote']);
  expect(result.coverage[0]?.statuses.get(200)).toBeGreaterThan(0);
  expect(result.notices.map(({ code }) => code)).toContain('teardown-failed');
});

test('given data stands in valid requests, and not where it is what a request breaks', async () => {
  const notes = new Notes();
  await trySuite(
    `${head}auth: { bearer: mine }\nphases: [examples, boundary]\noperations:
  listNotes: { data: { parameters: { limit: 7 } } }
  createNote: { data: { body: { /text: [alpha, beta] } } }
`,
    { target: notes.fetch, overrides: { maxCases: 40 } },
  );
  const limits = new Set(notes.seen.flatMap(({ path }) => /limit=(.*)/.exec(path)?.[1] ?? []));
  expect(limits).toContain('7');
  expect(limits).toContain('51');
  const texts = notes.seen
    .filter(({ path, method }) => path === '/notes' && method === 'POST')
    .map(({ body }) => body);
  expect(texts).toContain('{"text":"alpha"}');
  expect(texts.some((text) => text.includes('"text":7') || text === '{}')).toBe(true);
});

test('an operation can be skipped, be spared a check, and have its own phases and number of cases', async () => {
  const notes = new Notes();
  notes.broken = true;
  const run = (operations: string) =>
    trySuite(`${head}include: [notes]\nauth: { bearer: mine }\noperations:\n${operations}`, {
      target: notes.fetch,
    });
  const all = await run('  createNote: { skip: true }\n');
  expect(all.result.findings.map(({ failure }) => failure.check)).toEqual(['response-body']);
  expect(all.result.coverage.map(({ operation }) => operation.id)).toEqual(['listNotes', 'getNote']);
  const spared = await run(
    `  '/notes/*': { checks: { response-body: false }, phases: [boundary], maxCases: 3 }\n`,
  );
  expect(spared.result.findings.filter(({ operation }) => operation.id === 'getNote')).toEqual([]);
  const cases = Object.fromEntries(
    spared.result.coverage.map(({ operation, cases: tried }) => [operation.id, tried]),
  );
  expect(cases['getNote']).toBe(3);
  expect(cases['createNote']).toBeGreaterThan(3);
});

test.each<[title: string, text: string, code: string, message: RegExp]>([
  [
    'a variable that is not set',
    'auth: { bearer: "${NOPE}" }',
    'unset-variable',
    /notes\.contract\.yaml:2: .*NOPE is not set/,
  ],
  ['a login that is refused', 'auth: { login: { operation: login, body: {} } }', 'no-token', /answered 422/],
  [
    'a login without a token',
    'auth: { login: { operation: login, body: { name: A }, token: /nope } }',
    'no-token',
    /no token at \/nope/,
  ],
  ['a hook that is not there', 'auth: { hook: ./no.ts }', 'bad-hook', /exports no function default/],
  [
    'a step that is refused',
    'setup: [{ operation: getNote, parameters: { id: 99 } }]\nauth: { bearer: mine }',
    'step-failed',
    /answered 404 and not 2xx/,
  ],
  [
    'a step without its value',
    'setup: [{ operation: getNote, parameters: { id: 1 }, save: { x: /nope } }]\nauth: { bearer: mine }',
    'step-failed',
    /nothing at \/nope/,
  ],
])('%s ends it before anything is judged', async (_, text, code, message) => {
  const notes = new Notes();
  await expect(trySuite(`${head}${text}\n`, { target: notes.fetch })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test('what the command line says comes before the suite', async () => {
  const notes = new Notes();
  const { result, prepared } = await trySuite(
    `${head}include: [notes]\nphases: [stateful]\nauth: { bearer: "\${NOT_SET}" }\n`,
    {
      target: notes.fetch,
      overrides: {
        phases: ['examples'],
        checks: ['server-error'],
        identities: [{ name: 'me', headers: [['Authorization', 'Bearer flag']] }],
      },
    },
  );
  expect(prepared.checks).toEqual(['server-error']);
  expect(result.kept).toBe(true);
  expect(notes.seen.every(({ headers }) => headers.get('authorization') === 'Bearer flag')).toBe(true);
});

test('an answer that takes longer than its operation may is found', async () => {
  const notes = new Notes();
  const { result } = await trySuite(
    `${head}include: [notes]\nauth: { bearer: mine }\nphases: [examples]\noperations: { listNotes: { maxResponseTime: 0.5 } }\n`,
    { target: notes.fetch },
  );
  expect(result.findings.map(({ failure, operation }) => `${failure.check} ${operation.id}`)).toEqual([
    'response-time listNotes',
  ]);
});

test.each<[checks: string, has: string[], hasNot: string[]]>([
  ['[server-error, content-type]', ['server-error', 'content-type'], ['response-body']],
  ['[default, -response-body]', ['server-error'], ['response-body']],
  [
    '{ response-body: false, security-headers: true }',
    ['server-error', 'security-headers'],
    ['response-body'],
  ],
])('checks: %s', async (checks, has, hasNot) => {
  const { prepared } = await trySuite(`${head}include: [notes]\nphases: [examples]\nchecks: ${checks}\n`, {
    target: new Notes().fetch,
  });
  expect(prepared.checks).toEqual(expect.arrayContaining(has));
  for (const name of hasNot) expect(prepared.checks).not.toContain(name);
});

test('what credentials come from is a secret, and the address of a target is none', async () => {
  const notes = new Notes();
  const { events, result } = await trySuite(
    `${head}targets: { a: '\${NOTES_URL}' }\ninclude: [notes]\nphases: [examples]\nauth: { bearer: '\${WHO}' }\nheaders: { X-Room: '\${ROOM:-public}' }\n`,
    {
      env: { NOTES_URL: 'http://notes.test', WHO: 'mine', ROOM: 'attic' },
      overrides: { fetch: notes.fetch },
    },
  );
  const secrets = events.flatMap((event) => ('secrets' in event ? event.secrets : []));
  expect(secrets).toContain('mine');
  expect(secrets).not.toContain('http://notes.test');
  expect(secrets).not.toContain('attic');
  expect(result.kept).toBe(true);
});
