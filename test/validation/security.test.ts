import { describe, expect, test } from 'vitest';
import { loadApi, type Operation } from '../../src/model/index.ts';
import { checkSecurity, fittingErrorStatus } from '../../src/validation/index.ts';

const SCHEMES = {
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'Digest' },
  hoba: { type: 'http', scheme: 'hoba' },
  oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://x/t', scopes: { a: '' } } } },
  oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://x' },
  mtls: { type: 'mutualTLS' },
};

async function operationOf(fields: object): Promise<Operation> {
  const api = await loadApi({
    openapi: '3.2.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses: {}, ...fields } } },
    components: { securitySchemes: SCHEMES },
  });
  return api.operations[0] as Operation;
}

async function judge(security: object[], headers: Record<string, string>, search = '') {
  return checkSecurity(await operationOf({ security }), { search, headers: new Headers(headers) });
}

const only = (name: string) => [{ [name]: [] }];
const basic = (text: string) => ({ authorization: `Basic ${btoa(text)}` });

describe('checkSecurity', () => {
  test.each<[title: string, security: object[], headers: Record<string, string>, search?: string]>([
    ['nothing is asked for', [], {}],
    ['an empty requirement', [{ basic: [] }, {}], {}],
    ['an API key in a header', only('header'), { 'x-key': 'a' }],
    ['an API key in the query', only('query'), {}, '?key=a'],
    ['an API key in a cookie', only('cookie'), { cookie: 'a=b; sid=x' }],
    ['Basic', only('basic'), basic('user:pass')],
    ['Basic in another case', only('basic'), { authorization: `bAsIc ${btoa(':')}` }],
    ['Bearer', only('bearer'), { authorization: 'Bearer abc' }],
    ['Digest', only('digest'), { authorization: 'Digest username="a"' }],
    ['another scheme', only('hoba'), { authorization: 'HOBA result="x"' }],
    ['OAuth 2.0', [{ oauth: ['a'] }], { authorization: 'Bearer abc' }],
    ['OpenID Connect', only('oidc'), { authorization: 'Bearer abc' }],
    ['a client certificate cannot be seen', only('mtls'), {}],
    ['either of two', [...only('header'), ...only('basic')], { 'x-key': 'a' }],
    ['both of two', [{ header: [], bearer: [] }], { 'x-key': 'a', authorization: 'Bearer x' }],
  ])('%s holds', async (_title, security, headers, search) => {
    expect(await judge(security, headers, search)).toEqual({ ok: true });
  });

  test.each<
    [
      title: string,
      security: object[],
      headers: Record<string, string>,
      message: RegExp,
      challenges: string[],
      search?: string,
    ]
  >([
    ['no API key', only('header'), {}, /"header" is missing.*header "X-Key"/, ['ApiKey realm="header"']],
    ['an empty API key', only('query'), {}, /query "key"/, ['ApiKey realm="query"'], '?key='],
    ['another cookie', only('cookie'), { cookie: 'asid=x' }, /cookie "sid"/, ['ApiKey realm="cookie"']],
    [
      'no credentials',
      only('basic'),
      {},
      /credentials are missing/,
      ['Basic realm="standin", charset="UTF-8"'],
    ],
    [
      'another scheme',
      only('basic'),
      { authorization: 'Bearer x' },
      /must be of the scheme Basic/,
      ['Basic realm="standin", charset="UTF-8"'],
    ],
    [
      'Basic that is not base64',
      only('basic'),
      { authorization: 'Basic ???' },
      /must be base64/,
      ['Basic realm="standin", charset="UTF-8"'],
    ],
    [
      'Basic without a colon',
      only('basic'),
      basic('user'),
      /colon/,
      ['Basic realm="standin", charset="UTF-8"'],
    ],
    [
      'Bearer without a token',
      only('bearer'),
      { authorization: 'Bearer ' },
      /no credentials/,
      ['Bearer realm="standin"'],
    ],
    [
      'an empty Authorization',
      only('bearer'),
      { authorization: '' },
      /scheme Bearer/,
      ['Bearer realm="standin"'],
    ],
    ['OAuth 2.0 without a token', [{ oauth: ['a'] }], {}, /scheme Bearer/, ['Bearer realm="standin"']],
    [
      'Digest',
      only('digest'),
      {},
      /scheme Digest/,
      ['Digest realm="standin", qop="auth", nonce="standin", algorithm=SHA-256'],
    ],
    [
      'one of two',
      [{ header: [], bearer: [] }],
      { 'x-key': 'a' },
      /scheme Bearer/,
      ['ApiKey realm="header"', 'Bearer realm="standin"'],
    ],
    [
      'neither of two names each scheme once',
      [...only('bearer'), { oauth: [] }, ...only('basic')],
      {},
      /missing/,
      ['Bearer realm="standin"', 'Basic realm="standin", charset="UTF-8"'],
    ],
  ])('%s does not', async (_title, security, headers, message, challenges, search) => {
    const result = await judge(security, headers, search);
    if (result.ok) throw new Error('it held');
    expect(result.violations[0]).toMatchObject({
      in: 'security',
      keyword: 'security',
      message: expect.stringMatching(message),
    });
    expect(result.challenges).toEqual(challenges);
    expect(
      () => new Headers(result.challenges.map((each) => ['www-authenticate', each] as [string, string])),
    ).not.toThrow();
  });

  test('the violation names where the credentials belong and the scheme in the description', async () => {
    const result = await judge(only('header'), {});
    expect(!result.ok && result.violations[0]).toMatchObject({
      pointer: '/X-Key',
      schemaPointer: '/components/securitySchemes/header',
    });
  });

  test('what is nearest to holding is reported', async () => {
    const result = await judge([{ header: [], bearer: [] }, { cookie: [] }], {});
    expect(!result.ok && result.violations.map(({ pointer }) => pointer)).toEqual(['/sid']);
  });
});

const MALFORMED = [
  { in: 'body', pointer: '', message: '', keyword: 'malformed', schemaPointer: '', schemaUri: '' },
] as const;

describe('fittingErrorStatus', () => {
  test.each<
    [
      title: string,
      kind: Parameters<typeof fittingErrorStatus>[1],
      documented: string[],
      status: number,
      response: string | undefined,
    ]
  >([
    ['401 for missing credentials', 'security', ['200', '403', '401'], 401, '401'],
    ['else 403', 'security', ['200', '403', '4XX'], 403, '403'],
    ['403 for the forbidden', 'forbidden', ['401', '403'], 403, '403'],
    ['415', 'contentType', ['400', '415'], 415, '415'],
    ['415 by the range', 'contentType', ['400', '4XX'], 415, '4XX'],
    ['406', 'accept', ['406', 'default'], 406, '406'],
    ['406 by default', 'accept', ['default'], 406, 'default'],
    ['422 before 400', 'request', ['400', '422'], 422, '422'],
    ['400 before the range', 'request', ['4XX', '400'], 400, '400'],
    ['the range before default', 'request', ['default', '4XX'], 422, '4XX'],
    ['default', 'request', ['200', 'default'], 422, 'default'],
    ['nothing documented: 401', 'security', ['200'], 401, undefined],
    ['nothing documented: 415', 'contentType', ['400'], 415, undefined],
    ['nothing documented: 406', 'accept', [], 406, undefined],
    ['nothing documented: 422', 'request', ['404', '5XX'], 422, undefined],
  ])('%s', async (_title, kind, documented, status, response) => {
    const responses = Object.fromEntries(documented.map((each) => [each, { description: '' }]));
    const found = fittingErrorStatus(await operationOf({ responses }), kind);
    expect([found.status, found.response?.status]).toEqual([status, response]);
  });

  test.each([
    ['a malformed request that is not documented is 400', ['200'], 400, undefined],
    ['a malformed request under a range is 400', ['4XX'], 400, '4XX'],
    ['a documented 422 is for malformed ones too', ['422'], 422, '422'],
  ])('%s', async (_title, documented, status, response) => {
    const responses = Object.fromEntries(documented.map((each) => [each, { description: '' }]));
    const found = fittingErrorStatus(await operationOf({ responses }), 'request', MALFORMED);
    expect([found.status, found.response?.status]).toEqual([status, response]);
  });
});
