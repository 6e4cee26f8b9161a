import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { DETAIL, LIMIT, STYLES } from './error-styles.ts';
import { mockOf } from './mock-of.ts';

const body = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string' },
    email: { type: 'string', format: 'email' },
    pin: { type: 'string', writeOnly: true, maxLength: 4 },
  },
};
const users = (schema: object | undefined, type = 'application/json', more: object = {}) => ({
  paths: {
    '/users': {
      post: {
        operationId: 'createUser',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 100 } },
          { name: 'sid', in: 'cookie', schema: { type: 'string', maxLength: 3 } },
          { name: 'X-Api-Key', in: 'header', schema: { type: 'string', pattern: '^[a-z]+$' } },
        ],
        requestBody: { content: { 'application/json': { schema: body } } },
        responses: {
          201: { description: '' },
          ...(schema ? { 422: { description: '', content: { [type]: { schema } } } } : {}),
        },
        ...more,
      },
    },
  },
});
const bad = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: 'x' }),
};

let schemas = 0;
/** The foreign validator's word. */
async function isValid(schema: object, value: unknown): Promise<boolean> {
  const uri = `https://standin.test/error-${schemas++}`;
  registerSchema(structuredClone(schema) as never, uri, 'https://json-schema.org/draft/2020-12/schema');
  return (await validate(uri))(value as never).valid;
}

/** Without where the schema stands, which other tests look at. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, member) =>
    key.startsWith('schema') || (key === 'received' && String(member).startsWith('{')) ? undefined : member,
  );
}

test.each(STYLES)(
  '%s is told of one request as if there had been no other before',
  async (_title, schema) => {
    const alone = await mockOf(users(schema));
    const first = await (await alone.request('/users?limit=7000', bad)).text();
    const mock = await mockOf(users(schema));
    const other = { ...bad, body: '{"name":7,"email":7}' };
    await (await mock.request('/users', other)).text();
    await (await mock.request('/users?limit=x', bad)).text();
    expect(await (await mock.request('/users?limit=7000', bad)).text()).toBe(first);
  },
);

test.each(STYLES)('%s carries what is wrong and nothing else', async (_title, schema, expected) => {
  const mock = await mockOf(users(schema));
  const response = await mock.request('/users?limit=101', bad);
  expect([response.status, response.headers.get('standin-violations')]).toEqual([422, '3']);
  const value: unknown = await response.json();
  expect(withoutPlaces(value)).toEqual(expected);
  expect(await isValid(schema, value)).toBe(true);
});

test('an undocumented error is a problem in full', async () => {
  const mock = await mockOf(users(undefined));
  const response = await mock.request('/users?limit=101', bad);
  expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({
    type: 'urn:standin:problem:request-invalid',
    title: 'Request not valid',
    status: 422,
    detail: DETAIL,
    instance: '/users',
  });
  expect((problem['errors'] as unknown[])[0]).toEqual({
    in: 'query',
    pointer: '/limit',
    keyword: 'maximum',
    message: LIMIT,
    received: '101',
    schemaFile: expect.any(String),
    schemaPointer: '/paths/~1users/post/parameters/0/schema/maximum',
  });
});

test('a problem that is documented by some of its members is sent with all', async () => {
  const schema = { type: 'object', properties: { type: { type: 'string' }, title: { type: 'string' } } };
  const mock = await mockOf(users(schema, 'application/problem+json'));
  expect(await (await mock.request('/users?limit=101', bad)).json()).toMatchObject({
    type: 'urn:standin:problem:request-invalid',
    title: 'Request not valid',
    status: 422,
    detail: DETAIL,
    instance: '/users',
    errors: [{ pointer: '/limit' }, { pointer: '' }, { pointer: '/email' }],
  });
});

test('a violation names the file and the line of what it breaks', async () => {
  const lines = [
    'openapi: 3.1.0',
    'info: { title: T, version: "1" }',
    'paths:',
    '  /a:',
    '    get:',
    '      parameters:',
    '        - name: n',
    '          in: query',
    '          schema:',
    '            type: integer',
    '            maximum: 3',
    '      responses: { 200: { description: "" } }',
  ];
  const api = await loadApi('memory:/api.yaml', { read: async () => lines.join('\n') });
  const response = await createMock(api).request('/a?n=4');
  expect(await response.json()).toMatchObject({
    errors: [
      { schemaFile: 'api.yaml', schemaLine: 11, schemaPointer: '/paths/~1a/get/parameters/0/schema/maximum' },
    ],
  });
});

test('an XML error is XML', async () => {
  const schema = {
    type: 'object',
    xml: { name: 'Error' },
    properties: {
      Code: { type: 'string' },
      Message: { type: 'string' },
      Details: { type: 'array', xml: { wrapped: true }, items: { type: 'string', xml: { name: 'Detail' } } },
    },
  };
  const mock = await mockOf(users(schema, 'application/xml'));
  const response = await mock.request('/users?limit=101', bad);
  expect(response.headers.get('content-type')).toMatch(/^application\/xml/);
  const parsed = new XMLParser({ ignoreDeclaration: true }).parse(await response.text());
  expect(parsed).toEqual({
    Error: {
      Code: 'invalid',
      Message: DETAIL,
      Details: { Detail: [expect.stringContaining(LIMIT), expect.any(String), expect.any(String)] },
    },
  });
});

test.each([
  ['with a schema', { type: 'string' }, DETAIL],
  ['without a schema', undefined, /^query \/limit: .*\nbody: .*\nbody \/email: /],
])('a text error is text, %s', async (_title, schema, text) => {
  const content = { 'text/plain': schema ? { schema } : {} };
  const description = users(undefined, '', {
    responses: { 201: { description: '' }, 422: { description: '', content } },
  });
  const response = await (await mockOf(description)).request('/users?limit=101', bad);
  const sent = await response.text();
  if (typeof text === 'string') expect(sent).toBe(text);
  else expect(sent).toMatch(text);
});

test.each([
  ['no Accept', undefined, 'application/json'],
  ['anything', '*/*', 'application/json'],
  ['XML', 'application/xml', 'application/xml'],
  ['a picture', 'image/png', 'application/json'],
  ['a picture, else XML', 'image/png, application/xml;q=0.5', 'application/xml'],
])('of several documented types, %s gets an error in words', async (_title, accept, type) => {
  const schema = { type: 'object', properties: { message: { type: 'string' } } };
  const types = ['image/png', 'application/xml', 'application/json'];
  const content = Object.fromEntries(types.map((each) => [each, { schema }]));
  const mock = await mockOf(users(undefined, '', { responses: { 422: { description: '', content } } }));
  const headers = { ...bad.headers, ...(accept ? { accept } : {}) };
  const response = await mock.request('/users?limit=101', { ...bad, headers });
  expect(response.headers.get('content-type')).toContain(type);
  expect(await response.text()).toContain('limit');
});

test('of many violations 50 are listed and all are counted', async () => {
  const description = users(undefined);
  Object.assign(description.paths['/users'].post.requestBody.content['application/json'], {
    schema: { type: 'array', items: { type: 'integer' } },
  });
  const response = await (await mockOf(description)).request('/users', {
    ...bad,
    body: JSON.stringify(Array(120).fill('x')),
  });
  expect(response.headers.get('standin-violations')).toBe('120');
  const problem = (await response.json()) as { errors: unknown[]; detail: string };
  expect([problem.errors.length, problem.detail]).toEqual([
    50,
    'body /0: must be an integer, is "x" (and 119 more)',
  ]);
});

test('with prism, errors are named and listed as Prism does', async () => {
  const response = await (await mockOf(users(undefined), { prism: true })).request('/users?limit=101', bad);
  const problem = (await response.json()) as { type: string; validation: unknown[] };
  expect(problem.type).toBe('https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY');
  const first = { location: ['query', 'limit'], severity: 'Error', code: 'maximum', message: LIMIT };
  expect(problem.validation[0]).toEqual(first);
  expect((JSON.parse(response.headers.get('sl-violations') ?? '') as unknown[])[0]).toEqual(first);
});

test('the list in a header is ASCII, short, and cut at whole entries', async () => {
  const description = users(undefined);
  Object.assign(description.paths['/users'].post.requestBody.content['application/json'], {
    schema: { type: 'array', items: { type: 'integer' } },
  });
  const mock = await mockOf(description, { prism: true });
  const response = await mock.request('/users', { ...bad, body: JSON.stringify(Array(400).fill('ßß🙂')) });
  const header = response.headers.get('sl-violations') ?? '';
  expect(header.length).toBeLessThanOrEqual(4096);
  expect(header).toMatch(/^[\x20-\x7e]+$/);
  const entries = JSON.parse(header) as Array<{ message: string }>;
  expect(entries.length).toBeGreaterThan(5);
  expect(entries[0]?.message).toBe('must be an integer, is "ßß🙂"');
});

test('no answer, header or log shows a secret', async () => {
  const secret = fc.stringMatching(/^[A-Z][a-z]{6}[0-9]{5}$/);
  const seen: unknown[] = [];
  const schemas = [...STYLES.map(([, schema]) => schema), undefined];
  const mocks = await Promise.all(
    schemas.map((schema) =>
      mockOf(users(schema), { prism: true, onExchange: (exchange) => seen.push(exchange) }),
    ),
  );
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom(...mocks), async (hidden, mock) => {
      seen.length = 0;
      const response = await mock.request(`/users?token=${hidden}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `sid=${hidden}`, 'x-api-key': hidden },
        body: JSON.stringify({ pin: hidden, name: 1, password: hidden }),
      });
      const shown = [JSON.stringify([...response.headers]), await response.text(), JSON.stringify(seen)].join(
        '\n',
      );
      expect(response.status).toBe(422);
      expect(shown).not.toContain(hidden);
    }),
    { numRuns: 100 },
  );
});
