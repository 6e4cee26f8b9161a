import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Folder, standin } from '../cli/command-line.ts';
import { description, Notes } from './suite-of.ts';

let server: Server;
let url: string;
let folder: Folder;
const cwd = process.cwd();
const notes = new Notes();
notes.broken = true;

/** The same operations, each with a collection of its own, so that there is something to share out. */
const paths = (description as { paths: Record<string, unknown> }).paths;
const extended = {
  ...description,
  paths: {
    ...paths,
    '/health': { get: { operationId: 'health', security: [], responses: { 204: { description: '' } } } },
  },
};

interface Report {
  readonly findings: Array<{ fingerprint: string; severity: string; known?: { status: string } }>;
  readonly coverage: Array<{
    operation: string;
    cases: number;
    requests: number;
    statuses: object;
    unreached: string[];
  }>;
  readonly cases: number;
  readonly gone: object[];
}

beforeAll(async () => {
  await new Promise<void>((listening) => {
    server = serve({ fetch: notes.fetch, port: 0, hostname: '127.0.0.1' }, () => listening()) as Server;
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await Folder.create({
    'package.json': {},
    'openapi.json': extended,
    'contracts/notes.contract.yaml':
      "description: ../openapi.json\nexclude: [login]\nphases: [examples, boundary]\nlimits: { maxCases: 8 }\nauth: { bearer: mine }\noperations: { '/notes/*': { data: { parameters: { id: 1 } } } }\n",
  });
  process.chdir(folder.path);
});

afterAll(async () => {
  process.chdir(cwd);
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

const verify = (...args: string[]) =>
  standin(['verify', 'contracts/notes.contract.yaml', '--target', url, ...args]);
const reportIn = async (file: string): Promise<Report> => JSON.parse(await readFile(file, 'utf8'));
const prints = ({ findings }: Report) => findings.map(({ fingerprint }) => fingerprint).toSorted();

test('shards, shared out by what an earlier run cost, come to what the whole run finds', async () => {
  expect((await verify('--reporter', 'json=whole.json')).code).toBe(1);
  for (const index of [1, 2, 3])
    await verify(
      '--shard',
      `${index}/3`,
      '--shard-by',
      'whole.json',
      '--reporter',
      `json=part-${index}.json`,
    );
  const merged = await standin([
    'report',
    'merge',
    'part-1.json',
    'part-2.json',
    'part-3.json',
    '--reporter',
    'json=all.json',
  ]);
  expect(merged.code).toBe(1);
  const [whole, all] = [await reportIn('whole.json'), await reportIn('all.json')];
  expect(prints(all)).toEqual(prints(whole));
  const about = ({ coverage }: Report) =>
    coverage.map(({ operation, cases }) => `${operation} ${cases}`).toSorted();
  expect(about(all)).toEqual(about(whole));
  expect(all.cases).toBe(whole.cases);
});

test('a report that is merged alone says the same, and is found again by every other reporter', async () => {
  await verify(
    '--reporter',
    'json=one.json',
    '--reporter',
    'junit=one.xml',
    '--reporter',
    'sarif=one.sarif',
    '--reporter',
    'github=one.txt',
  );
  const again = await standin([
    ...['report', 'merge', 'one.json', '--reporter', 'json=again.json', '--reporter', 'junit=again.xml'],
    ...[
      '--reporter',
      'sarif=again.sarif',
      '--reporter',
      'github=again.txt',
      '--reporter',
      'html=again.html',
      '--reporter',
      'markdown=again.md',
      '--reporter',
      'console',
    ],
  ]);
  expect(again.code).toBe(1);
  expect(await reportIn('again.json')).toEqual(await reportIn('one.json'));
  for (const name of ['sarif', 'txt', 'xml'])
    expect(await readFile(`again.${name}`, 'utf8')).toBe(await readFile(`one.${name}`, 'utf8'));
  expect(again.out).toContain('response-body at openapi.json:');
  expect(await readFile('again.html', 'utf8')).toContain('must be a string, is 7');
});

test('what a baseline knows is known in the whole too, and what one run has found is not gone', async () => {
  await verify('--update-baseline');
  await verify('--reporter', 'json=broken.json');
  notes.broken = false;
  await verify('--reporter', 'json=mended.json');
  notes.broken = true;
  const mended = await reportIn('mended.json');
  expect(mended.gone.length).toBeGreaterThan(0);
  const { code, out } = await standin([
    'report',
    'merge',
    'broken.json',
    'mended.json',
    '--reporter',
    'console',
    '--reporter',
    'json=both.json',
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/Besides: \d+ known/);
  const both = await reportIn('both.json');
  expect(
    both.findings.filter(({ severity }) => severity === 'failure').map(({ known }) => known?.status),
  ).toEqual(['known']);
  expect(both.gone).toEqual([]);
});

test.each<[title: string, text: string, message: RegExp]>([
  ['no JSON', '{', /it is no JSON/],
  ['of another kind', '{"findings":[]}', /no report of this version/],
  ['without its lists', '{"version":1}', /has no list phases/],
  [
    'with a finding that is none',
    '{"version":1,"phases":[],"checks":[],"gone":[],"notices":[],"coverage":[],"findings":[7]}',
    /not as it was written/,
  ],
])('a report that is %s is refused', async (_, text, message) => {
  await folder.write('bad.json', text);
  const { code, err } = await standin(['report', 'merge', 'bad.json']);
  expect(err).toMatch(message);
  expect(code).toBe(2);
});

test('requests of a whole run cannot be had from JSON reports', async () => {
  const { code, err } = await standin(['report', 'merge', 'whole.json', '--reporter', 'har=x.har']);
  expect(err).toContain('Have each run write its own');
  expect(code).toBe(2);
});

test('a description alone is sharded too', async () => {
  const run = (shard: string) =>
    standin([
      'verify',
      'openapi.json',
      '--target',
      url,
      '--header',
      'Authorization: Bearer mine',
      '--max-cases',
      '3',
      '--shard',
      shard,
      '--reporter',
      `json=plain-${shard.replace('/', '-')}.json`,
    ]);
  await run('1/2');
  await run('2/2');
  const parts = [await reportIn('plain-1-2.json'), await reportIn('plain-2-2.json')];
  const tried = parts.flatMap(({ coverage }) => coverage.map(({ operation }) => operation));
  expect(tried.toSorted()).toEqual(['createNote', 'getNote', 'health', 'listNotes', 'login']);
});
