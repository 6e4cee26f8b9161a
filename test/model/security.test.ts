import { expect, test } from 'vitest';
import type { Operation } from '../../src/model/index.ts';
import { apiOf, codesOf } from './api-of.ts';

const components = {
  securitySchemes: {
    'x-key': { type: 'apiKey', in: 'header', name: 'X-Key' },
    token: { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' },
    auth: { $ref: '#/components/securitySchemes/oauth' },
    oauth: {
      type: 'oauth2',
      flows: {
        deviceAuthorization: {
          deviceAuthorizationUrl: 'https://a.b/device',
          tokenUrl: 'https://a.b/token',
          scopes: { r: 'read', w: 1 },
        },
        'x-other': {},
      },
    },
    oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://a.b/.well-known/openid-configuration' },
    tls: { type: 'mutualTLS' },
  },
};
const requirements = (operation: Operation | undefined): unknown =>
  operation?.security.map(({ schemes }) => schemes.map(({ scheme, scopes }) => [scheme.name, ...scopes]));

const cases: Array<[title: string, root: unknown, own: unknown, found: unknown, faults: string[]]> = [
  ['nothing is asked for where nothing is said', undefined, undefined, [], []],
  ["the description's holds", [{ token: [] }], undefined, [[['token']]], []],
  [
    "the operation's overrides",
    [{ token: [] }],
    [{ 'x-key': [] }, { oauth: ['r', 'w'], tls: [] }],
    [[['x-key']], [['oauth', 'r', 'w'], ['tls']]],
    [],
  ],
  ['an empty list means none', [{ token: [] }], [], [], []],
  ['an empty requirement always holds', undefined, [{}, { token: [] }], [[], [['token']]], []],
  [
    'a requirement with an unknown scheme is left out whole',
    undefined,
    [{ token: [], nobody: [] }, { token: [] }],
    [[['token']]],
    ['unknown-security-scheme /paths/~1a/get/security/0'],
  ],
  [
    'a scheme can be named by its URI',
    undefined,
    [{ '#/components/securitySchemes/tls': [] }, { '#/none': [] }],
    [[['#/components/securitySchemes/tls']]],
    ['unknown-security-scheme /paths/~1a/get/security/1'],
  ],
  [
    'what is no requirement is a fault',
    undefined,
    ['token', { token: 'r' }],
    [[['token']]],
    ['not-an-object /paths/~1a/get/security/0', 'not-an-array /paths/~1a/get/security/1/token'],
  ],
];

test.each(cases)('%s', async (_, security, own, found, faults) => {
  const api = await apiOf({ security, components, paths: { '/a': { get: { security: own } } } });
  expect(requirements(api.operations[0])).toEqual(found);
  expect(codesOf(api)).toEqual(faults);
});

test('security schemes are read with what belongs to their type', async () => {
  const { securitySchemes } = await apiOf({ components });
  expect([...securitySchemes.keys()]).toEqual(['x-key', 'token', 'auth', 'oauth', 'oidc', 'tls']);
  expect(securitySchemes.get('x-key')).toMatchObject({
    type: 'apiKey',
    in: 'header',
    parameter: 'X-Key',
    scheme: undefined,
  });
  expect(securitySchemes.get('token')).toMatchObject({
    type: 'http',
    in: undefined,
    parameter: undefined,
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  expect(securitySchemes.get('oidc')?.openIdConnectUrl).toMatch(/openid-configuration$/);
  const flows = [...(securitySchemes.get('auth')?.flows ?? [])];
  expect(flows).toEqual([
    [
      'deviceAuthorization',
      {
        authorizationUrl: undefined,
        tokenUrl: 'https://a.b/token',
        refreshUrl: undefined,
        deviceAuthorizationUrl: 'https://a.b/device',
        scopes: new Map([
          ['r', 'read'],
          ['w', ''],
        ]),
      },
    ],
  ]);
});

test('broken security schemes are faults and leave the others alone', async () => {
  const api = await apiOf({
    components: {
      securitySchemes: {
        a: { type: 'basic' },
        b: { type: 'apiKey', in: 'body', name: 'x' },
        c: { type: 'apiKey', in: 'query' },
        d: { type: 'http' },
        e: null,
        f: { $ref: '#/none' },
        g: { type: 'oauth2' },
      },
    },
  });
  expect([...api.securitySchemes.keys()]).toEqual(['g']);
  expect(
    codesOf(api)
      .map((code) => code.split('/')[3])
      .sort(),
  ).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});
