import { readFileSync, writeFileSync } from 'node:fs';
import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { beforeAll, expect, test } from 'vitest';
import { readSuite, type Suite, suiteSchema } from '../../src/suite/index.ts';

const file = new URL('../../schema/suite.schema.json', import.meta.url);
if (process.env['UPDATE_SCHEMA']) writeFileSync(file, `${JSON.stringify(suiteSchema, null, 2)}\n`);
const shipped: unknown = JSON.parse(readFileSync(file, 'utf8'));
const id = 'https://standin.test/suite';
type Foreign = (value: unknown) => boolean;
let isValid: Foreign;

/** Has every key there is, each of a type that the compiler accepts. */
const whole = {
  $schema: '../schema/suite.schema.json',
  title: 'Everything',
  description: 'openapi.yaml',
  targets: {
    local: 'http://127.0.0.1:1',
    staging: { url: 'https://a.test', basePath: '/v1', headers: { A: 'b' }, auth: { bearer: 'x' } },
  },
  basePath: '/v1',
  headers: { 'X-Tenant': 'acme', 'X-Number': '7' },
  auth: {
    headers: { A: 'b' },
    query: { key: 'k' },
    cookies: { sid: 's' },
    bearer: 'token',
    basic: { username: 'u', password: 'p' },
    oauth2: {
      tokenUrl: '/token',
      clientId: 'c',
      clientSecret: 's',
      refreshToken: 'r',
      username: 'u',
      password: 'p',
      scopes: ['read'],
      audience: 'a',
      authentication: 'body',
    },
    login: {
      operation: 'POST /login',
      parameters: { a: 1 },
      body: { name: 'Ada' },
      token: '/token',
      header: 'X-Token',
      scheme: '',
      cookies: true,
      expiresIn: '/seconds',
    },
    hook: './auth.ts#main',
  },
  identities: { other: { bearer: 'theirs', scopes: ['read'] } },
  include: ['GET'],
  exclude: ['/admin*'],
  phases: ['examples', 'boundary', 'generated', 'workflows', 'stateful'],
  checks: { 'server-error': false },
  limits: { maxCases: 5, maxTime: 60, timeout: 100, maxResponseTime: 20.5, rate: 5, workers: 2, bail: 1 },
  seed: 7,
  operations: {
    getUser: {
      skip: false,
      phases: ['examples'],
      checks: { 'server-error': true },
      maxCases: 3,
      maxResponseTime: 5,
      data: { parameters: { 'path.id': [1, 2] }, body: { '/a/b': 'x', '/list/*/c': null } },
    },
  },
  resources: { '/users': {} },
  setup: [
    { operation: 'createUser', parameters: { a: 1 }, body: {}, expect: [201], save: { id: '/id' } },
    { hook: './hooks.ts' },
  ],
  teardown: [{ operation: 'deleteUser' }],
  workflows: ['a.arazzo.yaml', { file: 'b.arazzo.yaml', inputs: { a: 1 }, only: ['x'] }],
  engines: ['standin', 'dredd'],
  dredd: { hookfiles: ['hooks.js'], config: 'dredd.yml' },
  baseline: 'known.yaml',
  reporters: ['console'],
} as const satisfies Suite;

async function isRead(value: unknown): Promise<boolean> {
  return readSuite(JSON.stringify(value), 'a.contract.json').then(
    () => true,
    (error: { code?: string }) => {
      if (error.code !== 'bad-suite') throw error;
      return false;
    },
  );
}

beforeAll(async () => {
  registerSchema(JSON.parse(JSON.stringify(suiteSchema)), id);
  const judge = await validate(id);
  isValid = (value) => judge(JSON.parse(JSON.stringify(value))).valid;
});

test('the schema that is shipped is the one that the reader goes by', () => {
  expect(shipped).toEqual(JSON.parse(JSON.stringify(suiteSchema)));
});

test('a suite with every key is taken by the type, the reader and a foreign validator', async () => {
  expect(await isRead(whole)).toBe(true);
  expect(isValid(whole)).toBe(true);
});

test('the suite with every key has every key of the schema', () => {
  const used = new Set(keysOf(whole));
  expect([...propertiesOf(suiteSchema)].filter((name) => !used.has(name))).toEqual([]);
});

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [key, ...keysOf(member)]);
}

function propertiesOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, member]) => [
    ...(key === 'properties' ? Object.keys(member as object) : []),
    ...propertiesOf(member),
  ]);
}

test.each<[title: string, change: object]>([
  ['no description', { description: undefined }],
  ['an unknown key', { targest: {} }],
  ['an unknown phase', { phases: ['exmaples'] }],
  ['a phase twice', { phases: ['examples', 'examples'] }],
  ['a limit that is none', { limits: { maxCases: 0 } }],
  ['a text for a number', { limits: { timeout: '5s' } }],
  ['no target', { targets: {} }],
  ['a target without its URL', { targets: { a: { headers: {} } } }],
  ['OAuth2 without its client', { auth: { oauth2: { tokenUrl: '/t' } } }],
  ['empty credentials', { auth: {} }],
  ['a pointer that is none', { operations: { a: { data: { body: { name: 1 } } } } }],
  ['a step with nothing to do', { setup: [{}] }],
  ['a hook with a body', { setup: [{ hook: './a.ts', body: {} }] }],
  ['a status that is none', { setup: [{ operation: 'a', expect: [99] }] }],
  ['an unknown engine', { engines: ['schemathesis'] }],
  ['no engine', { engines: [] }],
  ['a baseline that is true', { baseline: true }],
])('%s is refused by the reader and by a foreign validator', async (_, change) => {
  const suite = { ...whole, ...change };
  expect(isValid(suite)).toBe(false);
  expect(await isRead(suite)).toBe(false);
});

test('reader and foreign validator agree on suites with a part taken away or replaced', async () => {
  const paths = pathsOf(whole, []);
  const change = fc.record({
    path: fc.constantFrom(...paths),
    value: fc.oneof(
      fc.constant(undefined),
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant({}),
      fc.constant([]),
      fc.constant(null),
    ),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ path, value }) => {
      const suite: unknown = JSON.parse(JSON.stringify(whole));
      put(suite, path, value);
      expect(await isRead(suite)).toBe(isValid(suite));
    }),
    { numRuns: 300, seed: 11 },
  );
});

function pathsOf(value: unknown, path: string[]): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]));
  return path.length > 0 ? [path, ...below] : below;
}

function put(root: unknown, path: readonly string[], value: unknown): void {
  let at = root as Record<string, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1)!] = value;
}

test('the suite that is shipped is valid by a foreign validator', () => {
  const text = readFileSync(new URL('../../contracts/authentik.contract.yaml', import.meta.url), 'utf8');
  expect(isValid(load(text))).toBe(true);
});
