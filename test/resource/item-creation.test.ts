import { expect, test } from 'vitest';
import { arrayOf, objectOf, partsOf, resourcesOf, type Said, text, whole } from './describe.ts';

const basket = objectOf({ name: text, capacity: whole, forward_url: text });
const place = {
  'GET /baskets': { show: arrayOf(basket) },
  'GET /baskets/{name}': { show: basket },
  'DELETE /baskets/{name}': {},
};
const post = 'POST /baskets/{name}';
const sends = { send: basket };
const said = (summary: string, more: Said = sends, operationId?: string): Said => ({
  ...more,
  more: { summary, ...(operationId === undefined ? {} : { operationId }) },
});

const creation = 'create /baskets by name=/name';
const change = 'merge /baskets by name=/name';

test.each([
  ['Create new basket', sends, creation],
  ['Creates a basket for the caller', sends, creation],
  ['Register basket', { status: 201 }, creation],
  ['Add a basket to the shop. It may hold an item.', {}, creation],
  ['Takes a basket', { ...sends, status: 201 }, creation],
  ['Takes a basket', sends, change],
  ['Update a basket', { ...sends, status: 201 }, change],
  ['Set up the basket', { ...sends, status: 201 }, change],
  ['Cancels a basket', { ...sends, status: 201 }, change],
  ['Add an item to the basket', { ...sends, status: 201 }, change],
  ['Create a copy of the basket', { ...sends, status: 201 }, change],
  ['Create or update a basket', sends, `${change} upsert`],
] as const)('POST to an item that says "%s" and has %j is %s', async (summary, more, part) => {
  const parts = await partsOf({ ...place, [post]: said(summary, more) });
  expect(parts[post]).toBe(part);
});

test.each([
  ['createBasket', creation],
  ['baskets_create', creation],
  ['BasketService_CreateBasket', creation],
  ['updateBasket', change],
  ['createBasketItem', change],
])('the id %s alone says what a POST to an item is', async (operationId, part) => {
  const operations = { ...place, [post]: { ...sends, more: { operationId } } };
  expect((await partsOf(operations))[post]).toBe(part);
});

test('an id and a summary that contradict each other make nothing', async () => {
  const operations = { ...place, [post]: said('Create a basket', sends, 'updateBasket') };
  expect((await partsOf(operations))[post]).toBe(change);
});

test('a path parameter of another name than beside it is of another thing', async () => {
  const file = objectOf({ id: whole, name: text, folder_id: whole });
  const parts = await partsOf({
    'GET /files': { show: arrayOf(file) },
    'GET /files/{file_id}': { show: file },
    'POST /files/{folder_id}': said('Create a file', { send: file, show: file, status: 201 }),
  });
  expect(parts['POST /files/{folder_id}']).not.toMatch(/^create/);
});

test('201 alone says nothing where the list takes what is new', async () => {
  const parts = await partsOf({
    ...place,
    'POST /baskets': { send: basket, show: basket, status: 201 },
    [post]: said('Takes a basket', { ...sends, status: 201 }),
  });
  expect(parts[post]).toBe(change);
});

test('where a POST makes one by its key, the client chooses it and PUT makes none', async () => {
  const put = 'PUT /baskets/{name}';
  const { resources, role } = await resourcesOf({ ...place, [put]: sends, [post]: said('Create a basket') });
  expect(resources.collections[0]?.keys[0]?.by).toBe('client');
  expect(role(put)).toMatchObject({ kind: 'replace', upsert: false });
  expect(role(post)).toMatchObject({ kind: 'create', why: 'POST to an item that says it makes one' });
});

const list = { 'GET /logs': { show: objectOf({ entries: arrayOf(objectOf({ line: text, level: text })) }) } };
const things = objectOf({ id: whole, level: text });
const known = { 'GET /things': { show: arrayOf(things) }, 'GET /things/{id}': { show: things } };

test.each<[title: string, said: Said, all: boolean]>([
  ['has neither body nor query', {}, true],
  ['filters by members', { query: { level: text } }, true],
  ['has a parameter that chooses nothing', { query: { force: text } }, true],
  ['has a parameter that may choose', { query: { scope: text } }, false],
  ['names them in its body', { send: objectOf({ ids: arrayOf(whole) }) }, false],
  ['says that it removes one', { more: { summary: 'Delete a thing' } }, false],
  ['says that it removes several', { more: { summary: 'Delete the things of a user' } }, true],
  ['speaks of a list of the singular', { more: { summary: 'Remove an account’s things' } }, true],
  ['spares one', { more: { summary: 'Delete all other things' } }, false],
])('DELETE of a list that %s: of all is %s', async (_title, deletion, all) => {
  const { role } = await resourcesOf({ ...known, 'DELETE /things': deletion });
  const found = role('DELETE /things');
  expect(found?.kind === 'action' && found.all).toBe(all);
});

test('a list without keys that can be emptied is kept, and counted', async () => {
  const events = { 'GET /events': list['GET /logs'], 'DELETE /events': {} };
  const { resources, role } = await resourcesOf(events);
  expect(role('GET /events')).toMatchObject({ kind: 'list' });
  expect(resources.collections[0]?.keys).toEqual([
    { parameter: '', pointer: undefined, type: 'integer', by: 'server' },
  ]);
  expect((await resourcesOf({ 'GET /events': list['GET /logs'] })).role('GET /events')).toBeUndefined();
});

test('DELETE of the list that an item names is of those of that item', async () => {
  const order = objectOf({ id: whole, user_id: whole, total: whole, note: text });
  const own = 'DELETE /users/{id}/orders';
  const parts = await partsOf({
    'GET /users/{id}': { show: objectOf({ id: whole, nick: text }) },
    'DELETE /users/{id}': {},
    'GET /orders/{id}': { show: order },
    'DELETE /orders/{id}': {},
    'GET /users/{id}/orders': { show: arrayOf(order) },
    [own]: {},
  });
  expect(parts[own]).toBe('action /orders bulk within id=/user_id');
});

test.each([
  ['GET /files/{id}/content', '/files by id'],
  ['POST /files/{id}/publish/now', '/files by id'],
  ['GET /files/{id}/versions/count', '/files by id'],
  ['GET /files/{id}/versions/{version}/content', '/files/{id}/versions by version'],
  ['POST /files/{id}/undelete', undefined],
  ['GET /files/count', undefined],
  ['GET /files/{id}', undefined],
])('%s leads through %s', async (name, through) => {
  const file = objectOf({ id: whole, name: text });
  const version = objectOf({ version: whole, note: text, author: text });
  const { api, resources } = await resourcesOf({
    'GET /files': { show: arrayOf(file) },
    'GET /files/{id}': { show: file },
    'GET /files/{id}/versions': { show: arrayOf(version) },
    'GET /files/{id}/versions/{version}': { show: version },
    ...(name === 'GET /files/{id}' ? {} : { [name]: { show: text } }),
  });
  const operation = api.operations.find(({ method, path }) => `${method} ${path}` === name);
  const found = operation && resources.through(operation);
  expect(found && `${found.collection.id} by ${found.keys.map(({ parameter }) => parameter).join()}`).toBe(
    through,
  );
});
