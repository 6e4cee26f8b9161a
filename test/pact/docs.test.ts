import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as library from '../../src/index.ts';
import { Folder, standin } from '../cli/command-line.ts';

const page = readFileSync(new URL('../../docs/pact.md', import.meta.url), 'utf8');
const pact = {
  consumer: { name: 'web' },
  provider: { name: 'shop' },
  interactions: [
    {
      description: 'a cat',
      request: { method: 'GET', path: '/cats/7' },
      response: {
        headers: { 'Content-Type': 'application/json' },
        status: 200,
        body: { id: 7, name: 'Tom' },
        matchingRules: { body: { '$.id': { matchers: [{ match: 'type' }] } } },
      },
    },
  ],
  metadata: { pactSpecification: { version: '3.0.0' } },
};
const cat = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'integer' } } };
const description = {
  openapi: '3.1.0',
  info: { title: 'Cats', version: '1' },
  paths: {
    '/cats/{id}': {
      get: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: '', content: { 'application/json': { schema: cat } } } },
      },
    },
  },
};

const server = createServer((_, response) => {
  response.sendDate = false;
  response.setHeader('Content-Type', 'application/json').end('{"id":"7","name":"Tom"}');
});
const cwd = process.cwd();
let folder: Folder;
let port: string;

beforeAll(async () => {
  folder = await Folder.create({ 'web-shop.json': pact, 'openapi.json': description });
  process.chdir(folder.path);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = String((server.address() as AddressInfo).port);
});

afterAll(async () => {
  process.chdir(cwd);
  server.close();
  await folder.remove();
});

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    (match) => match[1]!,
  );
}

test.each(blocks('console').map((block) => block.split('\n')))(
  'what %s prints is shown',
  async (...lines) => {
    const [command = '', ...shown] = lines;
    const { out, code } = await standin(command.replace('8000', port).split(' ').slice(2));
    expect(out.replaceAll(port, '8000').replace(/in \d+\.\d s/, 'in 0.0 s')).toBe(shown.join('\n'));
    expect(code).toBe(1);
  },
);

test('the module of states brings a provider into them', async () => {
  const code = blocks('js')[0]!.replace('export const states =', 'return');
  const states = new Function(code)() as Record<string, unknown>;
  const change = library.statesByModule({ states }, 'hooks.ts');
  const of = (state: string) => change({ action: 'setup', state, params: { id: 7 }, consumer: 'web' });
  expect(await of('cat 7 exists')).toEqual({ token: 'made for 7' });
  expect(await of('no cats')).toBeUndefined();
  await expect(of('dogs')).rejects.toThrow('has no state of this name');
});

test('the program does what it says', async () => {
  process.chdir(cwd);
  const tests: Array<() => Promise<void>> = [];
  const modules = {
    standin: library,
    vitest: { expect, test: (_: string, work: () => Promise<void>) => tests.push(work) },
  };
  const body = blocks('js')[1]!.replaceAll(
    /^import (\{[^}]*\}) from '([^']+)';$/gm,
    "const $1 = modules['$2'];",
  );
  new Function('modules', body)(modules);
  expect(tests).toHaveLength(1);
  for (const work of tests) await work();
});
