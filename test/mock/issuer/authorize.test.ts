import { describe, expect, test } from 'vitest';
import type { IssuerOptions } from '../../../src/mock/index.ts';
import { form, issuerUrl, mockWith, type Send } from './mock-with-issuer.ts';

const page = '/__standin/issuer/authorize';
const redirect = 'https://app.example/callback?a=b';
/** RFC 7636, appendix B. */
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const two: IssuerOptions = { users: [{ name: 'ada' }, { name: '<b>"bob"' }] };
const known: IssuerOptions = {
  ...two,
  clients: [
    { id: 'spa', redirectUris: [redirect] },
    { id: 'native', redirectUris: ['http://127.0.0.1/done'] },
  ],
};
const asked = {
  client_id: 'spa',
  redirect_uri: redirect,
  response_type: 'code',
  login_hint: 'ada',
  state: 'a b&c',
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

const ask = (send: Send, change: Record<string, string> = {}) =>
  send(`${page}?${new URLSearchParams({ ...asked, ...change })}`);

describe('an authorization request is answered where the client waits', () => {
  test.each<[title: string, change: Record<string, string>, error: string | null]>([
    ['RFC 6749, 4.1.2: with a code', {}, null],
    ['RFC 6749, 4.1.1: no response_type', { response_type: '' }, 'invalid_request'],
    ['RFC 6749, 4.1.2.1: another response_type', { response_type: 'token' }, 'unsupported_response_type'],
    ['RFC 7636, 4.4.1: plain', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['RFC 7636, 4.3: no method is plain', { code_challenge_method: '' }, 'invalid_request'],
    ['RFC 7636, 4.2: no digest', { code_challenge: 'abc' }, 'invalid_request'],
    [
      'RFC 9700, 2.1.1: a public client without a challenge',
      { code_challenge: '', code_challenge_method: '' },
      'invalid_request',
    ],
    [
      'OpenID Connect Core, 3.1.2.6: a login without asking',
      { prompt: 'none', login_hint: '' },
      'login_required',
    ],
    ['OpenID Connect Core, 3.1.2.6: a request object', { request: 'x' }, 'request_not_supported'],
    ['RFC 6749, 3.3: no scope that is to be had', { scope: 'fly:pets' }, 'invalid_scope'],
  ])('%s', async (_title, change, error) => {
    const answer = await ask(await mockWith({ issuer: known }), change);
    expect(answer.status).toBe(303);
    const { origin, pathname, searchParams } = new URL(answer.headers.get('location')!);
    expect([origin + pathname, searchParams.get('a')]).toEqual(['https://app.example/callback', 'b']);
    expect(searchParams.get('error')).toBe(error);
    expect(searchParams.has('code')).toBe(error === null);
    expect([searchParams.get('state'), searchParams.get('iss')]).toEqual(['a b&c', issuerUrl]);
  });

  test.each([
    ['RFC 6749, 4.1.2.1: no client', { client_id: '' }],
    ['RFC 6749, 4.1.2.1: an unknown client', { client_id: 'none' }],
    ['RFC 9700, 2.1: a redirect_uri that starts like a known one', { redirect_uri: `${redirect}&x=y` }],
    ['RFC 6749, 3.1.2: a relative redirect_uri', { redirect_uri: '/callback' }],
    [
      'RFC 8252, 7.3: another path of a loopback address',
      { client_id: 'native', redirect_uri: 'http://127.0.0.1:9/else' },
    ],
    [
      'RFC 8252, 7.3: another loopback name',
      { client_id: 'native', redirect_uri: 'http://localhost:9/done' },
    ],
  ])('%s goes nowhere', async (_title, change) => {
    const answer = await ask(await mockWith({ issuer: known }), change);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'https://app.example/#x', ''])(
    'even where any client may ask, the redirect_uri "%s" is refused',
    async (redirect_uri) => {
      expect((await ask(await mockWith({ issuer: two }), { redirect_uri })).status).toBe(400);
    },
  );

  test('RFC 8252, 7.3: the port of a loopback address is free', async () => {
    const change = { client_id: 'native', redirect_uri: 'http://127.0.0.1:50321/done' };
    const answer = await ask(await mockWith({ issuer: known }), change);
    expect(answer.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:50321\/done\?code=/);
  });

  test('Multiple Response Types, 2.1: in the fragment', async () => {
    const answer = await ask(await mockWith({ issuer: known }), { response_mode: 'fragment' });
    expect(answer.headers.get('location')).toMatch(/^https:\/\/app\.example\/callback\?a=b#code=/);
  });

  test('Form Post Response Mode, 2: in a form', async () => {
    const answer = await ask(await mockWith({ issuer: known }), { response_mode: 'form_post' });
    const html = await answer.text();
    expect(html).toContain('action="https://app.example/callback?a=b"');
    expect(html).toMatch(/name="code" value="[^"]+"/);
    expect(html).toContain('name="state" value="a b&#38;c"');
  });
});

describe('somebody chooses who is there', () => {
  test.each([
    ['of several, none is hinted at', two, { login_hint: '' }],
    ['the hint names nobody', two, { login_hint: 'eve' }],
    ['the client wants to be asked', two, { prompt: 'select_account' }],
    [
      'the client wants to be asked, of one',
      { users: [{ name: 'ada' }] },
      { prompt: 'login', login_hint: '' },
    ],
  ])('where %s', async (_title, issuer, change) => {
    const answer = await ask(await mockWith({ issuer }), change);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain('name="standin_user" value="ada"');
  });

  test('names and parameters are no markup', async () => {
    const send = await mockWith({ issuer: two });
    const html = await (await ask(send, { login_hint: '', state: '"><script>' })).text();
    expect(html).not.toMatch(/<script>|<b>"/);
    expect(html).toContain('value="&#60;b&#62;&#34;bob&#34;"');
  });

  test.each([
    ['gives a code', { standin_user: 'ada' }, /[?&]code=[^&]+&state=a\+b%26c/],
    ['or refuses', { standin_refuse: '1' }, /[?&]error=access_denied&/],
  ])('the choice %s', async (_title, choice, location) => {
    const send = await mockWith({ issuer: two });
    const answer = await send(page, form({ ...asked, login_hint: '', ...choice }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringMatching(location)]);
  });
});
