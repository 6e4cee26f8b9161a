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
    '/cats/{cat-id}': {
      get: {
        operationId: 'getCat',
        parameters: [{ name: 'cat-id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: { type: ['string', 'null'] } } } },
        },
      },
    },
  },
};
const name = '/cats/{cat-id} > GET > 200 > application/json';

let answer: unknown = 'Tom';
let sent: string[] = [];
let server: Server;
let url: string;
let folder: Folder;
const cwd = process.cwd();

beforeAll(async () => {
  const app = new Hono();
  app.get('/cats/:id', (context) => {
    sent.push([context.req.header('x-key') ?? '', context.req.header('x-hook') ?? ''].join(' '));
    return context.json(answer as string);
  });
  await new Promise<void>((listening) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => listening()) as Server;
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await Folder.create({
    'cats.json': description,
    'hooks/one.js': `require('hooks').beforeEach((transaction) => { transaction.request.headers['X-Hook'] = 'seen'; console.log('a word of the hook'); });`,
    'dredd.yml': `endpoint: ${url}\nheader: ['X-Key: of the file']\nserver: npm start\n`,
    'wrong.yml': 'hookfile: a.js\n',
  });
});

afterAll(async () => {
  process.chdir(cwd);
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

beforeEach(() => {
  process.chdir(folder.path);
  answer = 'Tom';
  sent = [];
});

test('Dredd runs alone, with what dredd.yml says and with its hooks, and says nothing itself', async () => {
  const { code, out, err } = await standin([
    'verify',
    'cats.json',
    '--engine',
    'dredd',
    '--hookfiles',
    'hooks/*.js',
  ]);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/dredd: 1 case/);
  expect(out).toMatch(/server of dredd\.yml has no effect here/);
  expect(out).not.toContain('a word of the hook');
  expect(sent.at(-1)).toBe('of the file seen');
});

test('--verbose shows what Dredd and its hooks print', async () => {
  const { err } = await standin([
    'verify',
    'cats.json',
    '--engine',
    'dredd',
    '--hookfiles',
    'hooks/*.js',
    '--verbose',
  ]);
  expect(err).toContain('a word of the hook');
  expect(err).toMatch(/1 passing/);
});

test('both engines tell what they find in one report', async () => {
  answer = 7;
  const { code, out } = await standin([
    'verify',
    'cats.json',
    '--target',
    url,
    '--engine',
    'standin,dredd',
    '--json',
  ]);
  expect(code).toBe(1);
  const [report] = [
    JSON.parse(out) as { findings: Array<{ check: string; caseTitle: string; place: string }> },
  ];
  const checks = report.findings.map(({ check }) => check);
  expect(checks).toEqual(expect.arrayContaining(['dredd', 'response-body']));
  const ofDredd = report.findings.find(({ check }) => check === 'dredd')!;
  expect(ofDredd).toMatchObject({
    caseTitle: name,
    place: expect.stringMatching(/^cats\.json:\d+:\d+ #\/paths/),
  });
});

test('--dry-run lists the names that hooks use', async () => {
  const { out } = await standin(['verify', 'cats.json', '--engine', 'dredd', '--dry-run', '--json']);
  expect(jsonLines(out)).toMatchObject([{ id: 'getCat.dredd.0', phase: 'dredd', title: name }]);
});

test.each([
  ['an unknown engine', ['--engine', 'drdd'], /"?drdd"?.*dredd/],
  [
    'a configuration that is not there',
    ['--engine', 'dredd', '--dredd-config', 'no.yml'],
    /Failed to read Dredd's configuration no\.yml/,
  ],
  [
    'a setting that Dredd does not know',
    ['--engine', 'dredd', '--dredd-config', 'wrong.yml'],
    /wrong\.yml:1.*hookfiles/,
  ],
  [
    'hooks that are not there',
    ['--engine', 'dredd', '--hookfiles', 'none/*.js'],
    /Failed to run Dredd: .*none/,
  ],
])('%s ends with 2', async (_, flags, message) => {
  const { code, err } = await standin(['verify', 'cats.json', '--target', url, ...flags]);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});
