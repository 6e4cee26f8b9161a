import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Folder, standin } from './command-line.ts';

const pact = `{
  "consumer": { "name": "web" },
  "provider": { "name": "shop" },
  "interactions": [
    {
      "description": "a cat",
      "providerStates": [{ "name": "cat 7 exists", "params": { "id": 7 } }],
      "request": {
        "method": "GET",
        "path": "/cats/7",
        "headers": { "Authorization": "Bearer placeholder" },
        "generators": {}
      },
      "response": {
        "status": 200,
        "headers": { "Content-Type": "application/json" },
        "body": { "id": 7, "name": "Tom" },
        "matchingRules": { "body": { "$.name": { "matchers": [{ "match": "type" }] } } }
      }
    }
  ],
  "metadata": { "pactSpecification": { "version": "3.0.0" } }
}
`;

const description = {
  openapi: '3.1.0',
  info: { title: 'Cats', version: '1' },
  paths: {
    '/cats/{id}': {
      get: {
        operationId: 'getCat',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: {
          200: {
            description: '',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['id', 'name', 'age'],
                  properties: { id: { type: 'integer' }, name: { type: 'string' }, age: { type: 'integer' } },
                },
              },
            },
          },
        },
      },
    },
  },
};

const hooks = `
export const states = {
  'cat 7 exists': {
    setup: async ({ id }: { id: number }) => { await fetch(process.env.SHOP + '/hook/' + id) },
  },
};
`;

let cat: object = {};
let asked: string[] = [];
let server: Server;
let url: string;
let folder: Folder;
const cwd = process.cwd();

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}${body}`.trim());
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(cat));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await Folder.create({
    'web-shop.json': pact,
    'openapi.json': description,
    'hooks.ts': hooks,
  });
  process.chdir(folder.path);
});

beforeEach(() => {
  asked = [];
  cat = { id: 7, name: 'Kitty', age: 3 };
});

afterAll(async () => {
  process.chdir(cwd);
  server.close();
  await folder.remove();
});

test('a provider that keeps its pacts exits with 0', async () => {
  const { code, out } = await standin(['verify', 'web-shop.json', '--target', url]);
  expect(code).toBe(0);
  expect(out).toContain('Kept.');
  expect(out).toContain('cat 7 exists');
});

test('a broken pact is told with the line of the expected value, and exits with 1', async () => {
  cat = { id: 8, name: 'Kitty' };
  const { code, out } = await standin(['verify', 'web-shop.json', '--target', url]);
  expect(code).toBe(1);
  expect(out).toContain('In the body of the answer, /id is 8, not 7.');
  expect(out).toContain('web-shop.json:17');
});

test('the caller gives the credentials, which no report shows', async () => {
  cat = { id: 8, name: 'Kitty' };
  const args = [
    'verify',
    'web-shop.json',
    '--target',
    url,
    '--identity',
    'main=Authorization: Bearer s3cret-77',
  ];
  const { out } = await standin([
    ...args,
    '--reporter',
    'har',
    '--reporter',
    'junit=junit.xml',
    '--reporter',
    'sarif=r.sarif',
  ]);
  expect(asked).toEqual(['GET /cats/7 Bearer s3cret-77']);
  expect(out + (await readFile('junit.xml', 'utf8')) + (await readFile('r.sarif', 'utf8'))).not.toContain(
    's3cret',
  );
  expect(await readFile('r.sarif', 'utf8')).toContain('web-shop.json');
});

test('a URL is asked for each state, before and after', async () => {
  const { code } = await standin([
    'verify',
    'web-shop.json',
    '--target',
    url,
    '--provider-states-url',
    `${url}/states`,
  ]);
  const change = (action: string) =>
    `POST /states ${JSON.stringify({ consumer: 'web', state: 'cat 7 exists', states: ['cat 7 exists'], params: { id: 7 }, action })}`;
  expect(code).toBe(0);
  expect(asked).toEqual([change('setup'), 'GET /cats/7 Bearer placeholder', change('teardown')]);
});

test('a module in TypeScript brings the provider into its states', async () => {
  process.env['SHOP'] = url;
  const { code } = await standin(['verify', 'web-shop.json', '--target', url, '--hooks', 'hooks.ts']);
  expect(code).toBe(0);
  expect(asked).toEqual(['GET /hook/7', 'GET /cats/7 Bearer placeholder']);
});

test('a state that cannot be had is a failure, and nothing is asked', async () => {
  const target = ['--target', url, '--provider-states-url', 'http://127.0.0.1:1/states'];
  const { code, out } = await standin(['verify', 'web-shop.json', ...target]);
  expect([code, asked]).toEqual([2, []]);
  expect(out).toContain('The provider was not brought into the state "cat 7 exists"');
});

test('a description beside the pacts holds every exchange to itself too', async () => {
  cat = { id: 7, name: 'Kitty' };
  const { code, out } = await standin(['verify', 'web-shop.json', 'openapi.json', '--target', url, '--json']);
  expect(code).toBe(1);
  expect(out).toContain('response-body');
  expect(out).toContain('openapi.json');
});

test('a target that is not there exits with 2', async () => {
  const { code } = await standin(['verify', 'web-shop.json', '--target', 'http://127.0.0.1:1']);
  expect(code).toBe(2);
});
