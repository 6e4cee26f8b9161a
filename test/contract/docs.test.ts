import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allChecks } from '../../src/contract/index.ts';
import { Folder, standin } from '../cli/command-line.ts';

const page = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8');

test('the page has a row for every check, in their order', () => {
  const rows = page
    .split('\n')
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| /, '')))
    .filter(([, group]) => allChecks().some((check) => check.group === group))
    .map(([name, group, title, how = '']) => [name, group, title, !how.includes('; only when asked for')]);
  expect(rows).toEqual(
    allChecks().map(({ name, group, title, byDefault }) => [`\`${name}\``, group, title, byDefault]),
  );
});

const cat = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
const description = {
  openapi: '3.1.0',
  info: { title: 'Cats', version: '1' },
  paths: {
    '/cats/{id}': {
      get: {
        operationId: 'getCat',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: cat } } },
          400: { description: '' },
        },
      },
    },
  },
};

/** Takes every whole number, though the description wants those from 1. */
const server = createServer(({ method, url = '' }, response) => {
  if (method !== 'GET') return void response.writeHead(405, { Allow: 'GET' }).end();
  const id = Number(url.split('/').pop());
  if (!Number.isInteger(id)) return void response.writeHead(400).end();
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ id }));
});
let folder: Folder;
beforeAll(async () => {
  folder = await Folder.create({ 'cats.json': description });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  server.close();
  await folder.remove();
});

test('the page shows what the command prints', async () => {
  const example = /```console\n\$ standin (.*)\n([^`]*)```/.exec(page);
  const [, command = '', shown = ''] = example ?? [];
  const port = String((server.address() as AddressInfo).port);
  const args = command
    .split(' ')
    .map((word) => word.replace('4777', port).replace('cats.json', folder.file('cats.json')));
  const { out, code } = await standin(args);
  const lines = out
    .replaceAll(port, '4777')
    .replaceAll(/at \S*cats\.json/g, 'at cats.json')
    .split('\n');
  for (const line of shown.trimEnd().split('\n'))
    expect(
      lines.some((each) => (line.endsWith('…') ? each.startsWith(line.slice(0, -1)) : each === line)),
      line,
    ).toBe(true);
  expect(code).toBe(1);
});
