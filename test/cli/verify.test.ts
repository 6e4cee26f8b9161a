import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Folder, jsonLines, standin } from './command-line.ts';

const description = {
  openapi: '3.1.0',
  info: { title: 'Cats', version: '1' },
  paths: {
    '/cats': {
      get: {
        operationId: 'listCats',
        tags: ['lists'],
        responses: {
          200: {
            description: '',
            content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } },
          },
        },
      },
    },
    '/cats/{id}': {
      get: {
        operationId: 'getCat',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: { type: 'string' } } } },
          400: { description: '' },
        },
      },
    },
  },
};

/** What the server does wrong. */
let mood: 'kept' | 'broken' | 'closed' = 'kept';
let asked: string[] = [];
let sent: string[] = [];
let server: Server;
let url: string;
let folder: Folder;
const cwd = process.cwd();

beforeAll(async () => {
  const app = new Hono();
  app.use(async (context, next) => {
    asked.push(context.req.path);
    sent.push(context.req.header('x-token') ?? '');
    if (mood === 'closed') return context.body(null, 401);
    await next();
    if (context.res.status === 404) return;
  });
  app.get('/cats', (context) => context.json(mood === 'broken' ? [1] : ['Tom']));
  app.all('/cats', (context) => context.body(null, 405, { Allow: 'GET' }));
  app.get('/cats/:id', (context) =>
    /^[1-9]\d*$/.test(context.req.param('id')) ? context.json('Tom') : context.body(null, 400),
  );
  app.all('/cats/:id', (context) => context.body(null, 405, { Allow: 'GET' }));
  await new Promise<void>((listening) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => listening()) as Server;
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await Folder.create({
    'cats.json': description,
    'based.json': { ...description, servers: [{ url: 'https://cats.example/v2' }] },
  });
});

afterAll(async () => {
  process.chdir(cwd);
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

beforeEach(() => {
  mood = 'kept';
  asked = [];
  sent = [];
});

const verify = (args: readonly string[], env: Record<string, string> = {}) =>
  standin(['verify', folder.file('cats.json'), '--max-cases', '20', ...args], { env });

test('a contract that is kept ends with 0', async () => {
  const { code, out, err } = await verify(['--target', url]);
  expect(`${out}${err}`).toContain('Kept.');
  expect(code).toBe(0);
});

test('a contract that is broken ends with 1, and says what and where', async () => {
  mood = 'broken';
  const { code, out } = await verify(['--target', url]);
  expect(code).toBe(1);
  expect(out).toMatch(/broken GET \/cats: .*\/0 must be a string/);
  expect(out).toMatch(/response-body at \S*cats\.json:\d+:\d+ #/);
  expect(out).toContain('Broken: 1 finding.');
  expect(out).not.toContain('\u001b');
});

test('where nothing listens it ends with 2 and says so in one sentence', async () => {
  const { code, out } = await verify(['--target', 'http://127.0.0.1:1']);
  expect(code).toBe(2);
  expect(out).toMatch(/note Nothing answers at http:\/\/127\.0\.0\.1:1: /);
  expect(out).not.toContain('broken ');
});

test('where the base path is wrong it ends with 2 and says which one works', async () => {
  const based = ['verify', folder.file('based.json'), '--target', url, '--max-cases', '5'];
  const { code, out } = await standin(based);
  expect(code).toBe(2);
  expect(out).toContain('looked for below /v2. Below / something answers');
  expect(out).toContain('--base-path /');
  expect(await standin([...based, '--base-path', '/'])).toMatchObject({ code: 0 });
});

test('a target with a path that is wrong is told which one works', async () => {
  const { code, out } = await verify(['--target', `${url}/wrong`]);
  expect(code).toBe(2);
  expect(out).toContain('--base-path /');
});

test('where every request is refused it ends with 2 and asks for credentials', async () => {
  mood = 'closed';
  const { code, out } = await verify(['--target', url]);
  expect(code).toBe(2);
  expect(out).toContain('was refused with 401. Give credentials by --header or --identity.');
});

test('--dry-run lists cases and sends nothing', async () => {
  const { code, out, err } = await verify(['--target', url, '--dry-run']);
  expect(code).toBe(0);
  expect(asked).toEqual([]);
  const ids = out
    .trim()
    .split('\n')
    .map((line) => line.split(' ', 1)[0]);
  expect(ids).toContain('listCats.examples.0');
  expect(err).toContain(`${ids.length} cases.`);
});

test('--case runs what a finding names, and shows it again', async () => {
  mood = 'broken';
  const first = await verify(['--target', url, '--json']);
  const { findings } = JSON.parse(first.out);
  const again = await verify(['--target', url, '--json', '--case', findings[0].caseId]);
  expect(again.code).toBe(1);
  expect(JSON.parse(again.out)).toMatchObject({
    cases: 1,
    findings: [{ fingerprint: findings[0].fingerprint }],
  });
});

test.each([
  ['--include', 'getCat'],
  ['--include', '/cats/*'],
  ['--exclude', 'listCats'],
  ['--exclude', 'lists'],
])('%s %s leaves what it names', async (flag, word) => {
  mood = 'broken';
  const { code } = await verify(['--target', url, flag, word]);
  expect(code).toBe(0);
  expect(asked).not.toContain('/cats');
});

test.each([
  ['--include', 'getCta', 'Did you mean getCat?'],
  ['--reporter', 'junti=x', 'Did you mean junit?'],
  ['--checks', 'server-eror', 'Did you mean server-error?'],
  ['--phases', 'stateful,boundry', 'Did you mean boundary?'],
  ['--identity', 'nobody', "Write main='Authorization: Bearer …'."],
  ['--header', 'nobody', "It must be 'Name: value'."],
  ['--target', 'ftp://x', 'it is no http or https URL'],
])('%s %s is an error that says what is meant', async (flag, word, hint) => {
  const { code, err } = await verify(['--target', url, flag, word]);
  expect(err).toContain(hint);
  expect(code).toBe(2);
});

test.each([
  ['default', 0],
  ['default,security-headers', 1],
  ['security-headers', 1],
  ['all,-security-headers', 0],
  ['-security-headers', 0],
])('--checks %s exits with %i where nothing but a header for browsers is missing', async (words, exit) => {
  const { code, err } = await verify(['--target', url, '--checks', words]);
  expect(err).toBe('');
  expect(code).toBe(exit);
});

test('--max-response-time is held', async () => {
  expect((await verify(['--target', url, '--max-response-time', '60000'])).code).toBe(0);
});

test('a report that cannot be written is an error', async () => {
  const { code, err } = await verify([
    '--target',
    url,
    '--reporter',
    `html=${folder.file('cats.json/x.html')}`,
  ]);
  expect(err).toContain('Name a file that can be written.');
  expect(code).toBe(2);
});

test('a case that is nowhere is an error', async () => {
  const { code, err } = await verify(['--target', url, '--case', 'getCat.examples.999']);
  expect(err).toContain('getCat.examples.999');
  expect(code).toBe(2);
});

test('the target can come from the environment, and from a configuration', async () => {
  expect((await verify([], { STANDIN_TARGET: url })).code).toBe(0);
  await folder.write('verify.json', { target: url, include: 'getCat', maxCases: 3 });
  const { code } = await standin([
    'verify',
    folder.file('cats.json'),
    '--config',
    folder.file('verify.json'),
  ]);
  expect(code).toBe(0);
  expect(asked).not.toContain('/cats/');
  expect((await verify([])).err).toContain('no target is given');
});

test('several reports are written at once', async () => {
  mood = 'broken';
  const [junit, ndjson] = [folder.file('out/junit.xml'), folder.file('events.ndjson')];
  const flags = ['--reporter', 'console', '--reporter', `junit=${junit}`, '--reporter', `ndjson=${ndjson}`];
  const { out } = await verify(['--target', url, ...flags]);
  expect(out).toContain('Broken: 1 finding.');
  expect(await readFile(junit, 'utf8')).toContain('failures="1"');
  expect(jsonLines(await readFile(ndjson, 'utf8')).at(-1)).toMatchObject({ type: 'run-finished' });
});

test('GitHub gets annotations, and the summary of the step', async () => {
  mood = 'broken';
  const summary = folder.file('summary.md');
  await folder.write('summary.md', 'Before.\n');
  const { out } = await verify(['--target', url, '--reporter', 'github'], { GITHUB_STEP_SUMMARY: summary });
  expect(out).toMatch(/^::error file=\S*cats\.json,line=\d+,title=response-body%3A GET \/cats::/);
  expect(await readFile(summary, 'utf8')).toMatch(/^Before\.\n## Contract of Cats: broken/);
});

test('credentials go out and are not shown', async () => {
  mood = 'broken';
  const { out } = await verify(['--target', url, '--header', 'X-Token: t0p-secret']);
  expect(new Set(sent)).toEqual(new Set(['t0p-secret']));
  expect(out).toContain('x-token: ***');
  expect(out).not.toContain('t0p-secret');
});

test('--self-check tells what the suite finds of seeded defects, by group', async () => {
  const { code, out } = await verify(['--self-check']);
  expect(code).toBe(0);
  expect(out).toMatch(/^answers +\d of \d$/m);
  const [, found, seeded] = /The suite finds (\d+) of (\d+) seeded defects\./.exec(out) ?? [];
  expect(Number(found)).toBeGreaterThan(Number(seeded) / 2);
  const told = JSON.parse((await verify(['--self-check', '--json'])).out);
  expect(told).toMatchObject({ seeded: Number(seeded), found: Number(found), alarms: 0, left: 0 });
  expect(told.defects).toHaveLength(told.seeded);
}, 60_000);
