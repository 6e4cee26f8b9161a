import { describe, expect, test } from 'vitest';
import { base, form, machine, person, redirect, server, strictMock } from './mock-with-issuer.ts';

const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

describe('the token endpoint', () => {
  test.each<
    [
      title: string,
      fields: Record<string, string>,
      headers: Record<string, string>,
      status: number,
      error: string | undefined,
    ]
  >([
    ['RFC 6749, 4.4.2: a secret in the form', machine, {}, 200, undefined],
    [
      'RFC 6749, 2.3.1: a secret in the header, form-encoded',
      { grant_type: 'client_credentials' },
      basic('server', 's3cret%2B'),
      200,
      undefined,
    ],
    ['RFC 6749, 2.3: both at once', machine, basic('server', 's3cret%2B'), 400, 'invalid_request'],
    [
      'RFC 6749, 5.2: a wrong secret in the header',
      { grant_type: 'client_credentials' },
      basic('server', 'no'),
      401,
      'invalid_client',
    ],
    ['RFC 6749, 5.2: another scheme', machine, { authorization: 'Bearer x' }, 401, 'invalid_client'],
    ['RFC 6749, 5.2: a wrong secret', { ...machine, client_secret: 'no' }, {}, 401, 'invalid_client'],
    [
      'RFC 6749, 5.2: no secret',
      { grant_type: 'client_credentials', client_id: 'server' },
      {},
      401,
      'invalid_client',
    ],
    ['RFC 6749, 5.2: an unknown client', { ...machine, client_id: 'none' }, {}, 401, 'invalid_client'],
    ['RFC 6749, 5.2: no client', { grant_type: 'client_credentials' }, {}, 401, 'invalid_client'],
    [
      'RFC 6749, 4.4: a public client',
      { grant_type: 'client_credentials', client_id: 'spa' },
      {},
      400,
      'unauthorized_client',
    ],
    ['RFC 6749, 5.2: no grant type', server, {}, 400, 'invalid_request'],
    [
      'RFC 6749, 5.2: an unknown grant type',
      { ...server, grant_type: 'magic' },
      {},
      400,
      'unsupported_grant_type',
    ],
    [
      'RFC 6749, 3.3: a scope that the client may not have',
      { client_id: 'reader', client_secret: 'r', grant_type: 'client_credentials', scope: 'write:pets' },
      {},
      400,
      'invalid_scope',
    ],
    ['RFC 6749, 3.3: a malformed scope', { ...machine, scope: 'a"b' }, {}, 400, 'invalid_scope'],
    ['RFC 6749, 4.3.2: a user', person, {}, 200, undefined],
    ['RFC 6749, 4.3.2: a wrong password', { ...person, password: 'no' }, {}, 400, 'invalid_grant'],
    ['RFC 6749, 4.3.2: an unknown user', { ...person, username: '__proto__' }, {}, 400, 'invalid_grant'],
    ['RFC 6749, 3.2: an empty parameter is none', { ...person, username: '' }, {}, 400, 'invalid_request'],
    [
      'RFC 6749, 4.1.3: an unknown code',
      { client_id: 'spa', grant_type: 'authorization_code', code: 'x', redirect_uri: redirect },
      {},
      400,
      'invalid_grant',
    ],
    [
      'RFC 6749, 6: an unknown refresh token',
      { client_id: 'spa', grant_type: 'refresh_token', refresh_token: 'x' },
      {},
      400,
      'invalid_grant',
    ],
    [
      'RFC 8628, 3.5: an unknown device',
      { client_id: 'spa', grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' },
      {},
      400,
      'expired_token',
    ],
  ])('%s', async (_title, fields, headers, status, error) => {
    const answer = await (await strictMock())(`${base}/token`, form(fields, headers));
    const body = (await answer.json()) as Record<string, unknown>;
    expect([answer.status, body['error']]).toEqual([status, error]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.has('www-authenticate')).toBe(status === 401 && 'authorization' in headers);
  });

  test.each([
    [
      'RFC 6749, 3.2: a parameter twice',
      { body: 'grant_type=password&grant_type=password', type: 'application/x-www-form-urlencoded' },
      400,
    ],
    ['RFC 6749, 4.4.2: JSON is no form', { body: JSON.stringify(machine), type: 'application/json' }, 400],
    [
      'a body that is too large',
      { body: `a=${'x'.repeat(70_000)}`, type: 'application/x-www-form-urlencoded' },
      413,
    ],
  ])('%s', async (_title, { body, type }, status) => {
    const send = await strictMock();
    const answer = await send(`${base}/token`, { method: 'POST', body, headers: { 'content-type': type } });
    expect([answer.status, await answer.json()]).toEqual([
      status,
      expect.objectContaining({ error: 'invalid_request' }),
    ]);
  });

  test('RFC 9110, 15.5.6: another method is told which fit', async () => {
    const answer = await (await strictMock())(`${base}/token`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test.each([
    ['what is asked for', 'bob', 'write:pets', 'write:pets'],
    ['no more than the user may have', 'ada', 'read:pets write:pets', 'read:pets'],
    ['all that are documented where nothing is asked for', 'bob', '', 'read:pets write:pets openid'],
    ['none that are unknown', 'bob', 'read:pets fly:pets', 'read:pets'],
  ])('RFC 6749, 3.3: scopes are %s', async (_title, username, scope, granted) => {
    const password = username === 'ada' ? 'lovelace' : 'builder';
    const send = await strictMock();
    const answer = await send(`${base}/token`, form({ ...person, username, password, scope }));
    expect(await answer.json()).toMatchObject({ scope: granted });
  });
});
