import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSuite } from '../../src/suite/index.ts';
import { Folder, standin } from '../cli/command-line.ts';

let folder: Folder;
const cwd = process.cwd();

const described = (schemes: object, security: object[]) => ({
  openapi: '3.1.0',
  info: { title: 'Red: Pandas & co', version: '1' },
  servers: [{ url: 'https://prod.example/v2', description: 'Production' }, { url: '/v2' }],
  security,
  paths: {
    '/pandas/{id}': {
      get: {
        operationId: 'true',
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: '' } },
      },
    },
  },
  components: { securitySchemes: schemes },
});

beforeAll(async () => {
  folder = await Folder.create({ 'package.json': {} });
  process.chdir(folder.path);
});

afterAll(async () => {
  process.chdir(cwd);
  await folder.remove();
});

test.each<[title: string, scheme: object, auth: object]>([
  ['bearer', { type: 'http', scheme: 'bearer' }, { bearer: '${MY_SCHEME_TOKEN}' }],
  [
    'basic',
    { type: 'http', scheme: 'basic' },
    { basic: { username: '${MY_SCHEME_USERNAME}', password: '${MY_SCHEME_PASSWORD}' } },
  ],
  [
    'a key in a header',
    { type: 'apiKey', in: 'header', name: 'X-Key' },
    { headers: { 'X-Key': '${MY_SCHEME_KEY}' } },
  ],
  [
    'a key in the query',
    { type: 'apiKey', in: 'query', name: 'key' },
    { query: { key: '${MY_SCHEME_KEY}' } },
  ],
  ['a cookie', { type: 'apiKey', in: 'cookie', name: 'sid' }, { cookies: { sid: '${MY_SCHEME_KEY}' } }],
  [
    'client credentials',
    {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { 'a:b': '', read: '' } } },
    },
    {
      oauth2: {
        tokenUrl: 'https://id.example/token',
        clientId: '${MY_SCHEME_CLIENT_ID}',
        clientSecret: '${MY_SCHEME_CLIENT_SECRET}',
        scopes: ['a:b', 'read'],
      },
    },
  ],
  [
    'OpenID Connect',
    { type: 'openIdConnect', openIdConnectUrl: 'https://id.example' },
    { bearer: '${MY_SCHEME_TOKEN}' },
  ],
])('a first suite has %s from the environment, and can be read', async (title, scheme, auth) => {
  const name = `${title.replaceAll(' ', '-')}.json`;
  await folder.write(name, described({ mySchemeé: scheme, myScheme: scheme }, [{ myScheme: [] }]));
  const { code } = await standin(['init', name]);
  expect(code).toBe(0);
  const text = await readFile(`contracts/${name.toLowerCase().replace('.json', '.contract.yaml')}`, 'utf8');
  const { suite } = await readSuite(text, 'a.contract.yaml');
  expect(suite).toMatchObject({
    description: `../${name}`,
    auth,
    targets: { local: 'http://127.0.0.1:8000/v2' },
  });
});

test('every line that is a comment can be taken in', async () => {
  await folder.write('openapi.json', described({ a: { type: 'http', scheme: 'bearer' } }, [{ a: [] }]));
  await standin(['init', 'openapi.json', '-o', 'contracts/all.contract.yaml']);
  const text = await readFile('contracts/all.contract.yaml', 'utf8');
  const opened = text.replaceAll(/^(\s*)# (?=\s*(?:[\w"]+:|[\w"]+: .*)$|\s*(?:"?\w+"?): )/gm, '$1');
  const { suite } = await readSuite(opened, 'all.contract.yaml');
  expect(Object.keys(suite)).toEqual(
    expect.arrayContaining(['targets', 'auth', 'identities', 'limits', 'operations', 'reporters']),
  );
  expect(suite.targets).toMatchObject({ production: 'https://prod.example/v2' });
  expect(load(opened)).toHaveProperty(['operations', 'true']);
});

test('nothing is written over, unless it is asked for', async () => {
  await folder.write('openapi.json', described({}, []));
  expect((await standin(['init', 'openapi.json'])).code).toBe(0);
  const again = await standin(['init', 'openapi.json']);
  expect(again).toMatchObject({
    code: 2,
    err: expect.stringContaining('contracts/red-pandas-co.contract.yaml: it is there already'),
  });
  expect((await standin(['init', 'openapi.json', '--force'])).code).toBe(0);
  const misnamed = await standin(['init', 'openapi.json', '-o', 'suite.yaml']);
  expect(misnamed).toMatchObject({ code: 2, err: expect.stringContaining('Name it NAME.contract.yaml') });
});
