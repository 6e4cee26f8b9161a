import { describe, expect, test } from 'vitest';
import { checkSecurity } from '../../src/validation/index.ts';
import { judge, operationOf, refused, type Sent } from './security-document.ts';

const only = (name: string) => [{ [name]: [] }];
const authorization = (text: string): Sent => ({ headers: { authorization: text } });
const basic = (text: string) => authorization(`Basic ${btoa(text)}`);
const digest = 'username="a", realm="r", nonce="n", uri="/a", response="0123456789abcdef"';

describe('credentials of the right form are let through', () => {
  test.each<[title: string, security: object[], sent: Sent]>([
    ['Security Requirement Object: nothing is asked for', [], {}],
    ['Security Requirement Object: an empty requirement makes it optional', [{ basic: [] }, {}], {}],
    ['Security Scheme Object: an API key in a header', only('header'), { headers: { 'x-key': 'a' } }],
    ['Security Scheme Object: an API key in the query', only('query'), { search: '?key=a' }],
    ['Security Scheme Object: an API key in a cookie', only('cookie'), { headers: { cookie: 'a=b; sid=x' } }],
    ['RFC 7617, 2: Basic', only('basic'), basic('Aladdin:open sesame')],
    ['RFC 7617, 2: a colon in the password', only('basic'), basic('a:b:c')],
    ['RFC 7617, 2: empty name and password', only('basic'), basic(':')],
    ['RFC 7617, 2.1: UTF-8', only('basic'), authorization('Basic dGVzdDoxMjPCow==')],
    ['RFC 9110, 11.1: schemes in any case', only('basic'), authorization(`bAsIc ${btoa(':')}`)],
    ['RFC 9110, 11.4: several spaces', only('bearer'), authorization('Bearer   abc')],
    ['RFC 6750, 2.1: Bearer', only('bearer'), authorization('Bearer mF_9.B5f-4.1JqM')],
    ['RFC 6750, 2.1: padding', only('bearer'), authorization('Bearer YWJj==')],
    ['a bearer token with other visible characters', only('bearer'), authorization('Bearer 1|abc')],
    ['RFC 7616, 3.4: Digest', only('digest'), authorization(`Digest ${digest}`)],
    [
      'RFC 7616, 3.4: nc and cnonce with qop',
      only('digest'),
      authorization(`Digest ${digest}, qop=auth, nc=00000001, cnonce="x"`),
    ],
    [
      'RFC 7616, 3.4: username*',
      only('digest'),
      authorization(`Digest ${digest.replace('username="a"', "username*=UTF-8''%C3%A4")}`),
    ],
    [
      'RFC 9110, 11.2: a quoted comma',
      only('digest'),
      authorization(`Digest ${digest.replace('"a"', '"a, \\"b"')}`),
    ],
    [
      'RFC 9110, 11.2: a quoted comma before words',
      only('digest'),
      authorization(`Digest ${digest.replace('"a"', '"Jones, Jo Ann"')}`),
    ],
    [
      'an API key of the same field behind a comma',
      only('basic'),
      authorization(`Basic ${btoa('a:b')}, key`),
    ],
    ['RFC 7486: another registered scheme', only('hoba'), authorization('HOBA result="x"')],
    ['RFC 6750: OAuth 2.0', [{ oauth: ['a'] }], authorization('Bearer abc')],
    ['RFC 6750: OpenID Connect', only('oidc'), authorization('Bearer abc')],
    ['a client certificate', only('mtls'), { clientCertificate: true }],
    [
      'Security Requirement Object: either of two',
      [...only('header'), ...only('basic')],
      { headers: { 'x-key': 'a' } },
    ],
    [
      'Security Requirement Object: both of two',
      [{ header: [], bearer: [] }],
      { headers: { 'x-key': 'a', authorization: 'Bearer x' } },
    ],
    [
      'two of one field, as Fetch joins them',
      [{ basic: [], bearer: [] }],
      authorization(`Bearer x, Basic ${btoa('a:b')}`),
    ],
  ])('%s', async (_title, security, sent) => {
    expect(await judge(security, sent)).toEqual({ ok: true, notes: [] });
  });

  test('a client certificate that nobody can see is taken as shown, with a note', async () => {
    expect(await judge(only('mtls'))).toEqual({
      ok: true,
      notes: [expect.stringMatching(/cannot see/)],
    });
  });

  test('security of the operation replaces that of the description', async () => {
    const root = { security: only('basic') };
    const request = { search: '', headers: new Headers({ 'x-key': 'a' }) };
    expect(checkSecurity(await operationOf({}, root), request).ok).toBe(false);
    expect(checkSecurity(await operationOf({ security: only('header') }, root), request).ok).toBe(true);
    expect(checkSecurity(await operationOf({ security: [] }, root), request).ok).toBe(true);
  });
});

const BASIC = 'Basic realm="standin", charset="UTF-8"';
const BEARER = 'Bearer realm="standin"';
const invalidToken = (text: string) =>
  expect.stringMatching(
    new RegExp(
      `^Bearer realm="standin", error="invalid_token", error_description="[^"\\\\]*${text}[^"\\\\]*"$`,
    ),
  );

describe('other credentials are refused, with a challenge for each scheme', () => {
  test.each<[title: string, security: object[], sent: Sent, message: RegExp, challenges: unknown[]]>([
    [
      'no API key',
      only('header'),
      {},
      /"header" is missing.*header "X-Key"/,
      ['ApiKey realm="standin", in="header", name="X-Key"'],
    ],
    [
      'an empty API key',
      only('query'),
      { search: '?key=' },
      /query "key"/,
      ['ApiKey realm="standin", in="query", name="key"'],
    ],
    [
      'another cookie',
      only('cookie'),
      { headers: { cookie: 'asid=x' } },
      /cookie "sid"/,
      ['ApiKey realm="standin", in="cookie", name="sid"'],
    ],
    ['RFC 7617, 2: no credentials', only('basic'), {}, /credentials are missing/, [BASIC]],
    [
      'RFC 9110, 11.4: another scheme',
      only('basic'),
      authorization('Bearer x'),
      /must be of the scheme Basic/,
      [BASIC],
    ],
    ['RFC 7617, 2: no base64', only('basic'), authorization('Basic ???'), /must be base64/, [BASIC]],
    ['RFC 7617, 2: no colon', only('basic'), basic('user'), /colon/, [BASIC]],
    ['RFC 7617, 2: a control character', only('basic'), basic('a:b\n'), /control characters/, [BASIC]],
    ['RFC 6750, 3.1: nothing sent is no error', only('bearer'), {}, /scheme Bearer/, [BEARER]],
    [
      'RFC 6750, 3.1: a name without a token',
      only('bearer'),
      authorization('Bearer '),
      /no credentials/,
      [BEARER],
    ],
    [
      'RFC 6750, 3.1: a malformed token',
      only('bearer'),
      authorization('Bearer a b'),
      /one word/,
      [invalidToken('one word')],
    ],
    ['an empty Authorization', only('bearer'), authorization(''), /scheme Bearer/, [BEARER]],
    [
      'RFC 6750, 3: the scopes it takes',
      [{ oauth: ['a', 'b'] }],
      {},
      /scheme Bearer/,
      [`${BEARER}, scope="a b"`],
    ],
    [
      'Security Requirement Object: roles of http are not on the wire',
      [{ bearer: ['admin'] }],
      {},
      /scheme Bearer/,
      [BEARER],
    ],
    [
      'RFC 6749, 3.3: what is no scope is not named',
      [{ oauth: ['a"b', 'c'] }],
      {},
      /scheme Bearer/,
      [`${BEARER}, scope="c"`],
    ],
    [
      'RFC 7616, 3.3: realm, qop, algorithm and nonce',
      only('digest'),
      {},
      /scheme Digest/,
      [
        expect.stringMatching(
          /^Digest realm="standin", qop="auth", algorithm=SHA-256, nonce="[^"]+", charset=UTF-8$/,
        ),
      ],
    ],
    [
      'RFC 7616, 3.4: fields that are missing',
      only('digest'),
      authorization('Digest username="a", realm="r"'),
      /no nonce, no uri, no response/,
      [expect.stringMatching(/^Digest /)],
    ],
    [
      'RFC 7616, 3.4: qop without nc',
      only('digest'),
      authorization(`Digest ${digest}, qop=auth`),
      /no nc, no cnonce/,
      [expect.anything()],
    ],
    [
      'RFC 7616, 3.4: nc of another length',
      only('digest'),
      authorization(`Digest ${digest}, qop=auth, nc=1, cnonce="x"`),
      /eight/,
      [expect.anything()],
    ],
    [
      'RFC 7616, 3.4: a response in upper case',
      only('digest'),
      authorization(`Digest ${digest.replace('abcdef', 'ABCDEF')}`),
      /hexadecimal/,
      [expect.anything()],
    ],
    [
      'RFC 9110, 11.2: a field twice',
      only('digest'),
      authorization(`Digest ${digest}, realm="s"`),
      /list of name/,
      [expect.anything()],
    ],
    [
      'RFC 9110, 11.2: no fields',
      only('digest'),
      authorization('Digest abc'),
      /list of name/,
      [expect.anything()],
    ],
    ['RFC 4559, 4.1: Negotiate has no parameters', only('negotiate'), {}, /Negotiate/, ['Negotiate']],
    [
      'RFC 9449, 7.1: DPoP names algorithms',
      only('dpop'),
      {},
      /DPoP/,
      ['DPoP realm="standin", algs="ES256 RS256"'],
    ],
    ['RFC 9110, 11.1: what is no scheme has no challenge', only('odd'), {}, /no token/, []],
    ['no client certificate', only('mtls'), { clientCertificate: false }, /certificate/, []],
    [
      'one of two',
      [{ header: [], bearer: [] }],
      { headers: { 'x-key': 'a' } },
      /scheme Bearer/,
      ['ApiKey realm="standin", in="header", name="X-Key"', BEARER],
    ],
    [
      'neither of two: each scheme once',
      [...only('bearer'), { oauth: [] }, ...only('basic')],
      {},
      /missing/,
      [BEARER, BASIC],
    ],
  ])('%s', async (_title, security, sent, message, challenges) => {
    const result = await refused(security, sent);
    expect(result.kind).toBe('security');
    expect(result.violations[0]).toMatchObject({
      in: 'security',
      keyword: 'security',
      message: expect.stringMatching(message),
    });
    expect(result.challenges).toEqual(challenges);
    expect(() => new Headers({ 'www-authenticate': result.challenges.join(', ') })).not.toThrow();
  });

  test('the violation names where the credentials belong and the scheme in the description', async () => {
    expect((await refused(only('header'))).violations[0]).toMatchObject({
      pointer: '/X-Key',
      schemaPointer: '/components/securitySchemes/header',
    });
  });

  test('what is nearest to holding is reported', async () => {
    const { violations } = await refused([{ header: [], bearer: [] }, { cookie: [] }]);
    expect(violations.map(({ pointer }) => pointer)).toEqual(['/sid']);
  });
});
