import { expect, test } from 'vitest';
import { type HandlerContext as Context, memoryFolder } from '../../src/fixture/index.ts';
import { ask, description, read } from './fixture-asking.ts';
import { mockOf } from './mock-of.ts';

test('a handler answers, remembers and asks others', async () => {
  const handlers = {
    getUser: async ({ request, memory, next }: Context) => {
      const count = Number(memory.get('count') ?? 0) + 1;
      memory.set('count', count);
      const made = await next();
      return {
        body: { ...(made.body as object), name: `${(request.path as { id: number }).id + 1}/${count}` },
      };
    },
  };
  const mock = await mockOf(description, { fixtures: memoryFolder({}, handlers) });
  expect((await read(await mock.request('/users/1'))).body).toEqual({ id: 1, name: '2/1' });
  expect((await read(await mock.request('/users/1'))).body).toEqual({ id: 1, name: '2/2' });
});

test.each([
  ['nothing, so that others answer', () => undefined, { status: 200, body: { id: 1, name: 'Ada' } }],
  ['what comes next, as it is', (ctx: Context) => ctx.next(), { status: 200, body: { id: 1, name: 'Ada' } }],
  ['an example', (ctx: Context) => ({ body: ctx.example('bob') }), { status: 200, body: { name: 'Bob' } }],
  [
    'a generated value',
    (ctx: Context) => ({ body: ctx.generate({ name: 'G' }) }),
    { status: 200, body: { name: 'G' } },
  ],
  ['a Response', () => Response.json({ id: 4, name: 'R' }), { status: 200, body: { id: 4, name: 'R' } }],
  [
    'another status',
    () => ({ status: 404, body: { message: 'no' } }),
    { status: 404, body: { message: 'no' } },
  ],
  ['what its schema refuses', () => ({ body: { id: 'x' } }), { status: 500 }],
  [
    'an error',
    () => {
      throw new Error('oops');
    },
    { status: 500, body: { detail: expect.stringContaining('oops') } },
  ],
  ['no answer', () => 5, { status: 500 }],
])('a handler may give %s', async (_, handler, expected) => {
  expect(await ask({}, '/users/1', { handlers: { getUser: handler } })).toMatchObject(expected);
});

test('cases come before the handler', async () => {
  const handlers = { getUser: () => ({ body: { id: 1, name: 'handler' } }) };
  const files = {
    'getUser.json': [{ when: { path: { id: 2 } }, respond: { body: { id: 2, name: 'case' } } }],
  };
  expect((await ask(files, '/users/2', { handlers })).body).toMatchObject({ name: 'case' });
  expect((await ask(files, '/users/1', { handlers })).body).toMatchObject({ name: 'handler' });
});
