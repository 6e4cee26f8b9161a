import { expect, test } from 'vitest';
import { apiOf, codesOf } from './api-of.ts';

const web = 'https://example.com/docs/openapi.yaml';
const cases: Array<
  [title: string, uri: string, servers: unknown, found: Array<[url: string, path: string]>, faults: string[]]
> = [
  ['no servers: the root', 'memory:a', undefined, [['/', '']], []],
  ['an empty list: the root', 'memory:a', [], [['/', '']], []],
  ['no servers beside a URL: its root', web, undefined, [['https://example.com/', '']], []],
  ['an absolute URL', 'memory:a', [{ url: 'https://a.b/api/v3/' }], [['https://a.b/api/v3/', '/api/v3']], []],
  [
    'a path where the document has no URL',
    'file:///x/y.yaml',
    [{ url: '/api/v3' }],
    [['/api/v3', '/api/v3']],
    [],
  ],
  [
    'a relative path where the document has no URL',
    'memory:a',
    [{ url: './v1' }, { url: 'v2/' }, { url: '.' }],
    [
      ['./v1', '/v1'],
      ['v2/', '/v2'],
      ['.', ''],
    ],
    [],
  ],
  [
    'a relative URL beside a URL',
    web,
    [{ url: '../v1' }, { url: '/v2' }, { url: '.' }],
    [
      ['https://example.com/v1', '/v1'],
      ['https://example.com/v2', '/v2'],
      ['https://example.com/docs/', '/docs'],
    ],
    [],
  ],
  [
    'variables at their defaults',
    'memory:a',
    [
      {
        url: 'https://{h}:{p}/{b}',
        variables: { h: { default: 'a.b' }, p: { default: 8443 }, b: { enum: ['v2', 'v3'] } },
      },
    ],
    [['https://a.b:8443/v2', '/v2']],
    [],
  ],
  [
    'a default is no template',
    'memory:a',
    [{ url: '/{a}/{b}', variables: { a: { default: '{b}' }, b: { default: 'x' } } }],
    [['/{b}/x', '/%7Bb%7D/x']],
    [],
  ],
  [
    'variables without a default are faults',
    'memory:a',
    [{ url: 'https://a.b/{v}/{__proto__}', variables: { v: {} } }],
    [['https://a.b/v/__proto__', '/v/__proto__']],
    ['server-variable-without-default /servers/0/variables/v', 'server-variable-without-default /servers/0'],
  ],
  [
    'what is no URL still has a path',
    'memory:a',
    [{ url: 'https://{host}:port/x' }],
    [['https://host:port/x', '/x']],
    ['server-variable-without-default /servers/0'],
  ],
  [
    'query and fragment are left out',
    'memory:a',
    [{ url: '/a?b#c' }],
    [['/a', '/a']],
    ['invalid-server /servers/0'],
  ],
  [
    'broken servers leave the others alone',
    'memory:a',
    [null, {}, { url: '/a' }],
    [['/a', '/a']],
    ['invalid-server /servers/0', 'invalid-server /servers/1'],
  ],
];

test.each(cases)('%s', async (_, uri, servers, found, faults) => {
  const api = await apiOf({ servers }, uri);
  expect(api.servers.map(({ url, path }) => [url, path])).toEqual(found);
  expect(codesOf(api)).toEqual(faults);
});

test("the operation's servers come before the path's, and these before the description's", async () => {
  const api = await apiOf({
    servers: [{ url: '/root' }],
    paths: {
      '/a': {
        servers: [{ url: '/path' }],
        get: { servers: [{ url: '/own', description: 'd' }] },
        put: {},
        post: { servers: [] },
      },
      '/b': { get: {} },
    },
  });
  expect(api.operations.map(({ servers }) => servers[0]?.path)).toEqual(['/own', '/path', '/path', '/root']);
  expect(api.operations[0]?.servers[0]?.description).toBe('d');
  expect(api.operations[3]?.servers).toBe(api.servers);
});
