import type { Hono } from 'hono';
import { beforeAll, expect, test } from 'vitest';
import { mockOf, pathParameter } from './mock-of.ts';

const text = { type: 'string' };
const json = (schema: object): object => ({ 'application/json': { schema } });
const response = (content?: object): object => ({ description: '', ...(content ? { content } : {}) });
const value = (of: unknown): object => json({ const: of });

let mock: Hono;
beforeAll(async () => {
  mock = await mockOf({
    servers: [{ url: 'https://example.com/api/v1' }],
    paths: {
      '/lowest': {
        get: {
          responses: {
            404: response(value('404')),
            202: response(value('202')),
            200: response(value('200')),
            default: response(value('default')),
          },
        },
      },
      '/range': {
        get: {
          responses: {
            '2XX': response(value('2XX')),
            '4XX': response(value('4XX')),
            default: response(value('default')),
          },
        },
      },
      '/default': {
        get: { responses: { 404: response(value('404')), default: response(value('default')) } },
      },
      '/only-error': { get: { responses: { 503: response(value('503')), 404: response(value('404')) } } },
      '/empty': {
        get: { responses: { 204: response(value('never')) } },
        delete: { responses: { 200: response() } },
      },
      '/unchanged': { get: { responses: { 304: response() } } },
      '/types': {
        get: {
          responses: {
            200: response({
              'application/json': { schema: { type: 'object', required: ['a'], properties: { a: text } } },
              'text/plain': { schema: text },
              'application/xml': {
                schema: { type: 'object', required: ['a'], properties: { a: text }, xml: { name: 'root' } },
              },
            }),
          },
        },
      },
      '/named': {
        get: {
          responses: {
            200: response({
              'application/json': {
                schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
                examples: {
                  one: { value: { n: 1 } },
                  two: { value: { n: 2 } },
                  broken: { value: { n: 'x' } },
                },
              },
            }),
          },
        },
      },
      '/items/{id}': {
        parameters: [pathParameter('id', { type: 'integer' })],
        get: {
          responses: {
            200: response(
              json({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }),
            ),
            400: response(value('bad')),
          },
        },
        put: {
          requestBody: { required: true, content: json({ type: 'object', required: ['a'] }) },
          responses: { 200: response(value('put')) },
        },
      },
    },
  });
});

const statuses: Array<[string, RequestInit, number, unknown]> = [
  ['/lowest', {}, 200, '200'],
  ['/range', {}, 200, '2XX'],
  ['/default', {}, 200, 'default'],
  ['/only-error', {}, 404, '404'],
  ['/lowest', { headers: { prefer: 'code=202' } }, 202, '202'],
  ['/lowest', { headers: { prefer: 'code=404' } }, 404, '404'],
  ['/lowest', { headers: { prefer: 'code=503' } }, 503, 'default'],
  ['/range', { headers: { prefer: 'code=418' } }, 418, '4XX'],
  ['/range', { headers: { prefer: 'code=201' } }, 201, '2XX'],
  ['/lowest?__code=202', {}, 202, '202'],
  ['/lowest?__code=202', { headers: { prefer: 'code=404' } }, 404, '404'],
  ['/api/v1/lowest', {}, 200, '200'],
];
test.each(statuses)(
  '%s with %o answers %i with the body that is documented for it',
  async (path, init, status, body) => {
    const answer = await mock.request(path, init);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toBe(body);
  },
);

const bodiless: Array<[string, RequestInit, number]> = [
  ['/empty', {}, 204],
  ['/empty', { method: 'DELETE' }, 200],
  ['/unchanged', {}, 304],
  ['/lowest', { method: 'HEAD' }, 200],
];
test.each(bodiless)('%s with %o answers %i without a body', async (path, init, status) => {
  const answer = await mock.request(path, init);
  expect(answer.status).toBe(status);
  expect(await answer.text()).toBe('');
});

test('HEAD has the headers of GET', async () => {
  const [head, get] = [await mock.request('/lowest', { method: 'HEAD' }), await mock.request('/lowest')];
  expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
});

const accepted: Array<[string, number, string]> = [
  ['*/*', 200, 'application/json'],
  ['application/json', 200, 'application/json'],
  ['text/plain', 200, 'text/plain'],
  ['text/*;q=0.9, application/json;q=0.5', 200, 'text/plain'],
  ['application/xml, */*;q=0.1', 200, 'application/xml'],
  ['application/json;q=0, text/*', 200, 'text/plain'],
  ['image/png, */*;q=0.1', 200, 'application/json'],
  ['application/vnd.api+json', 200, 'application/json'],
  ['image/png', 406, 'application/problem+json'],
  ['*/*;q=0', 406, 'application/problem+json'],
];
test.each(accepted)('Accept: %s is answered %i as %s', async (accept, status, type) => {
  const answer = await mock.request('/types', { headers: { accept } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain(type);
});

test('a 406 says what is documented', async () => {
  const answer = await mock.request('/types', { headers: { accept: 'image/png' } });
  expect(await answer.text()).toContain('text/plain');
});

const examples: Array<[string, RequestInit, number, unknown]> = [
  ['/named', {}, 200, { n: 1 }],
  ['/named', { headers: { prefer: 'example=two' } }, 200, { n: 2 }],
  ['/named?__example=two', {}, 200, { n: 2 }],
  ['/named', { headers: { prefer: 'example=broken' } }, 200, { n: 'x' }],
];
test.each(examples)('%s with %o answers %i with the example', async (path, init, status, body) => {
  const answer = await mock.request(path, init);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual(body);
});

const refused: Array<[string, RequestInit, number, string]> = [
  ['/named', { headers: { prefer: 'example=three' } }, 404, 'one, two, broken'],
  ['/only-error', { headers: { prefer: 'code=500' } }, 404, '503'],
  ['/nowhere', {}, 404, '/nowhere'],
  ['/item/7', {}, 404, '/items/{id}'],
  ['/lowest', { method: 'POST' }, 405, 'GET'],
  ['/items/7', { method: 'DELETE' }, 405, 'PUT'],
];
test.each(refused)('%s with %o is a problem of status %i that tells %s', async (path, init, status, told) => {
  const answer = await mock.request(path, init);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await answer.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ status });
  expect(String(problem['detail'])).toContain(told);
});

test('405 lists the methods in Allow', async () => {
  const answer = await mock.request('/items/7', { method: 'DELETE' });
  const allow = (answer.headers.get('allow') ?? '').split(', ');
  expect(allow).toEqual(expect.arrayContaining(['GET', 'HEAD', 'PUT']));
});

test('a bad path parameter gets the documented error', async () => {
  const answer = await mock.request('/items/seven');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toBe('bad');
  expect(answer.headers.get('standin-violations')).toBe('1');
});

const bodies: Array<[string, RequestInit, number]> = [
  ['a good body', { body: '{"a":1}', headers: { 'content-type': 'application/json' } }, 200],
  [
    'another media type',
    { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
  ],
  ['a body that breaks its schema', { body: '{}', headers: { 'content-type': 'application/json' } }, 422],
  ['a body that is no JSON', { body: '{', headers: { 'content-type': 'application/json' } }, 400],
  ['no body', {}, 400],
];
test.each(bodies)('%s is answered as it should', async (_, init, status) => {
  const answer = await mock.request('/items/7', { method: 'PUT', ...init });
  const fitting = status === 200 || status === 415 ? [status] : [400, 422];
  expect(fitting).toContain(answer.status);
});

test('OPTIONS tells the methods', async () => {
  const answer = await mock.request('/items/7', { method: 'OPTIONS' });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('allow')).toContain('PUT');
});

test('a preflight request is let through with what it asks for', async () => {
  const headers = {
    origin: 'https://app.example',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'x-tenant, content-type',
  };
  const answer = await mock.request('/items/7', { method: 'OPTIONS', headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(answer.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(answer.headers.get('access-control-allow-headers')).toContain('x-tenant');
});

test.each(['/lowest', '/nowhere'])('any origin may read the answer to %s', async (path) => {
  const answer = await mock.request(path, { headers: { origin: 'https://app.example' } });
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(answer.headers.get('vary')).toContain('Origin');
});

test('without an origin nothing is said of it', async () => {
  const answer = await mock.request('/lowest');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});
