import { load as parseYaml } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { importHar, loadWorkflows } from '../../src/workflow/index.ts';
import { Folder, standin } from '../cli/command-line.ts';
import { archive, bearer, description, type Recorded, recorded, secret } from './recording.ts';

const options = { file: 'shop.har', workflowId: 'shop', description: './shop.json' };

test('recorded traffic becomes a workflow', async () => {
  const { document } = await importHar(archive(recorded), await loadApi(description), options);
  const step = (stepId: string, call: object, rest: object) => ({ stepId, ...call, ...rest });
  const read = { operationPath: '{$sourceDescriptions.api.url}#/paths/~1orders~1{orderId}/get' };
  const authorization = {
    name: 'Authorization',
    in: 'header',
    value: 'Bearer {$steps.login.outputs.access_token}',
  };
  const id = (value: string) => [{ name: 'orderId', in: 'path', value }];
  expect(document).toEqual({
    arazzo: '1.0.1',
    info: { title: 'Recorded in shop.har', version: '1.0.0' },
    sourceDescriptions: [{ name: 'api', url: './shop.json', type: 'openapi' }],
    workflows: [
      {
        workflowId: 'shop',
        inputs: {
          type: 'object',
          required: ['password'],
          properties: {
            password: { type: 'string', format: 'password' },
            comment: { type: 'string', default: '{$inputs.x} is no expression' },
          },
        },
        steps: [
          step(
            'login',
            { operationId: 'login' },
            {
              requestBody: {
                contentType: 'application/json',
                payload: { user: 'ada', password: '$inputs.password' },
              },
              successCriteria: [{ condition: '$statusCode == 200' }],
              outputs: { access_token: '$response.body#/access_token' },
            },
          ),
          step(
            'listOrders',
            { operationId: 'listOrders' },
            {
              parameters: [{ name: 'status', in: 'query', value: 'open' }, authorization],
              successCriteria: [{ condition: '$statusCode == 200' }],
              outputs: { id: '$response.body#/0/id' },
            },
          ),
          step(
            'createOrder',
            { operationId: 'createOrder' },
            {
              parameters: [authorization],
              requestBody: {
                contentType: 'application/json',
                payload: { item: 'Tea', status: 'open', comment: '$inputs.comment' },
              },
              successCriteria: [{ condition: '$statusCode == 201' }],
              outputs: { id: '$response.body#/id' },
            },
          ),
          step('GET-orders-orderId', read, {
            parameters: id('$steps.createOrder.outputs.id'),
            successCriteria: [{ condition: '$statusCode == 200' }],
          }),
          step('GET-orders-orderId-2', read, {
            parameters: id('$steps.listOrders.outputs.id'),
            successCriteria: [{ condition: '$statusCode == 304 || $statusCode == 200' }],
          }),
        ],
      },
    ],
  });
});

test('noise is left out, with why', async () => {
  const { leftOut } = await importHar(archive(recorded), await loadApi(description), options);
  const told = [...leftOut].map(([reason, entries]) => [reason, entries.map(({ url }) => url.pathname)]);
  expect(Object.fromEntries(told)).toEqual({
    'static file': ['/app.js', '/fonts/a.woff2'],
    'foreign request': ['/collect'],
    preflight: ['/api/login'],
    repetition: ['/api/orders'],
    'undescribed request': ['/api/unknown'],
    'unanswered request': ['/api/orders/ord-10482'],
  });
});

test('no secret is written, wherever it stands', async () => {
  const everywhere = [
    ...recorded,
    {
      method: 'POST',
      url: 'https://shop.example/api/orders',
      headers: { Authorization: 'Basic YWRhOmh1bnRlcjI=' },
      sent: { item: secret, comment: 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2lnbmVk' },
      status: 201,
    },
  ];
  const { document, required } = await importHar(archive(everywhere), await loadApi(description), options);
  const text = JSON.stringify(document);
  for (const value of [secret, bearer, 'YWRhOmh1bnRlcjI=', 'eyJhbGciOiJub25lIn0'])
    expect(text).not.toContain(value);
  expect(required).toEqual(['password', 'comment_2']);
});

test('what is written loads, and runs against the mock of the description', async () => {
  const { document } = await importHar(archive(recorded), await loadApi(description), options);
  const files: Record<string, object> = { 'shop.json': description, 'a.arazzo.json': document };
  const set = await loadWorkflows('a.arazzo.json', {
    read: async (uri) => JSON.stringify(files[uri.slice('memory:/'.length)]),
  });
  expect(set.faults).toEqual([]);
  const api = set.apis.get('api')!;
  const mock = createMock(api, { state: true });
  const result = await runContract(api, async (request) => mock.fetch(request), {
    phases: ['workflows'],
    workflows: [{ set, inputs: { password: 'another-one' } }],
  });
  expect(result.findings.map(({ failure }) => failure.message)).toEqual([]);
  expect(result).toMatchObject({ kept: true, cases: 1, requests: expect.any(Number) });
});

const api = 'https://shop.example/api';

/** The values of the path's parameter, step by step. */
async function pathsOf(entries: readonly Recorded[]): Promise<unknown[]> {
  const { document } = await importHar(archive(entries), await loadApi(description), options);
  const [{ steps }] = document.workflows as [{ steps: Array<{ parameters?: Array<{ value: unknown }> }> }];
  return steps.flatMap(({ parameters = [] }) => parameters.map(({ value }) => value));
}

test.each<[string, Recorded[], unknown[]]>([
  [
    'a short id of a thing that its own collection has shown',
    [{ url: `${api}/orders`, answer: [{ id: '7' }] }, { url: `${api}/orders/7` }],
    ['$steps.listOrders.outputs.id'],
  ],
  [
    'but not one that something else has by chance',
    [{ method: 'POST', url: `${api}/login`, answer: { id: '7' } }, { url: `${api}/orders/7` }],
    ['7'],
  ],
  [
    'the creation before a list that shows it too',
    [
      { method: 'POST', url: `${api}/orders`, status: 201, answer: { id: '7' } },
      { url: `${api}/orders`, answer: [{ id: '7' }] },
      { url: `${api}/orders/7` },
    ],
    ['$steps.createOrder.outputs.id'],
  ],
  ['the value itself where no answer has it', [{ url: `${api}/orders/7` }], ['7']],
])('an expression stands for %s', async (_, entries, values) => {
  expect(await pathsOf(entries)).toEqual(values);
});

test('what the recorder has masked are inputs of their own', async () => {
  const entries = [
    {
      method: 'POST',
      url: `${api}/login`,
      headers: { Authorization: '***' },
      sent: { user: 'ada', password: '***' },
    },
    { url: `${api}/orders`, headers: { Authorization: '***' } },
  ];
  const { document, required } = await importHar(archive(entries), await loadApi(description), options);
  expect(required).toEqual(['password']);
  expect(document.workflows).toMatchObject([
    {
      parameters: [{ name: 'Authorization', in: 'header', value: '$inputs.authorization' }],
      steps: [{ requestBody: { payload: { user: 'ada', password: '$inputs.password' } } }, {}],
    },
  ]);
});

const folders: Folder[] = [];
afterAll(() => Promise.all(folders.map((folder) => folder.remove())));

test('the command writes a file that names its description, and says what it takes', async () => {
  const folder = await Folder.create({ 'spec/shop.json': description, 'shop.har': archive(recorded) });
  folders.push(folder);
  const file = folder.file('contracts/shop.arazzo.yaml');
  const ended = await standin([
    'import',
    'har',
    folder.file('shop.har'),
    '-o',
    file,
    folder.file('spec/shop.json'),
  ]);
  expect(ended.err).toContain(
    '5 steps; left out: 2 static files (GET https://shop.example/app.js), 1 foreign request',
  );
  expect(ended.err).toContain('--input password=…');
  expect(ended.code).toBe(0);
  const { readFile } = await import('node:fs/promises');
  const written = parseYaml(await readFile(file, 'utf8')) as { sourceDescriptions: unknown };
  expect(written.sourceDescriptions).toEqual([{ name: 'api', url: '../spec/shop.json', type: 'openapi' }]);
  const planned = await standin(['verify', file, '--input', 'password=x', '--dry-run']);
  expect(planned).toMatchObject({ code: 0, out: expect.stringContaining('shop.workflows.0') });
});

test.each([
  ['no archive', { log: {} }, 'bad-har'],
  ['an archive of something else', archive([{ url: 'https://other.example/x' }]), 'nothing-imported'],
])('%s is refused', async (_, har, code) => {
  const folder = await Folder.create({ 'shop.json': description, 'x.har': har });
  folders.push(folder);
  const ended = await standin(['import', 'har', folder.file('x.har'), folder.file('shop.json'), '--json']);
  expect(ended.code).toBe(2);
  expect(ended.out + ended.err).toContain(code);
});
