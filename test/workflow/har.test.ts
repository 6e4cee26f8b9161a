import { load as parseYaml } from 'js-yaml';
import { afterAll, expect, test } from 'vitest';
import { runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { importHar, loadWorkflows } from '../../src/workflow/index.ts';
import { Folder, standin } from '../cli/command-line.ts';

const order = {
  type: 'object',
  required: ['item'],
  properties: {
    id: { type: 'string', readOnly: true },
    item: { type: 'string' },
    status: { type: 'string', enum: ['open', 'paid'] },
    comment: { type: 'string' },
  },
};
const json = (schema: object) => ({ 'application/json': { schema } });
const token = {
  type: 'object',
  required: ['access_token'],
  properties: { access_token: { type: 'string' } },
};
const description = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: 'https://shop.example/api' }],
  paths: {
    '/login': {
      post: {
        operationId: 'login',
        requestBody: {
          content: json({
            type: 'object',
            properties: { user: { type: 'string' }, password: { type: 'string' } },
          }),
        },
        responses: { 200: { description: '', content: json(token) } },
      },
    },
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [{ name: 'status', in: 'query', schema: { type: 'string' } }],
        responses: { 200: { description: '', content: json({ type: 'array', items: order }) } },
      },
      post: {
        operationId: 'createOrder',
        requestBody: { content: json(order) },
        responses: { 201: { description: '', content: json(order) } },
      },
    },
    '/orders/{orderId}': {
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
      get: { responses: { 200: { description: '', content: json(order) }, 404: { description: '' } } },
    },
  },
};

interface Recorded {
  readonly method?: string;
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly sent?: unknown;
  readonly status?: number;
  readonly answer?: unknown;
  readonly type?: string;
}

const secret = 'hunter2-very-secret';
const bearer = 'a1b2c3d4e5f6a7b8';

const recorded: readonly Recorded[] = [
  { url: 'https://shop.example/app.js', type: 'text/javascript' },
  { url: 'https://shop.example/fonts/a.woff2', type: 'font/woff2' },
  { url: 'https://tracker.example/collect?id=1' },
  {
    method: 'OPTIONS',
    url: 'https://shop.example/api/login',
    headers: { 'Access-Control-Request-Method': 'POST' },
  },
  {
    method: 'POST',
    url: 'https://shop.example/api/login',
    sent: { user: 'ada', password: secret },
    answer: { access_token: bearer },
  },
  {
    url: 'https://shop.example/api/orders?status=open',
    headers: { Authorization: `Bearer ${bearer}`, 'User-Agent': 'Browser', Cookie: `sid=${secret}` },
    answer: [{ id: 'ord-10482', item: 'Tea', status: 'open' }],
  },
  { url: 'https://shop.example/api/orders?status=open', answer: [] },
  {
    method: 'POST',
    url: 'https://shop.example/api/orders',
    headers: { Authorization: `Bearer ${bearer}` },
    sent: { item: 'Tea', status: 'open', comment: `{$inputs.x} is no expression` },
    status: 201,
    answer: { id: 'ord-20777', item: 'Tea', status: 'open' },
  },
  {
    url: 'https://shop.example/api/orders/ord-20777',
    answer: { id: 'ord-20777', item: 'Tea', status: 'open' },
  },
  { url: 'https://shop.example/api/orders/ord-10482', status: 304 },
  { url: 'https://shop.example/api/unknown', status: 404 },
  { url: 'https://shop.example/api/orders/ord-10482', status: 0 },
];

function archive(entries: readonly Recorded[]): object {
  const list = (headers: Record<string, string>) =>
    Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    log: {
      version: '1.2',
      entries: entries.map(
        ({ method = 'GET', url, headers = {}, sent, status = 200, answer, type }, index) => ({
          startedDateTime: new Date(1_000_000 + index * 10).toISOString(),
          request: {
            method,
            url,
            headers: list({ ...headers, ...(sent ? { 'Content-Type': 'application/json' } : {}) }),
            ...(sent ? { postData: { mimeType: 'application/json', text: JSON.stringify(sent) } } : {}),
          },
          response: {
            status,
            headers: list({ 'Content-Type': type ?? 'application/json' }),
            content: {
              mimeType: type ?? 'application/json',
              text: answer === undefined ? '' : JSON.stringify(answer),
            },
          },
        }),
      ),
    },
  };
}

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
