import fc from 'fast-check';
import { expect, test } from 'vitest';
import { get, routerOf, told } from './router-of.ts';

test('any path is answered, and always the same', async () => {
  const router = await routerOf(
    {
      '/a/{x}/c': get,
      '/a/b/{y}': get,
      '/{p}.{q}/{r+}': get,
      '/{s}:x/b': get,
      '/{t}/': get,
      '/a?b=c': get,
      '/{u+}/b/{v+}': ['put'],
    },
    { servers: [{ url: '/a' }, { url: '/%7Eb' }] },
  );
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('/', '.', ':', 'a', 'b', 'c', '%', '%2F', '%7E', '?', '~'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(fc.constantFrom('GET', 'PUT', 'HEAD', 'get', ''), text, text, (method, path, search) => {
      const match = router.match(method, `/${path}`, search);
      const again = router.match(method, `/${path}`, search);
      expect(told(again)).toBe(told(match));
      if (match.kind === 'not-found') expect(match.nearest.length).toBeLessThanOrEqual(3);
    }),
  );
});

test('what a template takes, put back in its place, gives the path', async () => {
  const router = await routerOf({ '/{a}/x{b}y/{c}': get });
  const part = fc.string({ unit: fc.constantFrom('a', 'x', 'y', '%2F', '%20', '~'), minLength: 1 });
  fc.assert(
    fc.property(part, part, part, (a, b, c) => {
      expect(router.match('GET', `/${a}/x${b}y/${c}`)).toMatchObject({ parameters: { a, b, c } });
    }),
  );
});

test('requests made to be slow are answered at once', async () => {
  const router = await routerOf({
    [`/${'{a}x'.repeat(200)}`]: get,
    '/{p+}/q/{r+}/q/{s+}/q/{t+}/end': get,
    [`${'/{d}/a'.repeat(300)}/z`]: get,
    [`${'/a{d}'.repeat(300)}/y`]: get,
    '/////': get,
  });
  expect(router.match('GET', `/${'x'.repeat(16_000)}`).kind).toBe('operation');
  expect(router.match('GET', `/${'y'.repeat(16_000)}`).kind).toBe('not-found');
  expect(router.match('GET', '/q'.repeat(8_000)).kind).toBe('not-found');
  expect(router.match('GET', '/q'.repeat(200)).kind).toBe('not-found');
  expect(router.match('GET', '/aa'.repeat(300)).kind).toBe('not-found');
  expect(router.match('GET', '/'.repeat(16_000)).kind).toBe('not-found');
  const match = router.match('GET', `/${'a/'.repeat(8_000)}`);
  expect(match.kind === 'not-found' && match.nearest.length).toBeLessThanOrEqual(3);
});
