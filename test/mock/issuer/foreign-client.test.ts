import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { bearer, connect, description, issuerUrl, mockWith, origin, type Send } from './mock-with-issuer.ts';

const ada = { name: 'ada', password: 'lovelace', claims: { team: 'engines' } };
const redirect = 'http://127.0.0.1:5173/callback';

async function verified(send: Send, token: string, audience: string) {
  const keys = createRemoteJWKSet(new URL(`${issuerUrl}/jwks`), {
    [customFetch]: (url, init) => send(url, init as RequestInit),
  });
  const { payload, protectedHeader } = await jwtVerify(token, keys, { issuer: issuerUrl, audience });
  return { payload, protectedHeader };
}

async function codeFlow(send: Send, configuration: client.Configuration, scope: string) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirect,
    scope,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const answer = await send(url.href);
  expect(answer.status).toBe(303);
  return client.authorizationCodeGrant(configuration, new URL(answer.headers.get('location')!), {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
  });
}

test.each(['oidc', 'oauth2'] as const)(
  'client credentials, found by %s discovery, open what their scopes allow',
  async (algorithm) => {
    const send = await mockWith({ issuer: true });
    const configuration = await connect(send, 'robot', 'secret', algorithm);
    const tokens = await client.clientCredentialsGrant(configuration, { scope: 'read:pets' });
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600, scope: 'read:pets' });
    expect(tokens.refresh_token).toBeUndefined();
    const { payload, protectedHeader } = await verified(send, tokens.access_token, origin);
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: 'robot', client_id: 'robot', scope: 'read:pets' });
    expect((await send('/pets', bearer(tokens.access_token))).status).toBe(200);
    const forbidden = await send('/pets', { method: 'POST', ...bearer(tokens.access_token) });
    expect(forbidden.status).toBe(403);
    expect(forbidden.headers.get('www-authenticate')).toBe(
      'Bearer realm="standin", error="insufficient_scope", scope="read:pets write:pets"',
    );
    expect((await send('/pets')).status).toBe(401);
  },
);

test('a code with PKCE gives tokens for a user, an ID token and the UserInfo answer', async () => {
  const send = await mockWith({ issuer: { users: [ada] } });
  const configuration = await connect(send, 'app');
  const tokens = await codeFlow(send, configuration, 'openid profile email read:pets');
  expect(tokens.claims()).toMatchObject({
    iss: issuerUrl,
    sub: 'ada',
    aud: 'app',
    team: 'engines',
    name: 'ada',
  });
  await verified(send, tokens.id_token!, 'app');
  expect((await verified(send, tokens.access_token, origin)).payload).toMatchObject({
    sub: 'ada',
    client_id: 'app',
    scope: 'openid profile email read:pets',
  });
  expect(await client.fetchUserInfo(configuration, tokens.access_token, 'ada')).toMatchObject({
    sub: 'ada',
    preferred_username: 'ada',
    email: 'ada@example.com',
    team: 'engines',
  });
  expect((await send('/me', bearer(tokens.access_token))).status).toBe(200);
  expect((await send('/any', bearer(tokens.id_token!))).status).toBe(401);
});

test('a refresh token is good for one use, and its second use revokes what followed', async () => {
  const send = await mockWith({ issuer: { users: [ada] } });
  const configuration = await connect(send, 'app');
  const first = await codeFlow(send, configuration, 'openid read:pets write:pets');
  const second = await client.refreshTokenGrant(configuration, first.refresh_token!, { scope: 'read:pets' });
  expect(second.scope).toBe('read:pets');
  expect(second.refresh_token).not.toBe(first.refresh_token);
  const third = await client.refreshTokenGrant(configuration, second.refresh_token!);
  expect(third.scope).toBe('openid read:pets write:pets');
  expect((await send('/pets', bearer(third.access_token))).status).toBe(200);
  await expect(client.refreshTokenGrant(configuration, first.refresh_token!)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  await expect(client.refreshTokenGrant(configuration, third.refresh_token!)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
  expect((await send('/pets', bearer(third.access_token))).status).toBe(401);
});

test('a user and a password give tokens', async () => {
  const send = await mockWith({ issuer: { users: [ada] } });
  const configuration = await connect(send, 'legacy', 'secret');
  const asked = { username: 'ada', password: 'lovelace', scope: 'read:pets write:pets' };
  const tokens = await client.genericGrantRequest(configuration, 'password', asked);
  expect((await send('/pets', { method: 'POST', ...bearer(tokens.access_token) })).status).toBe(200);
  const wrong = { ...asked, password: 'wrong' };
  await expect(client.genericGrantRequest(configuration, 'password', wrong)).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test.each([
  ['lets it in', 'standin_user', 'ada', undefined],
  ['refuses it', 'standin_refuse', '1', 'access_denied'],
])('a device waits until its user %s', async (_title, button, value, error) => {
  const send = await mockWith({ issuer: { users: [ada], pollInterval: 0.05 } });
  const configuration = await connect(send, 'tv');
  const device = await client.initiateDeviceAuthorization(configuration, { scope: 'read:pets' });
  expect(device.user_code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
  const page = await send(device.verification_uri_complete!);
  expect(await page.text()).toContain(device.user_code);
  const polling = client.pollDeviceAuthorizationGrant(configuration, device);
  const typed = device.user_code.toLowerCase().replace('-', ' ');
  const body = new URLSearchParams({ user_code: typed, [button]: value });
  const decided = await send(device.verification_uri, { method: 'POST', body });
  expect(decided.status).toBe(200);
  if (error) {
    await expect(polling).rejects.toMatchObject({ error });
    return;
  }
  const tokens = await polling;
  expect((await send('/pets', bearer(tokens.access_token))).status).toBe(200);
});

test('revoked tokens are no longer active and no longer good', async () => {
  const send = await mockWith({ issuer: { users: [ada] } });
  const configuration = await connect(send, 'app');
  const tokens = await codeFlow(send, configuration, 'openid read:pets');
  expect(await client.tokenIntrospection(configuration, tokens.access_token)).toMatchObject({
    active: true,
    sub: 'ada',
    username: 'ada',
    scope: 'openid read:pets',
    token_type: 'Bearer',
  });
  await client.tokenRevocation(configuration, tokens.access_token);
  expect(await client.tokenIntrospection(configuration, tokens.access_token)).toEqual({ active: false });
  expect((await send('/pets', bearer(tokens.access_token))).status).toBe(401);
  expect((await client.tokenIntrospection(configuration, tokens.refresh_token!)).active).toBe(true);
  await client.tokenRevocation(configuration, tokens.refresh_token!);
  expect(await client.tokenIntrospection(configuration, tokens.refresh_token!)).toEqual({ active: false });
});

test('a list of challenges is read by the foreign client as it is meant (RFC 9110, 11.6.1)', async () => {
  const securitySchemes = {
    ...description.components.securitySchemes,
    basic: { type: 'http', scheme: 'basic' },
    digest: { type: 'http', scheme: 'digest' },
    negotiate: { type: 'http', scheme: 'negotiate' },
    key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  } as const;
  const security = ['key', 'negotiate', 'digest', 'oauth', 'basic'].map((name) => ({
    [name]: ['read:pets'],
  }));
  const paths = { '/locked': { get: { security, responses: { 204: { description: 'Fine' } } } } };
  const send = await mockWith({ issuer: true }, { ...description, paths, components: { securitySchemes } });
  const configuration = await connect(send, 'app');
  const refused = client.fetchProtectedResource(configuration, 'x', new URL(`${origin}/locked`), 'GET');
  await expect(refused).rejects.toMatchObject({
    status: 401,
    cause: [
      { scheme: 'apikey', parameters: { realm: 'standin', in: 'header', name: 'X-Key' } },
      { scheme: 'negotiate' },
      { scheme: 'digest', parameters: { realm: 'standin', qop: 'auth', algorithm: 'SHA-256' } },
      { scheme: 'bearer', parameters: { error: 'invalid_token', scope: 'read:pets' } },
      { scheme: 'basic', parameters: { realm: 'standin', charset: 'UTF-8' } },
    ],
  });
});
