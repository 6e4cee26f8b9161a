import { expect, test } from 'vitest';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import { type Send, sender } from './state-shop.ts';

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 1 };
const list = (items: object) => ({ type: 'array', items });
const json = (schema: object) => ({ 'application/json': { schema } });
const answer = (schema: object) => ({ description: '', content: json(schema) });
const path = { name: 'id', in: 'path', required: true, schema: whole };

const user = { type: 'object', required: ['id', 'name'], properties: { id: whole, name: text, email: text } };
const shortUser = { type: 'object', required: ['id', 'name'], properties: { id: whole, name: text } };
const sent = { name: text, users: list(whole), owner_id: { type: ['integer', 'null'] } };
const team = {
  type: 'object',
  required: ['id', 'name', 'users_obj', 'owner'],
  properties: {
    ...sent,
    id: whole,
    users_obj: { ...list(shortUser), readOnly: true },
    owner: { ...shortUser, type: ['object', 'null'], readOnly: true },
  },
};
const changes = { requestBody: { content: json({ type: 'object', properties: sent }) } };

const description = {
  openapi: '3.1.0',
  info: { title: 'Teams', version: '1' },
  paths: {
    '/users': { get: { responses: { 200: answer(list(user)) } } },
    '/users/{id}': { parameters: [path], get: { responses: { 200: answer(user) } } },
    '/teams': {
      get: { responses: { 200: answer(list(team)) } },
      post: { ...changes, responses: { 201: answer(team) } },
    },
    '/teams/{id}': {
      parameters: [path],
      get: { responses: { 200: answer(team) } },
      patch: { ...changes, responses: { 200: answer(team) } },
    },
  },
};

interface User {
  readonly id: number;
  readonly name: string;
}

interface Team {
  readonly id: number;
  readonly users?: readonly number[];
  readonly users_obj: readonly User[];
  readonly owner_id?: number | null;
  readonly owner: User | null;
}

async function teams(): Promise<Send> {
  return sender(createMock(await loadApi(description), { auth: false, state: true }));
}

async function usersOf(send: Send): Promise<Map<number, string>> {
  const users = (await send('GET', '/users')).body as User[];
  return new Map(users.map(({ id, name }) => [id, name]));
}

function plainly({ users, users_obj: shown, owner_id: ownerId, owner }: Team) {
  return [users ?? [], shown.map(({ id }) => id), ownerId ?? null, owner?.id ?? null];
}

test('things that are there from the start show in full what their keys name', async () => {
  const send = await teams();
  const names = await usersOf(send);
  const all = (await send('GET', '/teams')).body as Team[];
  expect(all.some(({ users }) => users !== undefined && users.length > 0)).toBe(true);
  for (const each of all) {
    const [users, shown, ownerId, owner] = plainly(each);
    expect(shown).toEqual(users);
    expect(owner).toEqual(ownerId);
    for (const { id, name } of each.users_obj) expect(name).toBe(names.get(id));
  }
});

test('what is made and changed shows in full what was sent', async () => {
  const send = await teams();
  const [first, second, third] = [...(await usersOf(send)).keys()];
  const made = (await send('POST', '/teams', { name: 'a', users: [second, first], owner_id: third }))
    .body as Team;
  expect(plainly(made)).toEqual([[second, first], [second, first], third, third]);
  const changed = (await send('PATCH', `/teams/${made.id}`, { users: [third], owner_id: null })).body as Team;
  expect(plainly(changed)).toEqual([[third], [third], null, null]);
  const again = (await send('PATCH', `/teams/${made.id}`, { name: 'b' })).body as Team;
  expect(plainly(again)).toEqual([[third], [third], null, null]);
});

test('what names nothing shows nothing in full', async () => {
  const send = await teams();
  const made = (await send('POST', '/teams', { name: 'a' })).body as Team;
  expect(plainly(made)).toEqual([[], [], null, null]);
  const empty = (await send('POST', '/teams', { name: 'a', users: [] })).body as Team;
  expect(plainly(empty)).toEqual([[], [], null, null]);
});
