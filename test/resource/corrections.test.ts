import { expect, test } from 'vitest';
import { StandinError } from '../../src/errors.ts';
import { inferResources, type ResourceCorrections } from '../../src/resource/index.ts';
import { apiSaying, arrayOf, keyText, objectOf, resourcesOf, type Said, text, whole } from './describe.ts';

const User = objectOf({ id: whole, login: text, org: objectOf({ name: text }) });
const operations: Record<string, Said> = {
  'GET /users': { show: arrayOf(User) },
  'POST /users': { send: User, show: User },
  'GET /users/{id}': { show: User },
  'POST /users/{id}/send': {},
  'GET /users/{id}/keys': { show: arrayOf(User) },
  'GET /users/{id}/keys/{key}': { show: User },
  'GET /settings': { show: User },
  'PUT /settings': { send: User },
};

test('a key is what the correction says', async () => {
  const { resources } = await resourcesOf(operations, {}, { '/users': { key: 'login' } });
  expect(resources.collections[0]?.keys.map(keyText)).toEqual(['id=/login']);
});

test('a key further down is named by a pointer or with dots', async () => {
  for (const key of ['/org/name', 'org.name']) {
    const { resources } = await resourcesOf(operations, {}, { '/users': { key } });
    expect(resources.collections[0]?.keys.map(keyText)).toEqual(['id=/org/name']);
  }
});

test('unique members are what the correction says', async () => {
  const { resources } = await resourcesOf(operations, {}, { '/users': { unique: ['login'] } });
  expect(resources.collections[0]?.unique).toEqual(['/login']);
});

test('a path that is switched off takes its items and actions with it, not the collections below', async () => {
  const { role } = await resourcesOf(operations, {}, { '/users': false });
  const kinds = Object.keys(operations).map((name) => role(name)?.kind);
  expect(kinds).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'list',
    'read',
    'singleton-read',
    'singleton-replace',
  ]);
});

test('a single thing can be switched off', async () => {
  const { role } = await resourcesOf(operations, {}, { '/settings': false });
  expect(role('PUT /settings')).toBeUndefined();
});

test('an operation can be switched off alone', async () => {
  const { role } = await resourcesOf(operations, {}, { 'POST /users': false });
  expect([role('POST /users'), role('GET /users')?.kind]).toEqual([undefined, 'list']);
});

test('the names of parameters in a correction do not matter', async () => {
  const { role } = await resourcesOf(operations, {}, { '/users/{user}/keys': false });
  expect([role('GET /users/{id}/keys')?.kind, role('GET /users')?.kind]).toEqual([undefined, 'list']);
});

test.each<readonly [title: string, corrections: unknown, message: string]>([
  ['an unknown path', { '/user': false }, 'no path of that name. Did you mean "/users"?'],
  ['an unknown operation', { 'PUT /users': false }, 'no operation of that name. Did you mean "GET /users"?'],
  ['what is no path', { users: false }, 'no path of that name. Did you mean "/users"?'],
  [
    'a correction of an operation that is not false',
    { 'POST /users': { key: 'id' } },
    'an operation can only be switched off',
  ],
  ['an unknown field', { '/users': { keys: 'id' } }, 'it has no "keys". Did you mean key?'],
  ['a key that is a number', { '/users': { key: 7 } }, 'key must be the name of a member'],
  [
    'a key that no entity has',
    { '/users': { key: 'uid' } },
    'have no member "uid". Known are id, login, org',
  ],
  ['a key of what is no collection', { '/settings': { key: 'id' } }, 'it is no collection'],
  ['true', { '/users': true }, 'it must be false or an object'],
])('%s is refused', async (_title, corrections, message) => {
  const api = await apiSaying(operations);
  const infer = () => inferResources(api, corrections as ResourceCorrections);
  expect(infer).toThrow(StandinError);
  expect(infer).toThrow(message);
});
