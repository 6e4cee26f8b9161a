import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { base, bearer, form, mockWith, person, server, strict, strictMock } from './mock-with-issuer.ts';

test('RFC 9068, 2.2: an access token says who may do what and for how long', async () => {
  const clock = () => 1_700_000_000_500;
  const send = await mockWith({ issuer: { ...strict, clock, tokenLifetime: 60, audience: 'urn:pets' } });
  const answer = await send(`${base}/token`, form({ ...person, scope: 'read:pets' }));
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(decodeJwt(token)).toEqual({
    iss: 'https://api.example/__standin/issuer',
    sub: 'bob',
    aud: 'urn:pets',
    client_id: 'server',
    scope: 'read:pets',
    iat: 1_700_000_000,
    exp: 1_700_000_060,
    jti: expect.any(String),
    sid: expect.any(String),
  });
});

test('RFC 7517, 4: the key set has the public key alone', async () => {
  const answer = await (await strictMock())(`${base}/jwks`);
  const { keys } = (await answer.json()) as { keys: Array<Record<string, unknown>> };
  expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});

test('RFC 7009, 2.1: nobody revokes the tokens of another client', async () => {
  const send = await strictMock();
  const answer = await send(`${base}/token`, form(person));
  const { refresh_token: token } = (await answer.json()) as { refresh_token: string };
  expect((await send(`${base}/revoke`, form({ client_id: 'spa', token }))).status).toBe(400);
  expect((await send(`${base}/revoke`, form({ ...server, token: 'unknown' }))).status).toBe(200);
  expect((await send(`${base}/revoke`, form({ ...server, token }))).status).toBe(200);
  const described = await send(`${base}/introspect`, form({ ...server, token }));
  expect(await described.json()).toEqual({ active: false });
});

test('RFC 8628, 3.5: a device that asks too often is slowed down', async () => {
  let now = 1e12;
  const send = await mockWith({ issuer: { clock: () => now } });
  const answer = await send(`${base}/device_authorization`, form({ client_id: 'tv' }));
  const { device_code, interval } = (await answer.json()) as { device_code: string; interval: number };
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const poll = async (seconds: number) => {
    now += seconds * 1000;
    const asked = await send(`${base}/token`, form({ client_id: 'tv', grant_type, device_code }));
    return ((await asked.json()) as { error: string }).error;
  };
  expect([
    interval,
    await poll(0),
    await poll(5),
    await poll(1),
    await poll(5),
    await poll(15),
    await poll(600),
  ]).toEqual([
    5,
    'authorization_pending',
    'authorization_pending',
    'slow_down',
    'slow_down',
    'authorization_pending',
    'expired_token',
  ]);
});

test('an access token ends when its time is over', async () => {
  let now = 1e12;
  const send = await mockWith({ issuer: { ...strict, clock: () => now, tokenLifetime: 60 } });
  const answer = await send(`${base}/token`, form({ ...person, scope: 'read:pets' }));
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect((await send('/pets', bearer(token))).status).toBe(200);
  now += 60_000;
  const late = await send('/pets', bearer(token));
  expect([late.status, late.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringMatching(/error="invalid_token".*expired at 2001-09-09T01:47:40/),
  ]);
});

test('a token of another mock is not good, since the key is another', async () => {
  const answer = await (await strictMock())(`${base}/token`, form(person));
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const elsewhere = await (await strictMock())('/any', bearer(token));
  expect([elsewhere.status, elsewhere.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringMatching(/signature is not of this issuer/),
  ]);
});

test.each([
  ['nothing', {}, 401, /^Bearer realm="standin"$/],
  ['what is no token', bearer('x'), 401, /error="invalid_token"/],
])('OpenID Connect Core, 5.3.3: UserInfo for %s', async (_title, init, status, challenge) => {
  const answer = await (await strictMock())(`${base}/userinfo`, init);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    status,
    expect.stringMatching(challenge),
  ]);
});

test('OpenID Connect Core, 5.3.1: UserInfo takes the scope openid', async () => {
  const send = await strictMock();
  const answer = await send(`${base}/token`, form({ ...person, scope: 'read:pets' }));
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const told = await send(`${base}/userinfo`, bearer(token));
  expect([told.status, told.headers.get('www-authenticate')]).toEqual([
    403,
    'Bearer realm="standin", error="insufficient_scope", scope="openid"',
  ]);
});
