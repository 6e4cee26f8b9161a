import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type AuthOptions,
  createMock,
  type ExchangeSummary,
  type MockOptions,
} from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';

const responses = { 204: { description: 'Fine' } };
const secured = (requirement: object) => ({ get: { security: [requirement], responses } });
const description = {
  openapi: '3.2.0',
  info: { title: 'Locks', version: '1' },
  paths: {
    '/bearer': secured({ bearer: [] }),
    '/read': secured({ oauth: ['read'] }),
    '/write': secured({ oauth: ['read', 'write'] }),
    '/basic': secured({ basic: [] }),
    '/admin': secured({ basic: ['admin'] }),
    '/digest': secured({ digest: [] }),
    '/hoba': secured({ hoba: [] }),
    '/key': secured({ key: [] }),
    '/query': secured({ query: [] }),
    '/certificate': secured({ mtls: [] }),
  },
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      basic: { type: 'http', scheme: 'basic' },
      digest: { type: 'http', scheme: 'digest' },
      hoba: { type: 'http', scheme: 'hoba' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      query: { type: 'apiKey', in: 'query', name: 'api key' },
      mtls: { type: 'mutualTLS' },
      oauth: { type: 'oauth2', flows: { password: { tokenUrl: '/t', scopes: { read: '', write: '' } } } },
    },
  },
};

const auth: AuthOptions = {
  tokens: [
    { token: 'everything' },
    { token: 'reader', scopes: ['read'] },
    { token: 'adas', user: 'ada' },
    { token: 'nothing', scopes: [] },
  ],
  users: [
    { name: 'ada', password: 'pâss:word', scopes: ['read', 'admin'] },
    { name: 'bob', password: 'secret-word', scopes: [] },
  ],
  apiKeys: [{ key: 'any-key' }, { key: 'query-key', scheme: 'query' }],
};

async function mockOf(options: MockOptions) {
  const mock = createMock(await loadApi(description), options);
  return async (path: string, headers: Record<string, string> = {}) =>
    mock.fetch(new Request(`http://mock.example${path}`, { headers }));
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const basic = (text: string) => ({
  authorization: `Basic ${Buffer.from(text, 'utf8').toString('base64')}`,
});

describe('listed credentials', () => {
  test.each<
    [title: string, path: string, headers: Record<string, string>, status: number, challenge: string | null]
  >([
    ['a token without limits', '/write', bearer('everything'), 204, null],
    ['a token with the scope', '/read', bearer('reader'), 204, null],
    ["a token with its user's scopes", '/read', bearer('adas'), 204, null],
    ['a token where no scope is asked for', '/bearer', bearer('nothing'), 204, null],
    [
      'RFC 6750, 3.1: an unknown token',
      '/read',
      bearer('unknown'),
      401,
      'Bearer realm="standin", error="invalid_token", error_description="the credentials of \'oauth\' are refused: no such token is listed in auth.tokens", scope="read"',
    ],
    [
      'RFC 6750, 3.1: a token that lacks a scope',
      '/write',
      bearer('reader'),
      403,
      'Bearer realm="standin", error="insufficient_scope", scope="read write"',
    ],
    [
      'RFC 6750, 3.1: a token whose user lacks a scope',
      '/write',
      bearer('adas'),
      403,
      'Bearer realm="standin", error="insufficient_scope", scope="read write"',
    ],
    ['RFC 7617, 2.1: a user, in UTF-8', '/admin', basic('ada:pâss:word'), 204, null],
    [
      'RFC 7617, 2: a wrong password',
      '/basic',
      basic('ada:word'),
      401,
      'Basic realm="standin", charset="UTF-8"',
    ],
    ['RFC 9110, 15.5.4: a user who lacks the role', '/admin', basic('bob:secret-word'), 403, null],
    ['another scheme with a listed token', '/hoba', { authorization: 'HOBA reader' }, 204, null],
    ['another scheme with another', '/hoba', { authorization: 'HOBA writer' }, 401, 'HOBA realm="standin"'],
    ['a key', '/key', { 'x-key': 'any-key' }, 204, null],
    [
      'a key of another scheme',
      '/key',
      { 'x-key': 'query-key' },
      401,
      'ApiKey realm="standin", in="header", name="X-Key"',
    ],
    ['a key in the query', '/query?api+key=query-key', {}, 204, null],
    [
      'an unknown key',
      '/query?api%20key=other',
      {},
      401,
      'ApiKey realm="standin", in="query", name="api key"',
    ],
  ])('%s', async (_title, path, headers, status, challenge) => {
    const answer = await (await mockOf({ auth }))(path, headers);
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([status, challenge]);
  });

  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

  test.each<[title: string, change: (fields: Record<string, string>) => void, status: number]>([
    ['fits', () => {}, 204],
    ['of another password', (fields) => (fields['response'] = sha256('no')), 401],
    ['of an unknown user', (fields) => (fields['username'] = 'eve'), 401],
    ['of another nonce', (fields) => (fields['nonce'] = 'x'), 401],
    ['of another uri', (fields) => (fields['uri'] = '/basic'), 401],
    ['of MD5', (fields) => (fields['algorithm'] = 'MD5'), 401],
    ['without qop', (fields) => delete fields['qop'], 401],
  ])('RFC 7616, 3.4.1: a digest that %s', async (_title, change, status) => {
    const send = await mockOf({ auth });
    const challenge = (await send('/digest')).headers.get('www-authenticate')!;
    const [, nonce] = /nonce="([^"]+)"/.exec(challenge)!;
    const secret = sha256('bob:standin:secret-word');
    const fields: Record<string, string> = {
      username: 'bob',
      realm: 'standin',
      nonce: nonce!,
      uri: '/digest',
      algorithm: 'SHA-256',
      qop: 'auth',
      nc: '00000001',
      cnonce: 'c',
      response: sha256(`${secret}:${nonce}:00000001:c:auth:${sha256('GET:/digest')}`),
    };
    change(fields);
    const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
    expect((await send('/digest', { authorization: `Digest ${pairs.join(', ')}` })).status).toBe(status);
  });

  test('no secret is told by answers and logs', async () => {
    const log: ExchangeSummary[] = [];
    const send = await mockOf({ auth, onExchange: (exchange) => log.push(exchange) });
    const answers = [
      await send('/read', bearer('hush-token')),
      await send('/basic', basic('ada:hush-password')),
      await send('/key', { 'x-key': 'hush-key' }),
      await send('/query?a=b&api%20key=hush-key&access_token=hush-token'),
    ];
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    const headers = answers.map((answer) => JSON.stringify([...answer.headers]));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(JSON.stringify([texts, headers, log])).not.toContain('hush');
    expect(log[3]?.path).toBe('/query?a=b&api%20key=***&access_token=***');
  });

  test('a token of nobody is refused at once', async () => {
    const wrong = { tokens: [{ token: 'x', user: 'eve' }] };
    await expect(mockOf({ auth: wrong })).rejects.toMatchObject({ code: 'invalid-auth' });
  });
});

describe('without lists', () => {
  test.each([
    ['the form suffices', {}, '/write', bearer('whatever'), 204],
    ['nothing does not', {}, '/write', {}, 401],
    ['auth: false asks for nothing', { auth: false as const }, '/write', {}, 204],
    ['warnings let everybody in', { onViolation: 'warn' as const }, '/write', {}, 204],
  ])('%s', async (_title, options, path, headers, status) => {
    expect((await (await mockOf(options))(path, headers)).status).toBe(status);
  });

  test('a warning is told', async () => {
    const log: ExchangeSummary[] = [];
    const send = await mockOf({ onViolation: 'warn', onExchange: (exchange) => log.push(exchange) });
    await send('/write');
    expect(log[0]?.violations).toMatchObject([{ in: 'security', pointer: '/Authorization' }]);
  });

  test('a certificate that nobody can see is noted', async () => {
    const log: ExchangeSummary[] = [];
    const send = await mockOf({ onExchange: (exchange) => log.push(exchange) });
    expect((await send('/certificate')).status).toBe(204);
    expect(log[0]?.notes).toEqual([expect.stringMatching(/certificate/)]);
  });

  test.each([
    ['was shown', '1', 204],
    ['was not shown', '0', 401],
  ])('a certificate that %s, as the runtime tells', async (_title, certPresented, status) => {
    const mock = createMock(await loadApi(description));
    const request = new Request('http://mock.example/certificate');
    // As Cloudflare Workers have it.
    Object.assign(request, { cf: { tlsClientAuth: { certPresented } } });
    expect((await mock.fetch(request)).status).toBe(status);
  });
});

describe('with the issuer on', () => {
  test.each([
    ['a token of another make', '/read', bearer('whatever'), 401, /no JWT of the built-in issuer/],
    ['an unsigned token', '/read', bearer('eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.'), 401, /RS256/],
    ['an API key is judged by its form', '/key', { 'x-key': 'whatever' }, 204, null],
  ])('%s', async (_title, path, headers: Record<string, string>, status, reason) => {
    const answer = await (await mockOf({ issuer: true }))(path, headers);
    expect(answer.status).toBe(status);
    if (reason) expect(answer.headers.get('www-authenticate')).toMatch(reason);
  });

  test('listed tokens are good beside its own', async () => {
    const send = await mockOf({ issuer: true, auth: { tokens: [{ token: 'listed' }] } });
    expect((await send('/read', bearer('listed'))).status).toBe(204);
    expect((await send('/read', bearer('other'))).status).toBe(401);
  });

  test('listed users log in at the issuer, with their scopes', async () => {
    const mock = createMock(await loadApi(description), { issuer: true, auth });
    const grant = { grant_type: 'password', username: 'ada', password: 'pâss:word', scope: 'read write' };
    const granted = await mock.request('/__standin/issuer/token', {
      method: 'POST',
      body: new URLSearchParams(grant),
    });
    const { access_token: token, scope } = (await granted.json()) as Record<string, string>;
    expect(scope).toBe('read');
    expect((await mock.request('/read', { headers: bearer(token!) })).status).toBe(204);
    expect((await mock.request('/write', { headers: bearer(token!) })).status).toBe(403);
  });

  test.each([
    ['is granted where it is asked for', 'auditor', 204],
    ['is missed where it is not', 'read', 403],
  ])('a role of a bearer scheme %s', async (_title, scope, status) => {
    const paths = { '/audit': { get: { security: [{ bearer: ['auditor'] }], responses } } };
    const mock = createMock(await loadApi({ ...description, paths }), { issuer: true });
    const grant = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b', scope };
    const body = new URLSearchParams(grant);
    const granted = await mock.request('/__standin/issuer/token', { method: 'POST', body });
    const { access_token: token } = (await granted.json()) as Record<string, string>;
    expect((await mock.request('/audit', { headers: bearer(token!) })).status).toBe(status);
  });
});
