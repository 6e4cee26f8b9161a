import { expect, test } from 'vitest';
import { get, routerOf, told } from './router-of.ts';

const below: Array<[request: string, answer: string, prefix: string | undefined, path: string | undefined]> =
  [
    ['/a', 'GET /a', '', '/a'],
    ['/api/v3/a', 'GET /a', '/api/v3', '/a'],
    ['/api/a', 'GET /a', '/api', '/a'],
    ['/api%2Fv3/a', 'not found', undefined, undefined],
    ['/%61pi/v3/a', 'GET /a', '/api/v3', '/a'],
    ['/api/v3', 'GET /', '/api/v3', '/'],
    ['/api/v3/', 'GET /', '/api/v3', '/'],
    ['/api/v3x', 'not found', undefined, undefined],
    ['/api/v3/a/', 'GET /a', '/api/v3', '/a/'],
    ['/up/file', 'GET /file', '/up', '/file'],
    ['/own/file', 'PUT /file', '/own', '/file'],
    ['/file', 'GET /file', '', '/file'],
    ['/api/file', 'not found', undefined, undefined],
    ['/up/a', 'not found', undefined, undefined],
  ];

test.each(below)('%s is answered below the right prefix', async (path, answer, prefix, rest) => {
  const router = await routerOf(
    {
      '/': get,
      '/a': get,
      '/file': { servers: [{ url: '/up' }], get: {}, put: { servers: [{ url: 'https://x.y/own/' }] } },
    },
    { servers: [{ url: '/api' }, { url: 'https://x.y/api/v3/' }] },
  );
  const match = router.match(answer.startsWith('PUT') ? 'PUT' : 'GET', path);
  expect(told(match)).toBe(answer);
  if (match.kind === 'operation') expect([match.prefix, match.path]).toEqual([prefix, rest]);
});

test('an operation below a shorter prefix comes before a refusal below a longer one', async () => {
  const router = await routerOf({ '/b': ['put'], '/a/b': get, '/c': get }, { servers: [{ url: '/a' }] });
  expect(told(router.match('GET', '/a/b'))).toBe('GET /a/b');
  expect(told(router.match('PUT', '/a/b'))).toBe('PUT /b');
  expect(router.match('POST', '/a/b')).toMatchObject({
    kind: 'method-not-allowed',
    prefix: '/a',
    allow: ['PUT'],
  });
});

test('an operation is refused below a prefix only with the methods that answer there', async () => {
  const router = await routerOf({ '/f': { get: {}, put: { servers: [{ url: '/own' }] } } });
  expect(router.match('POST', '/own/f')).toMatchObject({ allow: ['PUT'] });
  expect(router.match('GET', '/own/f')).toMatchObject({ kind: 'method-not-allowed', allow: ['PUT'] });
  expect(router.match('POST', '/f')).toMatchObject({ allow: ['GET', 'HEAD', 'PUT'] });
});
