import { describe, expect, test } from 'vitest';
import { base, form, mockWith, redirect, type Send, strict, strictMock } from './mock-with-issuer.ts';

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
/** RFC 7636, appendix B. */
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

function authorize(send: Send, fields: Record<string, string>): Promise<Response> {
  const all = {
    client_id: 'spa',
    redirect_uri: redirect,
    response_type: 'code',
    login_hint: 'bob',
    state: 'x',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...fields,
  };
  return send(`${base}/authorize?${new URLSearchParams(all)}`);
}

async function codeFor(send: Send, fields: Record<string, string> = {}): Promise<string> {
  const answer = await authorize(send, fields);
  return new URL(answer.headers.get('location')!).searchParams.get('code')!;
}

describe('redeeming a code', () => {
  const asked = {
    grant_type: 'authorization_code',
    client_id: 'spa',
    redirect_uri: redirect,
    code_verifier: verifier,
  };

  test.each<[title: string, change: Record<string, string>, error: string | undefined]>([
    ['RFC 7636, appendix B: the verifier fits', {}, undefined],
    ['RFC 7636, 4.6: another verifier', { code_verifier: verifier.replace('d', 'e') }, 'invalid_grant'],
    ['RFC 7636, 4.6: no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['RFC 7636, 4.1: a verifier that is too short', { code_verifier: 'short' }, 'invalid_grant'],
    ['RFC 6749, 4.1.3: another redirect_uri', { redirect_uri: 'https://app.example/other' }, 'invalid_grant'],
    ['RFC 6749, 4.1.3: no redirect_uri', { redirect_uri: '' }, 'invalid_grant'],
    ['RFC 6749, 4.1.3: another client', { client_id: 'native' }, 'invalid_grant'],
  ])('%s', async (_title, change, error) => {
    const send = await strictMock();
    const code = await codeFor(send);
    const answer = await send(`${base}/token`, form({ ...asked, code, ...change }));
    expect(((await answer.json()) as { error?: string }).error).toBe(error);
  });

  test('RFC 6749, 4.1.2: a second use is refused and revokes the tokens of the first', async () => {
    const send = await strictMock();
    const code = await codeFor(send);
    const first = (await (await send(`${base}/token`, form({ ...asked, code }))).json()) as {
      access_token: string;
    };
    const headers = { authorization: `Bearer ${first.access_token}` };
    expect((await send('/any', { headers })).status).toBe(200);
    expect((await send(`${base}/token`, form({ ...asked, code }))).status).toBe(400);
    expect((await send('/any', { headers })).status).toBe(401);
  });

  test('RFC 6749, 4.1.2: a code lives for a minute', async () => {
    let now = 1e12;
    const send = await mockWith({ issuer: { ...strict, clock: () => now } });
    const code = await codeFor(send);
    now += 60_000;
    expect((await send(`${base}/token`, form({ ...asked, code }))).status).toBe(400);
  });

  test('RFC 9700, 2.1.1: without PKCE only a client with a secret has its way', async () => {
    const send = await mockWith({ issuer: true });
    const plain = { code_challenge: '', code_challenge_method: '' };
    const open = { grant_type: 'authorization_code', client_id: 'spa', redirect_uri: redirect };
    const refused = await send(
      `${base}/token`,
      form({ ...open, code: await codeFor(send, { ...plain, login_hint: 'user' }) }),
    );
    expect(await refused.json()).toMatchObject({ error: 'invalid_grant' });
    const code = await codeFor(send, { ...plain, login_hint: 'user' });
    expect((await send(`${base}/token`, form({ ...open, code, client_secret: 'any' }))).status).toBe(200);
  });
});
