import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { writeTypes } from '../../src/fixture/index.ts';
import { loadApi, mock, type TestMock } from '../../src/index.ts';
import { assertReceived } from '../../src/testkit/assert.ts';
import { mockTest } from '../../src/testkit/vitest.ts';
import type { Api, components, operations } from './data/people-api.ts';
import { PEOPLE } from './people.ts';

type User = components['schemas']['User'];
const ada: User = { id: 7, name: 'Ada', email: 'ada@example.com' };

test('the types are those that are written of the description', async () => {
  const written = writeTypes(await loadApi(PEOPLE)).replace("from 'standin'", "from '../../../src/index.ts'");
  expect(readFileSync(new URL('data/people-api.ts', import.meta.url), 'utf8')).toBe(written);
});

/** Never run: what is said here is said of types, by the compiler. */
function typed(api: TestMock<Api>): void {
  api
    .on('getUser', { path: { id: 7 } })
    .reply(200, ada)
    .replyOnce(404, { message: 'no' });
  api.on('getUser').reply(503, 'down', { unchecked: true });
  api.on('createUser', { body: { name: 'Ada' } }).reply(201);
  api.on('getUser').generate({ name: 'Ada' }).example('notFound').delay(5).networkError({ times: 1 });
  api.on('createUser').use(({ request }) => {
    expectTypeOf(request.body.email).toEqualTypeOf<string>();
    return { status: 201, body: ada };
  });
  // @ts-expect-error: no operation has that name
  api.on('getUsr');
  // @ts-expect-error: an id is a number
  api.on('getUser', { path: { id: 'seven' } });
  // @ts-expect-error: no parameter has that name
  api.on('listUsers', { query: { limt: 5 } });
  // @ts-expect-error: the status is not documented
  api.on('getUser').reply(500);
  // @ts-expect-error: the body is no user
  api.on('getUser').reply(200, { id: 7 });
  // @ts-expect-error: the body is that of another status
  api.on('getUser').reply(404, ada);
  // @ts-expect-error: a user has no such member
  api.on('getUser').generate({ nme: 'Ada' });
  // @ts-expect-error: the body is no user
  api.on('createUser').use(() => ({ status: 201, body: { id: 1 } }));

  expectTypeOf(api.state.users.list()).resolves.toEqualTypeOf<User[]>();
  expectTypeOf(api.state.users.get(7)).resolves.toEqualTypeOf<User | undefined>();
  expectTypeOf(api.state.users.add({ name: 'Ada' })).resolves.toEqualTypeOf<User>();
  // @ts-expect-error: a name is a string
  api.state.users.add({ name: 5 });
  // @ts-expect-error: no collection has that name
  api.state.user.list();

  expectTypeOf(api.lastRequest('createUser')!.body.name).toEqualTypeOf<string>();
  expectTypeOf(api.requests('getUser')[0]!.path.id).toEqualTypeOf<number>();
  expectTypeOf(api.requests('listUsers')[0]!.query.limit).toEqualTypeOf<number | undefined>();
  expectTypeOf(api.session('ann').lastRequest('createUser')!.body.name).toEqualTypeOf<string>();

  expectTypeOf(api.sample('User')).toEqualTypeOf<User>();
  expectTypeOf(api.sample('getUser')).toEqualTypeOf<User>();
  expectTypeOf(api.samples('listUsers', 2)).toEqualTypeOf<User[][]>();
  expectTypeOf(api.arbitrary('Problem')).resolves.toHaveProperty('generate');
  // @ts-expect-error: there is neither a schema nor an operation of that name
  api.sample('Usr');

  expect(api).toHaveReceived('createUser', { body: { name: 'Ada' } });
  // @ts-expect-error: no operation has that name
  expect(api).toHaveReceived('createUsr');
  // @ts-expect-error: a name is a string
  expect(api).toHaveReceivedOnly('createUser', { body: { name: 5 } });
  assertReceived(api, 'createUser', { body: { name: 'Ada' } });
  // @ts-expect-error: no operation has that name
  assertReceived(api, 'createUsr');
}

/** Without types, every name is taken. */
function untyped(api: TestMock): void {
  api
    .on('anything', { path: { id: 7 }, body: { a: 1 } })
    .reply(299, { a: 1 })
    .generate({ b: 2 });
  api.state.anything.add({ a: 1 });
  api.lastRequest('anything')?.body.name.length;
  expect(api).toHaveReceived('anything', { body: { a: 1 } });
}

describe('types', () => {
  test('are those of a module of operations too', () => {
    const check = async () => {
      const api = await mock<operations>(PEOPLE);
      api.on('getUser').reply(200, ada);
      // @ts-expect-error: no operation has that name
      api.on('getUsr');
    };
    expectTypeOf(check).returns.resolves.toEqualTypeOf<void>();
    expect([typed, untyped]).toHaveLength(2);
  });

  mockTest<Api>(PEOPLE)('reach the fixture of a test', ({ api }) => {
    expectTypeOf(api).toEqualTypeOf<TestMock<Api>>();
    expect(api.api.title).toBe('People');
  });
});
