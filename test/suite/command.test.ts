import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Folder, jsonLines, standin } from '../cli/command-line.ts';
import { description, Notes } from './suite-of.ts';

let notes: Notes;
let server: Server;
let url: string;
let folder: Folder;
const cwd = process.cwd();

const suite = (more: string) =>
  `description: ../openapi.json\ninclude: [notes]\nlimits: { maxCases: 6 }\nauth: { bearer: '\${NOTES_TOKEN:-mine}' }\n${more}`;

beforeAll(async () => {
  await new Promise<void>((listening) => {
    const fetch = (request: Request) => notes.fetch(request);
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, () => listening()) as Server;
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await Folder.create({
    'package.json': {},
    'openapi.json': description,
    'contracts/one.contract.yaml': suite(`targets: { local: ${url}, other: http://127.0.0.1:1 }\n`),
    'contracts/two.contract.yaml': suite(
      `title: The second\ntargets: { local: ${url} }\nphases: [examples]\noperations: { createNote: { skip: true } }\n`,
    ),
    'wrong/bad.contract.yaml': 'descriptoin: x\ntargets: { a: 7 }\n',
    'wrong/names.contract.yaml': suite('operations: { getNot: {} }\nchecks: { server-eror: false }\n'),
    'wrong/outside.contract.yaml': 'description: ../../../../../etc/hostname\n',
  });
  process.chdir(folder.path);
});

afterAll(async () => {
  process.chdir(cwd);
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

beforeEach(() => {
  notes = new Notes();
});

test('a suite that is kept ends with 0', async () => {
  const { code, out, err } = await standin(['verify', 'contracts/one.contract.yaml']);
  expect(`${out}${err}`).toContain('Kept.');
  expect(code).toBe(0);
});

test('without a name every suite of contracts/ runs, with one summary', async () => {
  notes.broken = true;
  const { code, out, err } = await standin(['verify']);
  expect(out).toContain('with one:');
  expect(out).toContain('with The second:');
  expect(err).toMatch(/contracts\/one\.contract\.yaml {2}broken {2}3 operations, \d+ cases, \d+ findings?/);
  expect(err).toMatch(/contracts\/two\.contract\.yaml {2}(?:kept|broken) {2}2 operations/);
  expect(code).toBe(1);
});

test('several suites make one report', async () => {
  const { code } = await standin([
    'verify',
    '--reporter',
    'junit=out/all.xml',
    '--reporter',
    'json=out/all.json',
  ]);
  expect(code).toBe(0);
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(
    await readFile('out/all.xml', 'utf8'),
  );
  expect(testsuites['@_name']).toBe('one, The second');
  expect(testsuites.testsuite).toHaveLength(5);
  const report = JSON.parse(await readFile('out/all.json', 'utf8'));
  expect(report).toMatchObject({ version: 1, kept: true, title: 'one, The second' });
});

test('flags come before what suites say', async () => {
  const dead = await standin(['verify', 'contracts/one.contract.yaml', '--env', 'other']);
  expect(dead).toMatchObject({
    code: 2,
    out: expect.stringContaining('Nothing answers at http://127.0.0.1:1'),
  });
  const alive = await standin(['verify', 'contracts/one.contract.yaml', '--env', 'other', '--target', url]);
  expect(alive.code).toBe(0);
  await standin([
    'verify',
    'contracts/one.contract.yaml',
    '--identity',
    'me=Authorization: Bearer theirs',
    '--include',
    'getNote',
  ]);
  const last = notes.seen.at(-1)!;
  expect(last.path).toContain('/notes/');
  const sent = notes.seen.slice(-5).map(({ headers }) => headers.get('authorization'));
  expect(sent).toContain('Bearer theirs');
  expect(sent).not.toContain('Bearer mine');
});

test('--dry-run lists the cases of all suites, and sends nothing', async () => {
  const { code, out } = await standin(['verify', '--dry-run', '--json'], { env: { NOTES_TOKEN: '' } });
  const lines = jsonLines(out);
  expect(new Set(lines.map(({ suite: name }) => name))).toEqual(new Set(['one', 'two']));
  expect(notes.seen).toEqual([]);
  expect(code).toBe(0);
});

test.each<[title: string, args: string[], message: RegExp]>([
  [
    'unknown keys and wrong types, each with its line',
    ['wrong/bad.contract.yaml'],
    /bad\.contract\.yaml:1:1 #\/descriptoin: .*description"\?[\s\S]*:2:/,
  ],
  [
    'names that mean nothing in the description',
    ['wrong/names.contract.yaml'],
    /names\.contract\.yaml:5:\d+ #\/operations\/getNot: .*Did you mean getNote\?|server-error/,
  ],
  ['a path outside of the project', ['wrong/outside.contract.yaml'], /outside of the project/],
  [
    'an environment that is not there',
    ['contracts/one.contract.yaml', '--env', 'prod'],
    /no target called prod\. There are: local, other\./,
  ],
  ['a suite beside a description', ['contracts/one.contract.yaml', 'openapi.json'], /beside a suite/],
  ['a suite that is not there', ['contracts/no.contract.yaml'], /there is no such file/],
  [
    'a shard that is none',
    ['contracts/one.contract.yaml', '--shard', '3/2'],
    /Write the second of five as 2\/5/,
  ],
])('%s end it with 2', async (_, args, message) => {
  const { code, err } = await standin(['verify', ...args]);
  expect(err).toMatch(message);
  expect(code).toBe(2);
});

test('secrets of the environment are in no report', async () => {
  notes.tokens = new Set(['very-secret-token']);
  notes.broken = true;
  const env = { NOTES_TOKEN: 'very-secret-token' };
  const names = ['json', 'ndjson', 'junit', 'sarif', 'github', 'markdown', 'har', 'html'];
  const reports = names.flatMap((name) => ['--reporter', `${name}=secret/${name}`]);
  const { code, out } = await standin(
    ['verify', 'contracts/one.contract.yaml', '--reporter', 'console', ...reports],
    { env },
  );
  expect(code).toBe(1);
  expect(out).not.toContain('very-secret');
  for (const name of names) {
    const text = await readFile(`secret/${name}`, 'utf8');
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toContain('very-secret');
  }
});

test('a baseline is written, keeps the next run from failing, and is told apart', async () => {
  notes.broken = true;
  const update = await standin(['verify', 'contracts/one.contract.yaml', '--update-baseline']);
  expect(update.err).toMatch(/one\.baseline\.yaml: [1-9] added, 0 taken out, 0 expected again\./);
  expect(update.code).toBe(0);
  const again = await standin(['verify', 'contracts/one.contract.yaml']);
  expect(again.out).toMatch(/Kept\. Besides: [1-9] known/);
  expect(again.code).toBe(0);
  notes.broken = false;
  const fixed = await standin(['verify', 'contracts/one.contract.yaml']);
  expect(fixed.out).toMatch(
    /gone GET \/notes\/\{id\}: response-body did not come again \(not looked at yet\)/,
  );
  expect(fixed.code).toBe(0);
  const pruned = await standin(['verify', 'contracts/one.contract.yaml', '--update-baseline']);
  expect(pruned.err).toMatch(/0 added, [1-9] taken out/);
});
