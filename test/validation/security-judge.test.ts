import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkSecurity, type JudgeCredentials } from '../../src/validation/index.ts';
import { judge, operationOf, refused, type Sent } from './security-document.ts';

describe('a judge decides what is known and how far it goes', () => {
  const allows =
    (...scopes: string[]): JudgeCredentials =>
    () => ({ known: true, scopes: new Set(scopes) });
  const bearer = { authorization: 'Bearer secret-token' };

  test('every scope of the requirement must be carried', async () => {
    const sent = { headers: bearer, judge: allows('a', 'b', 'c') };
    expect((await judge([{ oauth: ['a', 'b'] }], sent)).ok).toBe(true);
  });

  test('scopes that are not limited suffice for everything', async () => {
    const sent: Sent = { headers: bearer, judge: () => ({ known: true, scopes: undefined }) };
    expect((await judge([{ oauth: ['a', 'b'] }], sent)).ok).toBe(true);
  });

  test('a missing scope is forbidden, and the challenge names all it takes (RFC 6750, 3.1)', async () => {
    const result = await refused([{ oauth: ['a', 'b'] }], { headers: bearer, judge: allows('b') });
    expect(result).toMatchObject({
      kind: 'forbidden',
      challenges: ['Bearer realm="standin", error="insufficient_scope", scope="a b"'],
      violations: [{ message: 'the credentials of "oauth" lack the scope "a": they carry "b"' }],
    });
  });

  test('the roles of Basic are forbidden without a challenge', async () => {
    const headers = { authorization: `Basic ${btoa('a:b')}` };
    const result = await refused([{ basic: ['admin'] }], { headers, judge: allows() });
    expect(result).toMatchObject({ kind: 'forbidden', challenges: [] });
  });

  test('unknown credentials are unauthorized, and no secret is told', async () => {
    const judge: JudgeCredentials = () => ({ known: false, reason: 'nobody knows "them"' });
    const result = await refused([{ oauth: ['a'] }], { headers: bearer, judge });
    expect(result.kind).toBe('security');
    expect(result.challenges).toEqual([
      `Bearer realm="standin", error="invalid_token", error_description="the credentials of 'oauth' are refused: nobody knows 'them'", scope="a"`,
    ]);
    expect(JSON.stringify(result)).not.toContain('secret-token');
  });

  test('an alternative that lacks a scope alone outweighs one without credentials', async () => {
    const result = await refused([{ header: [] }, { oauth: ['a'] }], { headers: bearer, judge: allows() });
    expect(result.kind).toBe('forbidden');
  });

  test('a judge that has no say leaves the form to decide', async () => {
    expect((await judge([{ oauth: ['a'] }], { headers: bearer, judge: () => undefined })).ok).toBe(true);
  });
});

test('whatever is sent is judged without an error, and never told', async () => {
  const operation = await operationOf({
    security: [{ basic: [] }, { bearer: [] }, { digest: [] }, { hoba: [] }, { cookie: [] }, { header: [] }],
  });
  const visible = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 12,
  });
  const separator = fc.constantFrom(' ', ', ', '=', '="', '", ');
  const scheme = fc.constantFrom('Basic', 'bearer', 'DIGEST', 'Hoba', 'Other');
  const names = fc.constantFrom('authorization', 'x-key', 'cookie');
  const unknown: JudgeCredentials = () => ({ known: false, reason: 'nobody knows them' });
  fc.assert(
    fc.property(scheme, separator, visible, names, fc.boolean(), (name, between, secret, header, known) => {
      const headers = new Headers({ [header]: `${name} a${between}${secret}` });
      const result = checkSecurity(operation, { search: '', headers }, known ? unknown : undefined);
      expect(JSON.stringify(result)).not.toContain(secret);
      if (!result.ok) new Headers({ 'www-authenticate': result.challenges.join(', ') });
    }),
    { numRuns: 300 },
  );
});
