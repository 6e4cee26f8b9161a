import { expect, test } from 'vitest';
import type { ExchangeSummary, MockOptions } from '../../src/mock/index.ts';
import { answering, mockOf, pathParameter } from './mock-of.ts';

const person = {
  type: 'object',
  required: ['name', 'city'],
  properties: { name: { type: 'string' }, city: { type: 'string' } },
};
const description = {
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/list': {
      get: {
        operationId: 'list',
        parameters: [{ name: 'pageSize', in: 'query', schema: { type: 'integer' } }],
        ...answering(person),
      },
    },
    '/other': {
      get: { parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }], ...answering(person) },
    },
    '/locked': { get: { operationId: 'locked', security: [{ bearer: [] }], ...answering(person) } },
    '/reset/{token}/{id}': {
      get: {
        parameters: [pathParameter('token', { type: 'string' }), pathParameter('id', { type: 'integer' })],
        ...answering(person),
      },
    },
    '/xml': {
      get: { responses: { 200: { description: '', content: { 'application/xml': { schema: person } } } } },
    },
  },
};

async function ask(path: string, options: MockOptions = {}, init?: RequestInit) {
  const seen: ExchangeSummary[] = [];
  const mock = await mockOf(description, { ...options, onExchange: (exchange) => seen.push(exchange) });
  const response = await mock.request(path, init);
  const text = await response.text();
  const summary = seen[0] as ExchangeSummary;
  return { response, text, summary, count: response.headers.get('standin-violations') };
}

test('an undocumented query parameter is told in a note that names what was meant', async () => {
  const { response, count, summary } = await ask('/list?page_size=1&zz=2');
  expect([response.status, count]).toEqual([200, null]);
  expect(summary.violations).toEqual([]);
  expect(summary.notes).toEqual([
    'the query parameter "page_size" is not documented. Did you mean "pageSize"?',
    'the query parameter "zz" is not documented',
  ]);
});

test('with strict, an undocumented query parameter is refused', async () => {
  const { response, text, count } = await ask('/list?page_size=1', { strict: true });
  expect([response.status, count]).toEqual([422, '1']);
  expect(JSON.parse(text)).toMatchObject({
    detail: 'query /page_size: the query parameter "page_size" is not documented. Did you mean "pageSize"?',
    errors: [{ in: 'query', pointer: '/page_size', keyword: 'undeclared', meant: 'pageSize' }],
  });
});

test.each<
  [title: string, options: MockOptions, path: string, status: number, count: string | null, told: number]
>([
  ['refuse is what happens', {}, '/list?pageSize=x', 422, '1', 1],
  ['warn answers and reports', { onViolation: 'warn' }, '/list?pageSize=x', 200, '1', 1],
  ['ignore answers and says nothing', { onViolation: 'ignore' }, '/list?pageSize=x&y=1', 200, null, 0],
  [
    'an operation may warn',
    { operations: { list: { onViolation: 'warn' } } },
    '/list?pageSize=x',
    200,
    '1',
    1,
  ],
  [
    'other operations go on refusing',
    { operations: { list: { onViolation: 'warn' } } },
    '/other?n=x',
    422,
    '1',
    1,
  ],
  [
    'an operation may refuse where others warn',
    { onViolation: 'warn', operations: { list: { onViolation: 'refuse' } } },
    '/list?pageSize=x',
    422,
    '1',
    1,
  ],
  [
    'an operation without an id goes by its method and path',
    { operations: { 'GET /other': { onViolation: 'ignore' } } },
    '/other?n=x',
    200,
    null,
    0,
  ],
  ['missing credentials are refused', {}, '/locked', 401, '1', 1],
  ['missing credentials are reported', { onViolation: 'warn' }, '/locked', 200, '1', 1],
  ['missing credentials are ignored', { onViolation: 'ignore' }, '/locked', 200, null, 0],
])('%s', async (_title, options, path, status, count, told) => {
  const { response, summary, ...got } = await ask(path, options);
  expect([response.status, got.count, summary.violations.length]).toEqual([status, count, told]);
});

test('the log and the answer do not show what is secret in a path', async () => {
  const { summary, text } = await ask('/reset/hunter2/x?api_key=hunter2&a=b');
  expect(summary.path).toBe('/reset/***/x?api_key=***&a=b');
  expect(JSON.parse(text)).toMatchObject({ instance: '/reset/***/x', errors: [{ pointer: '/id' }] });
  expect(text).not.toContain('hunter2');
});

test('what nobody accepts is answered with what there is', async () => {
  const { response, text } = await ask('/xml', {}, { headers: { accept: 'image/png' } });
  expect(response.status).toBe(406);
  expect(JSON.parse(text)).toMatchObject({
    type: 'urn:standin:problem:not-acceptable',
    detail: expect.stringContaining('application/xml'),
  });
});

test.each<[header: string, language: string | null]>([
  ['de', 'de'],
  ['xx, fr;q=0.4, ja;q=0.6', 'ja'],
  ['de-LU', 'de'],
  ['xx', null],
  ['*', null],
  ['de;q=0', null],
  ['../../etc', null],
])('Accept-Language: %s is answered in %s', async (header, language) => {
  const init = { headers: { 'accept-language': header } };
  const { response, text } = await ask('/list', { acceptLanguage: true }, init);
  const plain = await ask('/list', {}, init);
  expect(response.headers.get('content-language')).toBe(language);
  expect(response.headers.get('vary')).toContain('Accept-Language');
  expect(text === plain.text).toBe(language === null);
  expect(plain.response.headers.get('content-language')).toBeNull();
});

test('more languages than are kept get the default one', async () => {
  const mock = await mockOf(description, { acceptLanguage: true });
  const tags = ['de', 'fr', 'ja', 'es', 'it', 'pl', 'nl', 'sv', 'tr', 'ru', 'uk', 'ko', 'el', 'hu'];
  const spoken: Array<string | null> = [];
  for (const tag of tags) {
    const response = await mock.request('/list', { headers: { 'accept-language': tag } });
    spoken.push(response.headers.get('content-language'));
  }
  expect(spoken).toEqual([...tags.slice(0, 12), null, null]);
});

test("Steady's health path says that the mock is ready", async () => {
  const { response, text } = await ask('/_x-steady/health');
  expect([response.status, JSON.parse(text)]).toEqual([200, { status: 'ok' }]);
});

test('a documented health path is answered as documented', async () => {
  const mock = await mockOf({ paths: { '/_x-steady/health': { get: answering({ const: 'mine' }) } } });
  expect(await (await mock.request('/_x-steady/health')).json()).toBe('mine');
});

test.each([
  ['/nope', 'GET', 'path-not-found', 'NO_PATH_MATCHED_ERROR'],
  ['/list', 'PUT', 'method-not-allowed', 'NO_METHOD_MATCHED_ERROR'],
  ['/list?__code=404', 'GET', 'not-found', 'NOT_FOUND'],
  ['/list?pageSize=x', 'GET', 'request-invalid', 'UNPROCESSABLE_ENTITY'],
  ['/locked', 'GET', 'unauthorized', 'UNAUTHORIZED'],
])('the problem of %s (%s) has the type %s', async (path, method, kind, fragment) => {
  const types = [];
  for (const prism of [false, true]) {
    const { text } = await ask(path, { prism }, { method });
    types.push((JSON.parse(text) as { type: string }).type);
  }
  expect(types).toEqual([`urn:standin:problem:${kind}`, `https://stoplight.io/prism/errors#${fragment}`]);
});
