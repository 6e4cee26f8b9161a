import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { ContractEvent } from '../../src/contract/index.ts';
import { readDreddSettings } from '../../src/dredd/index.ts';
import type { Operation } from '../../src/model/index.ts';
import { root, tryByDredd } from './library.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-dredd-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const only =
  (...ids: string[]) =>
  ({ id }: Operation) =>
    ids.includes(id);

/** [defect, operation that is to blame, what Dredd says] */
const found: ReadonlyArray<[string, string, RegExp]> = [
  ['create-200', 'createBook', /Expected status code '201', but got '200'/],
  ['content-type', 'readBook', /content-type/],
  ['location-missing', 'createBook', /location' Missing required property/],
  ['body-type', 'readBook', /'\/year' Invalid type: string \(expected integer\)/],
  ['body-format', 'readBook', /createdAt should match pattern/],
  ['body-additional', 'readNote', /should NOT have additional properties/],
  ['error-shape', 'readBook', /a bookId of nothing/],
  ['auth-none', 'readBook', /no credentials.*Expected status code '401', but got '200'/],
  [
    'accepts-body-required',
    'createBook',
    /without the required title.*Expected status code '400', but got '201'/,
  ],
];

test.each(found)('Dredd finds %s', async (defect, operation, message) => {
  const { result, findings } = await tryByDredd(
    { defect },
    { select: only(operation, 'createBook', 'createNote') },
  );
  expect(result.conclusive).toBe(true);
  expect(result.kept).toBe(false);
  expect(findings.filter((text) => text.startsWith(operation) && message.test(text))).not.toEqual([]);
});

test('Dredd has no objection to a target that keeps its description, and leaves nothing behind', async () => {
  const requests: string[] = [];
  const onEvent = (event: ContractEvent) => {
    if (event.type === 'exchange')
      requests.push(`${event.exchange.request.method} ${event.exchange.request.target}`);
  };
  const { result, cases, findings } = await tryByDredd({}, { onEvent });
  expect(findings).toEqual([]);
  expect(result).toMatchObject({ kept: true, conclusive: true, notices: [] });
  expect(cases.length).toBeGreaterThan(70);
  const made = requests.filter((request) => /^POST \/(?:books|notes|members|loans)$/.test(request));
  expect(made.length).toBeGreaterThan(8);
});

test.each(['charset', 'null-members', 'rate-limited', 'default-only'])(
  'Dredd takes %s for what it is',
  async (variation) => {
    const { result, findings } = await tryByDredd({ variation });
    expect(findings).toEqual([]);
    expect(result.conclusive).toBe(true);
  },
);

test('a finding has its place in the description, the exchange, and a fingerprint that stays', async () => {
  const select = only('readBook', 'createBook');
  const [first, second] = [
    await tryByDredd({ defect: 'body-type' }, { select }),
    await tryByDredd({ defect: 'body-type' }, { select, seed: 2 }),
  ];
  const finding = first.result.findings.find(({ operation }) => operation.id === 'readBook')!;
  expect(finding.failure).toMatchObject({
    check: 'dredd',
    severity: 'failure',
    where: 'body /year',
    place: { pointer: '/paths/~1books~1{bookId}/get/responses/200/content/application~1json/schema' },
  });
  const [exchange] = finding.failure.exchanges;
  expect(exchange!.identity).toBe('librarian');
  expect(new TextDecoder().decode(exchange!.response!.body)).toMatch(/"year":"\d+"/);
  const prints = ({ result }: typeof first) => result.findings.map(({ fingerprint }) => fingerprint);
  expect(prints(second)).toEqual(prints(first));
});

test('one case can be run again', async () => {
  const { cases } = await tryByDredd({}, { caseId: 'readBook.dredd.0' });
  expect(cases).toEqual([['/books/{bookId} > GET > 200 > application/json', false]]);
});

test('hooks see what is sent, may change it and what is expected, and are told of where they have no transaction', async () => {
  const hooks = written(
    'hooks.js',
    `const { before, beforeValidation, after, beforeEach } = require('hooks');
     before('/books/{bookId} > GET > 200 > application/json', (transaction) => {
       if (!/^Bearer /.test(transaction.request.headers.Authorization)) transaction.fail = 'no credentials';
       if (!/^\\/v1\\/books\\/\\d+$/.test(transaction.fullPath)) transaction.fail = transaction.fullPath;
       if (!transaction.expected.bodySchema) transaction.fail = 'no schema';
       transaction.fullPath = '/v1/books/987654';
       transaction.expected.statusCode = '404';
     });
     before('/books > GET > 200 > application/json', (transaction) => { transaction.skip = true; });
     after('/books/{bookId} > GET > 401 > application/problem+json', (transaction) => { transaction.fail = 'the hook says so'; });
     before('/nowhere > GET > 200', () => {});`,
  );
  const { result, cases, findings } = await tryByDredd(
    {},
    { select: only('readBook', 'listBooks', 'createBook') },
    { hookfiles: [hooks] },
  );
  expect(findings).toEqual([
    'readBook: Dredd says of the hooks (a request with no credentials): Failed in after hook: the hook says so.',
  ]);
  const names = cases.map(([name]) => name);
  expect(names).toContain('/books/{bookId} > GET > 200 > application/json');
  expect(names).not.toContain('/books > GET > 200 > application/json');
  expect(result.notices).toMatchObject([
    { code: 'dredd-hook', message: expect.stringContaining('/nowhere > GET > 200') },
  ]);
});

test('hooks in another language run by their own handler, which Dredd starts and nothing leaves behind', async () => {
  const handler = written(
    'handler.mjs',
    `#!/usr/bin/env node
     import { createServer } from 'node:net';
     createServer((socket) => {
       let text = '';
       socket.on('data', (chunk) => {
         text += chunk;
         const lines = text.split('\\n');
         text = lines.pop();
         for (const line of lines) {
           const message = JSON.parse(line);
           if (message.event === 'afterEach' && message.data.name.includes('> GET > 200')) message.data.fail = 'said in another language';
           socket.write(JSON.stringify(message) + '\\n');
         }
       });
     }).listen(61999, '127.0.0.1');`,
  );
  const hooks = written('hooks.txt', '');
  const settings = await readDreddSettings(
    `language: node ${handler}\nhookfiles: ${hooks}\nhooks-worker-handler-port: 61999\n`,
    'dredd.yml',
  );
  const { findings } = await tryByDredd({}, { select: only('readMe') }, { settings });
  expect(findings).toEqual([
    'readMe: Dredd says of the hooks: Failed in after hook: said in another language.',
  ]);
  await expect(fetch('http://127.0.0.1:61999')).rejects.toThrow();
});

/** [what is wrong, hooks, what the error says] */
const broken: ReadonlyArray<[string, string, RegExp]> = [
  [
    'a hook that throws',
    `require('hooks').beforeAll(() => { throw new Error('not today'); });`,
    /a hook fails: not today/,
  ],
  ['hooks that end the process', `process.exit(3);`, /ended by 3 before it was done/],
];

test.each(broken)('%s ends the run with an error', async (_, text, message) => {
  const hookfiles = [written('broken.js', text)];
  const run = tryByDredd({}, { select: only('readMe') }, { hookfiles });
  await expect(run).rejects.toThrow(message);
  await expect(run).rejects.toMatchObject({ code: 'dredd-failed' });
});

test('a run that hangs in a hook is stopped when its time is over', async () => {
  const hookfiles = [written('endless.js', `require('hooks').beforeEach(() => { for (;;) {} });`)];
  const { result, cases } = await tryByDredd(
    {},
    { select: only('readMe'), maxTime: 3000, timeout: 500 },
    { hookfiles },
  );
  expect(cases).toEqual([]);
  expect(result.notices).toMatchObject([
    { code: 'dredd-stopped', message: /0 of 2 transactions were tried/ },
  ]);
});

test('what is printed is given line by line, without credentials', async () => {
  const hooks = written(
    'loud.js',
    `require('hooks').beforeEach((t) => console.log('sent', JSON.stringify(t.request.headers)));`,
  );
  const lines: string[] = [];
  await tryByDredd(
    {},
    { select: only('readMe') },
    { hookfiles: [hooks], output: (line) => lines.push(line) },
  );
  const sent = lines.filter((line) => line.startsWith('sent'));
  expect(sent).toHaveLength(2);
  expect(sent[0]).toContain('***');
  expect(lines.join('\n')).not.toContain('librarian-token');
});

test('where Dredd is not installed, the command that installs it is named', async () => {
  const { findDredd } = await import('../../src/dredd/run/find-dredd.ts');
  expect(findDredd(root)).toMatch(/dredd/);
  const other = written('other/node_modules/dredd/package.json', '{ "version": "12.0.0" }');
  expect(() => findDredd(join(other, '../../..'))).toThrow(
    /version 12.0.0 is installed.*npm install --save-dev dredd@14/,
  );
  expect(() => findDredd(folder, join(folder, 'x.js'))).toThrow(/npm install --save-dev dredd@14/);
});
