import { expect, test } from 'vitest';
import { runContract } from '../../src/index.ts';
import { apiOf } from './api-of.ts';

const get = {
  operationId: 'getUser',
  responses: { 200: { description: '', content: { 'application/json': { schema: {} } } } },
};
const keyed = {
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  security: [{ key: [] }],
};
const bearing = {
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  security: [{ token: [] }],
};
const safe = { 'X-Content-Type-Options': 'nosniff' };
const secure = { ...safe, 'Strict-Transport-Security': 'max-age=31536000' };

/** Kinds of what is found where every answer to GET has these headers, as `kind header`. */
async function found(
  fields: object,
  target: string,
  headers: HeadersInit | ((request: Request) => HeadersInit),
): Promise<string[]> {
  const api = await apiOf({ ...fields, paths: { '/user': { get } } });
  const answer = (request: Request) => {
    const own = typeof headers === 'function' ? headers(request) : headers;
    const isRead = request.method === 'GET';
    const response = isRead
      ? Response.json({})
      : new Response(null, { status: 405, headers: { Allow: 'GET' } });
    for (const [name, value] of new Headers(own)) response.headers.append(name, value);
    return response;
  };
  const result = await runContract(api, target, { fetch: answer, checks: ['security-headers'] });
  expect(result.conclusive).toBe(true);
  return result.findings.map(({ failure }) => `${failure.kind} ${failure.where}`).toSorted();
}

const cookie = (line: string): HeadersInit => [
  ...Object.entries(safe),
  ['Set-Cookie', line] as [string, string],
];
const secureCookie = (line: string): HeadersInit => [
  ...Object.entries(secure),
  ['Set-Cookie', line] as [string, string],
];
const http = 'http://users.example';
const https = 'https://users.example';

test.each<[fact: string, fields: object, target: string, headers: HeadersInit, kinds: string[]]>([
  ['nothing is wrong with safe headers over http', {}, http, safe, []],
  ['nothing is wrong with safe headers over https', {}, https, secure, []],
  ['nosniff is missing', {}, http, {}, ['sniffing header X-Content-Type-Options']],
  ['https promises nothing', {}, https, safe, ['transport header Strict-Transport-Security']],
  [
    'https takes its promise back',
    {},
    https,
    { ...safe, 'Strict-Transport-Security': 'max-age=0' },
    ['transport header Strict-Transport-Security'],
  ],
  [
    'every origin is allowed with credentials',
    {},
    http,
    { ...safe, 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Credentials': 'true' },
    ['any-origin header Access-Control-Allow-Origin'],
  ],
  [
    'every origin is allowed without credentials',
    {},
    http,
    { ...safe, 'Access-Control-Allow-Origin': '*' },
    [],
  ],
  [
    'a session is bare over http',
    {},
    http,
    cookie('session=abc'),
    ['cookie-http-only header Set-Cookie/session', 'cookie-same-site header Set-Cookie/session'],
  ],
  [
    'a session is not held to https',
    {},
    https,
    secureCookie('sid=abc; HttpOnly; SameSite=Lax'),
    ['cookie-secure header Set-Cookie/sid'],
  ],
  ['a session is safe', {}, https, secureCookie('sid=abc; HttpOnly; SameSite=Lax; Secure'), []],
  ['a session is removed', {}, http, cookie('session=; Max-Age=0'), []],
  ['a cookie holds no login', {}, http, cookie('theme=dark'), []],
  ['a token against forgery is read by scripts', {}, http, cookie('csrf_token=1; SameSite=Strict'), []],
  [
    'a prefix is not kept',
    {},
    https,
    secureCookie('__Host-theme=dark; Secure; Domain=users.example; Path=/'),
    ['cookie-prefix header Set-Cookie/__Host-theme'],
  ],
  [
    'a cookie for all sites is not secure',
    {},
    http,
    cookie('theme=dark; SameSite=None'),
    ['cookie-same-site header Set-Cookie/theme'],
  ],
  ['an answer to a key says nothing of caches', keyed, http, safe, ['shared-cache header Cache-Control']],
  ['an answer to a key is private', keyed, http, { ...safe, 'Cache-Control': 'private' }, []],
  ['an answer to Authorization says nothing of caches', bearing, http, safe, []],
  [
    'an answer to Authorization is public',
    bearing,
    http,
    { ...safe, 'Cache-Control': 'public, max-age=60' },
    ['shared-cache header Cache-Control'],
  ],
])('%s', async (_fact, fields, target, headers, kinds) => {
  expect(await found(fields, target, headers)).toEqual(kinds);
});

test('an origin that is sent back with credentials is found', async () => {
  const echoing = (request: Request) => ({
    ...safe,
    'Access-Control-Allow-Origin': request.headers.get('origin') ?? http,
    'Access-Control-Allow-Credentials': 'true',
  });
  expect(await found({}, http, echoing)).toEqual(['any-origin header Access-Control-Allow-Origin']);
});

test('headers are not looked at until it is asked for', async () => {
  const api = await apiOf({ paths: { '/user': { get } } });
  const result = await runContract(api, ({ method }) =>
    method === 'GET' ? Response.json({}) : new Response(null, { status: 405, headers: { Allow: 'GET' } }),
  );
  expect(result).toMatchObject({ kept: true, findings: [] });
});
