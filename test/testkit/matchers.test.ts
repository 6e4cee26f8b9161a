import { expect as jestExpect } from 'expect';
import { beforeEach, describe, expect, test } from 'vitest';
import * as assertions from '../../src/testkit/assert.ts';
import { mock, type TestMock } from '../../src/testkit/index.ts';
import { matchers } from '../../src/testkit/vitest.ts';
import { PEOPLE, send } from './people.ts';

jestExpect.extend(matchers as unknown as Parameters<typeof jestExpect.extend>[0]);

let api: TestMock;
beforeEach(async () => {
  api = await mock(PEOPLE);
});

const ada = { name: 'Ada', email: 'ada@example.com', age: 36 };
const create = (body: unknown) => api.fetch('/users', send('POST', body));
const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
};

describe('toHaveReceived', () => {
  beforeEach(async () => {
    await create(ada);
    await create({ ...ada, name: 'Bob', age: 40 });
    await api.fetch('/users?limit=5');
  });

  test('takes a part of a request, with matchers inside', () => {
    expect(api).toHaveReceived('createUser');
    expect(api).toHaveReceived('createUser', { body: { name: 'Ada' } });
    expect(api).toHaveReceived('createUser', {
      body: { age: expect.any(Number), name: expect.stringMatching(/^B/) },
    });
    expect(api).toHaveReceived('listUsers', { query: { limit: 5 }, headers: {} });
    expect(api).not.toHaveReceived('createUser', { body: { name: 'Eve' } });
    expect(api).not.toHaveReceived('deleteUser');
  });

  test('tells the nearest miss, with pointer and line of the description', () => {
    expect(
      messageOf(() => expect(api).toHaveReceived('createUser', { body: { name: 'Ada', age: 37 } })),
    ).toBe(
      [
        'Expected createUser to be received with',
        '  body: {"name":"Ada","age":37}',
        'Request 1, POST /users, the nearest of 2, differs:',
        '  body /age',
        '    - expected: 37',
        '    + received: 36',
        '    test/testkit/data/people.yaml:77:9 #/components/schemas/NewUser/properties/age',
      ].join('\n'),
    );
  });

  test('tells what was received instead', () => {
    expect(messageOf(() => expect(api).toHaveReceived('deleteUser', { path: { id: 7 } }))).toBe(
      [
        'Expected deleteUser to be received with',
        '  path: {"id":7}',
        'It was not. Received:',
        '  POST /users (createUser)',
        '  POST /users (createUser)',
        '  GET /users?limit=5 (listUsers)',
      ].join('\n'),
    );
  });

  test('tells which request was not expected', () => {
    expect(messageOf(() => expect(api).not.toHaveReceived('createUser', { body: { name: 'Bob' } }))).toBe(
      'Expected createUser not to be received with\n  body: {"name":"Bob"}\nIt was received by Request 2, POST /users.',
    );
  });

  test('names the nearest operation', () => {
    expect(() => expect(api).toHaveReceived('createUsr')).toThrow('The nearest is createUser.');
  });

  test('counts', () => {
    expect(api).toHaveReceivedTimes('createUser', 2);
    expect(api).toHaveReceivedTimes('createUser', 1, { body: { name: 'Ada' } });
    expect(api).toHaveReceivedTimes('deleteUser', 0);
    expect(messageOf(() => expect(api).toHaveReceivedTimes('createUser', 2, { body: { age: 36 } }))).toBe(
      [
        'Expected createUser to be received 2 times with',
        '  body: {"age":36}',
        'It was received once.',
        'Request 2, POST /users differs:',
        '  body /age',
        '    - expected: 36',
        '    + received: 40',
        '    test/testkit/data/people.yaml:77:9 #/components/schemas/NewUser/properties/age',
      ].join('\n'),
    );
  });
});

test('toHaveReceivedOnly refuses requests of other operations, and other ones of the operation', async () => {
  expect(api).not.toHaveReceivedOnly('createUser');
  await create(ada);
  expect(api).toHaveReceivedOnly('createUser', { body: { name: 'Ada' } });
  await create({ ...ada, name: 'Bob' });
  expect(api).not.toHaveReceivedOnly('createUser', { body: { name: 'Ada' } });
  expect(api).toHaveReceivedOnly('createUser');
  await api.fetch('/users');
  expect(() => expect(api).toHaveReceivedOnly('createUser')).toThrow('also received: GET /users (listUsers)');
});

describe('toMatchSchema', () => {
  const user = { id: 1, ...ada };

  test('holds a value to a schema, in the direction that is asked', () => {
    expect(user).toMatchSchema('User', { api });
    expect(ada).not.toMatchSchema('User', { api });
    expect(ada).toMatchSchema('User', { api, direction: 'request' });
  });

  test('tells every violation with pointer and line', () => {
    const message = messageOf(() =>
      expect({ ...user, age: -1, email: 'ada' }).toMatchSchema('User', { api }),
    );
    expect(message).toContain('Expected the value to be a valid User:\n  value /email: ');
    expect(message).toContain('people.yaml:69:31 #/components/schemas/User/properties/age/minimum');
  });

  test('knows the description where it is the only one, and names the nearest schema', () => {
    expect(user).toMatchSchema('User');
    expect(() => expect(user).toMatchSchema('Usr')).toThrow('The nearest is User.');
  });
});

describe('toMatchOperation', () => {
  const answer = (body: unknown, status = 200) => Response.json(body, { status });

  test('holds a response to what is documented for its status, and leaves it readable', async () => {
    const response = await api.fetch('/users');
    await expect(response).toMatchOperation('listUsers', { api });
    expect(await response.json()).toEqual(expect.any(Array));
    await expect(answer({ message: 'no' }, 404)).toMatchOperation('getUser', { api });
    await expect(answer({}, 404)).not.toMatchOperation('getUser', { api });
  });

  test('tells what is wrong', async () => {
    await expect(async () => expect(answer({ id: 0 })).toMatchOperation('getUser', { api })).rejects.toThrow(
      'people.yaml:66:30 #/components/schemas/User/properties/id/minimum',
    );
    await expect(async () => expect(answer({}, 500)).toMatchOperation('getUser', { api })).rejects.toThrow(
      'the status 500 is not documented; documented: 200, 404',
    );
  });
});

test('toBeValidRequest holds requests to the description, sent ones and others', async () => {
  const request = (body: unknown) => new Request('https://api.example.com/v1/users', send('POST', body));
  await expect(request(ada)).toBeValidRequest({ api });
  await expect(request({})).not.toBeValidRequest({ api });
  await expect(async () => expect(request({})).toBeValidRequest({ api })).rejects.toThrow(
    'Expected POST https://api.example.com/v1/users to keep to the description:\n  body: ',
  );
  await create(ada);
  await expect(api.lastRequest()).toBeValidRequest({ api });
  await create({});
  await expect(api.lastRequest()).not.toBeValidRequest({ api });
});

test.each([
  ['toHaveReceived', {}, 'This matcher is for a mock'],
  ['toMatchOperation', {}, 'toMatchOperation is for a Response'],
  ['toBeValidRequest', 5, 'toBeValidRequest is for a Request'],
] as const)('%s says what it is for', async (name, value, message) => {
  await expect(async () =>
    (expect(value) as never as Record<string, (text: string) => unknown>)[name]!('getUser'),
  ).rejects.toThrow(message);
});

test("Jest's expect takes the same matchers, with its own inside", async () => {
  await create(ada);
  jestExpect(api).toHaveReceived('createUser', { body: { name: jestExpect.any(String) } });
  jestExpect(api).not.toHaveReceived('createUser', { body: { name: jestExpect.any(Number) } });
  jestExpect({ id: 1, ...ada }).toMatchSchema('User', { api });
  await jestExpect(await api.fetch('/users')).toMatchOperation('listUsers', { api });
  expect(() => jestExpect(api).toHaveReceived('createUser', { body: { name: 'Bob' } })).toThrow(
    '- expected: "Bob"',
  );
});

describe('the assertions', () => {
  test('pass and fail as the matchers do', async () => {
    await create(ada);
    assertions.assertReceived(api, 'createUser', { body: { name: 'Ada' } });
    assertions.assertReceivedOnly(api, 'createUser');
    assertions.assertReceivedTimes(api, 'createUser', 1);
    assertions.assertMatchesSchema({ id: 1, ...ada }, 'User', { api });
    await assertions.assertMatchesOperation(await api.fetch('/users'), 'listUsers', { api });
    await assertions.assertValidRequest(api.lastRequest()!, { api });
    expect(() => assertions.assertReceived(api, 'deleteUser')).toThrow(
      expect.objectContaining({ name: 'AssertionError', code: 'ERR_ASSERTION' }),
    );
    expect(() => assertions.assertReceivedTimes(api, 'createUser', 2)).toThrow('It was received once.');
    await expect(assertions.assertValidRequest(new Request('http://a/b'), { api })).rejects.toThrow(
      assertions.AssertionError,
    );
  });
});
