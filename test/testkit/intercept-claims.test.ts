import { expect, test } from 'vitest';
import { createClaims } from '../../src/testkit/intercept/claims.ts';
import { apiOf } from '../model/api-of.ts';

const paths = { '/users': { get: { responses: { 200: { description: 'ok' } } } } };
const variables = (more: object) => ({ tenant: { default: 'demo' }, ...more });

type Case = [
  title: string,
  servers: unknown,
  given: string[] | undefined,
  url: string,
  claimed: string | undefined,
];

const page = 'http://localhost:3000';
const shop = [{ url: 'https://api.example.com/v1' }];
const tenants = [
  { url: 'https://{tenant}.example.com/{version}', variables: variables({ version: { default: 'v1' } }) },
];

const cases: Case[] = [
  [
    'a path below a server',
    shop,
    undefined,
    'https://api.example.com/v1/users?a=1',
    'https://api.example.com/v1/users?a=1',
  ],
  [
    'the default port of a scheme',
    shop,
    undefined,
    'https://api.example.com:443/v1/users',
    'https://api.example.com:443/v1/users',
  ],
  [
    'capitals in a host',
    [{ url: 'https://API.Example.com/v1' }],
    undefined,
    'https://api.example.com/v1/users',
    'https://api.example.com/v1/users',
  ],
  ['not another port', shop, undefined, 'https://api.example.com:444/v1/users', undefined],
  ['not another scheme', shop, undefined, 'http://api.example.com/v1/users', undefined],
  ['not a host that ends the same', shop, undefined, 'https://evil-api.example.com/v1/users', undefined],
  ['not a path that begins the same', shop, undefined, 'https://api.example.com/v1users', undefined],
  ['not the root of a server with a path', shop, undefined, 'https://api.example.com/users', undefined],
  [
    'any value of a free variable',
    tenants,
    undefined,
    'https://acme.example.com/v1/users',
    'https://acme.example.com/v1/users',
  ],
  [
    'another value of a variable in the path, asked for as the default',
    tenants,
    undefined,
    'https://acme.example.com/v2/users',
    'https://acme.example.com/v1/users',
  ],
  ['not an empty value', tenants, undefined, 'https://.example.com/v1/users', undefined],
  [
    'the values of an enum alone',
    [{ url: 'https://{tenant}.example.com', variables: { tenant: { default: 'a', enum: ['a', 'b'] } } }],
    undefined,
    'https://c.example.com/users',
    undefined,
  ],
  [
    'each value of an enum',
    [{ url: 'https://{tenant}.example.com', variables: { tenant: { default: 'a', enum: ['a', 'b'] } } }],
    undefined,
    'https://b.example.com/users',
    'https://b.example.com/users',
  ],
  [
    'not every host where a variable is the whole host',
    [{ url: 'https://{tenant}/v1', variables: variables({}) }],
    undefined,
    'https://bank.example/v1/users',
    undefined,
  ],
  [
    'the default of a variable that is the whole host',
    [{ url: 'https://{tenant}/v1', variables: variables({}) }],
    undefined,
    'https://demo/v1/users',
    'https://demo/v1/users',
  ],
  [
    'not every host where a variable stands beside another',
    [{ url: 'https://{tenant}.{b}', variables: variables({ b: { default: 'c' } }) }],
    undefined,
    'https://bank.example/users',
    undefined,
  ],
  [
    'not every host of a top-level domain',
    [{ url: 'https://{tenant}.com', variables: variables({}) }],
    undefined,
    'https://bank.com/users',
    undefined,
  ],
  [
    'any port of a host where the port is free',
    [{ url: 'http://localhost:{port}', variables: { port: { default: '80' } } }],
    undefined,
    'http://localhost:8123/users',
    'http://localhost:8123/users',
  ],
  [
    'a server without an origin at the page',
    [{ url: '/api' }],
    undefined,
    `${page}/api/users`,
    `${page}/api/users`,
  ],
  [
    'not a server without an origin elsewhere',
    [{ url: '/api' }],
    undefined,
    'https://example.com/api/users',
    undefined,
  ],
  ['no servers: the page', undefined, undefined, `${page}/users`, `${page}/users`],
  [
    'a given base in place of the own',
    shop,
    ['http://127.0.0.1:8080/backend/'],
    'http://127.0.0.1:8080/backend/users?q=%20',
    'http://127.0.0.1:8080/users?q=%20',
  ],
  [
    'not the own where others are given',
    shop,
    ['http://127.0.0.1:8080/backend'],
    'https://api.example.com/v1/users',
    undefined,
  ],
  ['a given path at the page', shop, ['/api'], `${page}/api/users`, `${page}/users`],
  ['nothing of what is no web address', shop, undefined, 'data:text/plain,users', undefined],
];

test.each(cases)('claims %s', async (_, servers, given, url, claimed) => {
  const api = await apiOf({ paths, ...(servers ? { servers } : {}) });
  const claim = createClaims(api, given ? { servers: given } : {}).of('GET', url, page);
  expect(claim?.url).toBe(claimed);
  if (claim) expect(claim.documented).toBe(true);
});

test('an undocumented path at a server is claimed and told apart', async () => {
  const claims = createClaims(await apiOf({ paths, servers: shop }), {});
  expect(claims.of('GET', 'https://api.example.com/v1/nothing', undefined)).toMatchObject({
    documented: false,
    ownOrigin: true,
  });
  expect(claims.of('POST', 'https://api.example.com/v1/users', undefined)?.documented).toBe(false);
});

test('servers of single operations are claimed too', async () => {
  const upload = {
    post: { servers: [{ url: 'https://upload.example.com' }], responses: { 200: { description: 'ok' } } },
  };
  const claims = createClaims(await apiOf({ paths: { ...paths, '/files': upload }, servers: shop }), {});
  expect(claims.of('POST', 'https://upload.example.com/files', undefined)?.documented).toBe(true);
});

test('many variables with many values keep few addresses', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `v${at}`);
  const variables = Object.fromEntries(
    names.map((name) => [name, { default: 'a', enum: ['a', 'b', 'c', 'd'] }]),
  );
  const url = `https://example.com/${names.map((name) => `{${name}}`).join('/')}`;
  const claims = createClaims(await apiOf({ paths, servers: [{ url, variables }] }), {});
  const at = (last: string) =>
    `https://example.com/${names.map((_, each) => (each < 11 ? 'a' : last)).join('/')}/users`;
  expect(claims.of('GET', at('a'), undefined)?.documented).toBe(true);
});

test.each(['api.example.com', 'users', '//example.com'])('%s is no server to answer at', async (server) => {
  const api = await apiOf({ paths });
  expect(() => createClaims(api, { servers: [server] })).toThrow(/neither a URL nor a path/);
});
