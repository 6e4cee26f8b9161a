import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CommandLine, Folder, standin } from './command-line.ts';

const description = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  paths: {
    '/cats': {
      get: {
        summary: 'List cats',
        responses: {
          200: {
            description: '',
            content: { 'application/json': { schema: { type: 'array', items: { type: 'string' } } } },
          },
        },
      },
    },
    '/dogs': { get: { summary: 'List dogs', responses: { 204: { description: '' } } } },
  },
};

let folder: Folder;
const cwd = process.cwd();

beforeEach(async () => {
  folder = await Folder.create({ 'openapi.json': description });
  process.chdir(folder.path);
});

afterEach(async () => {
  process.chdir(cwd);
  await folder.remove();
});

/** Serves, asks for the paths, and stops. */
async function served(flags: readonly string[], paths: readonly string[]): Promise<number> {
  const line = new CommandLine(['mock', 'openapi.json', '-p', '0', ...flags]);
  const [, url] = await line.printed(/(http:\/\/127\.0\.0\.1:\d+)/);
  for (const path of paths) await (await fetch(url + path)).text();
  return (await line.stop()).code;
}

async function descriptions(file: string): Promise<string[]> {
  const pact = JSON.parse(await readFile(file, 'utf8')) as { interactions: Array<{ description: string }> };
  return pact.interactions.map((interaction) => interaction.description);
}

test('what the consumer used is a pact when the mock stops, and is added to when it runs again', async () => {
  const flags = ['--pact', 'pacts/web-shop.json', '--consumer', 'web'];
  expect(await served(flags, ['/cats', '/cats', '/nowhere'])).toBe(0);
  expect(await descriptions('pacts/web-shop.json')).toEqual(['List cats, answered with 200']);
  expect(await served(flags, ['/dogs'])).toBe(0);
  expect(await descriptions('pacts/web-shop.json')).toEqual([
    'List cats, answered with 200',
    'List dogs, answered with 204',
  ]);
  expect(JSON.parse(await readFile('pacts/web-shop.json', 'utf8'))).toMatchObject({
    consumer: { name: 'web' },
    provider: { name: 'Shop' },
    metadata: { pactSpecification: { version: '4.0' } },
  });
});

test('the pact can be kept by the description that it was made with', async () => {
  await served(['--pact', 'p.json', '--pact-version', '3'], ['/cats', '/dogs']);
  const { code, out } = await standin(['check', 'openapi.json', '--pact', 'p.json']);
  expect([code, out]).toEqual([0, '']);
});

test('nothing that was used writes no file', async () => {
  await served(['--pact', 'p.json'], []);
  await expect(readFile('p.json')).rejects.toThrow();
});

test.each([
  ['a file that is no pact is not written over', ['--pact', 'openapi.json'], 'there is no pact'],
  ['several processes write no pact', ['--pact', 'p.json', '--workers', '2'], 'cannot write one pact'],
])('%s', async (_, flags, message) => {
  const { code, err } = await standin(['mock', 'openapi.json', '-p', '0', ...flags]);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
