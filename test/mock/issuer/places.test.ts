import { expect, test } from 'vitest';
import { description, form, issuerUrl, mockWith } from './mock-with-issuer.ts';

const machine = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' };

test.each([
  ['OpenID Connect Discovery, 4', '/__standin/issuer/.well-known/openid-configuration'],
  ['RFC 8414, 3.1', '/.well-known/oauth-authorization-server/__standin/issuer'],
  ['RFC 8414, 5', '/.well-known/openid-configuration/__standin/issuer'],
  ['below the issuer', '/__standin/issuer/.well-known/oauth-authorization-server'],
  ["the description's openIdConnectUrl", '/.well-known/openid-configuration'],
])('metadata by %s', async (_title, path) => {
  const answer = await (await mockWith({ issuer: true }))(path);
  expect(await answer.json()).toMatchObject({
    issuer: issuerUrl,
    token_endpoint: `${issuerUrl}/token`,
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access', 'read:pets', 'write:pets'],
  });
});

test.each([
  ['a relative tokenUrl below the server', '/v1/oauth/token', 200],
  ['a relative tokenUrl as RFC 3986, 5.2 has it', '/oauth/token', 200],
  ["a tokenUrl of another server is not the mock's", '/oauth/other-token', 404],
])('%s', async (_title, path, status) => {
  expect((await (await mockWith({ issuer: true }))(path, form(machine))).status).toBe(status);
});

test("the authorizationUrl on the server's origin answers, and asks for its method", async () => {
  const send = await mockWith({ issuer: true });
  const fields = { client_id: 'a', redirect_uri: 'https://a.example/', response_type: 'code' };
  expect((await send(`/oauth/authorize?${new URLSearchParams(fields)}`)).status).toBe(303);
  expect((await send('/oauth/authorize', { method: 'PUT' })).status).toBe(405);
});

test('a documented operation goes before the issuer', async () => {
  const operation = { post: { responses: { 204: { description: 'Ours' } } } };
  const send = await mockWith({ issuer: true }, { ...description, paths: { '/oauth/token': operation } });
  expect((await send('/v1/oauth/token', form(machine))).status).toBe(204);
});

test('the path can be chosen, and nothing answers while the issuer is off', async () => {
  const path = '/.well-known/openid-configuration';
  expect((await (await mockWith({ issuer: { path: '/login' } }))(`/login${path}`)).status).toBe(200);
  expect((await (await mockWith({}))(`/__standin/issuer${path}`)).status).toBe(404);
});

test.each([
  [{ path: 'login' }, /"login" is no path/],
  [{ path: '/' }, /"\/" is no path/],
  [{ origin: 'https://a.example/b' }, /no origin/],
  [{ users: [] }, /empty/],
  [{ users: [{ name: 'a' }, { name: 'a' }] }, /two users/],
  [{ clients: [{ id: '' }] }, /no name/],
  [{ tokenLifetime: 0 }, /tokenLifetime is 0/],
])('%j is refused at once', async (issuer, message) => {
  await expect(mockWith({ issuer })).rejects.toMatchObject({
    code: 'invalid-issuer',
    message: expect.stringMatching(message),
  });
});

test('below a prefix, the issuer says so in its addresses, and its tokens are good there', async () => {
  const send = await mockWith({ issuer: true, prefix: '/billing' });
  const answer = await send('/billing/__standin/issuer/.well-known/openid-configuration');
  const metadata = (await answer.json()) as { issuer: string; token_endpoint: string };
  expect(metadata.issuer).toBe(issuerUrl.replace('/__standin', '/billing/__standin'));
  const { pathname } = new URL(metadata.token_endpoint);
  const granted = await (await send(pathname, form({ ...machine, scope: 'read:pets' }))).json();
  const { access_token: token } = granted as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await send('/billing/pets', { headers })).status).toBe(200);
});
