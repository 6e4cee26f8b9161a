import { expect, test } from 'vitest';
import { get, routerOf, told } from './router-of.ts';

const nearest: Array<[request: string, near: string[]]> = [
  ['GET /user/7', ['GET /users/{id}']],
  ['GET /usres', ['GET /users']],
  ['GET /Users', ['GET /users']],
  ['DELETE /user/7', ['DELETE /users/{id}']],
  ['PATCH /userss', ['POST /users']],
  ['GET /users/7/order', ['GET /users/{id}/orders']],
  ['GET /api/v1/usres', ['GET /users']],
  ['GET /completely/different/thing/altogether', []],
  ['GET /x', []],
  ['GET x', []],
];

test.each(nearest)('%s is near %j', async (request, near) => {
  const router = await routerOf(
    {
      '/users': ['post', 'get'],
      '/users/me': get,
      '/users/{id}': ['get', 'delete'],
      '/users/{id}/orders': get,
      '/settings': get,
    },
    { servers: [{ url: '/api/v1' }] },
  );
  const [method = '', path = ''] = request.split(' ');
  const match = router.match(method, path);
  if (match.kind !== 'not-found') expect.unreachable(told(match));
  else {
    const found = match.nearest.map((each) => `${each.method} ${each.path}`);
    expect(found.slice(0, near.length || 1)).toEqual(near);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(match.nearest).toBe(match.nearest);
  }
});
