import { expect, test } from 'vitest';
import { arrayOf, flag, objectOf, partsOf, type Said, text, thing, whole } from './describe.ts';

const list: Said = { show: arrayOf(thing) };
const read: Said = { show: thing };
const write: Said = { send: thing, show: thing };
const gone: Said = {};
const base = { 'GET /things': list, 'GET /things/{id}': read };
const user = objectOf({ id: whole, email: text, nick: text, bio: text });

type Row = readonly [
  title: string,
  operations: Record<string, Said>,
  parts: Record<string, string | undefined>,
];

const crud: Row[] = [
  [
    'GET, POST, PUT, PATCH, DELETE and HEAD are the parts of one collection',
    {
      ...base,
      'POST /things': { ...write, status: 201 },
      'PUT /things/{id}': write,
      'PATCH /things/{id}': write,
      'DELETE /things/{id}': gone,
      'HEAD /things/{id}': gone,
    },
    {
      'GET /things': 'list /things',
      'POST /things': 'create /things',
      'GET /things/{id}': 'read /things by id=/id',
      'PUT /things/{id}': 'replace /things by id=/id',
      'PATCH /things/{id}': 'merge /things by id=/id',
      'DELETE /things/{id}': 'delete /things by id=/id',
      'HEAD /things/{id}': 'exists /things by id=/id',
    },
  ],
  [
    'a slash at the end makes no other collection',
    { 'GET /things/': list, 'DELETE /things/{id}/': gone },
    { 'GET /things/': 'list /things', 'DELETE /things/{id}/': 'delete /things by id=/id' },
  ],
  [
    'an extension makes no other collection',
    { 'GET /things.json': list, 'GET /things/{id}.json': read },
    { 'GET /things.json': 'list /things', 'GET /things/{id}.json': 'read /things by id=/id' },
  ],
  [
    'keys in parentheses are keys',
    { 'GET /Things': list, 'GET /Things({id})': read },
    { 'GET /Things': 'list /Things', 'GET /Things({id})': 'read /Things by id=/id' },
  ],
  [
    'without a list, a POST and an item make a collection',
    { 'POST /things': write, 'GET /things/{id}': read },
    { 'POST /things': 'create /things', 'GET /things/{id}': 'read /things by id=/id' },
  ],
  [
    'without a POST, PUT to a key that clients choose makes one',
    {
      'GET /labels': { show: arrayOf(objectOf({ name: text, color: text })) },
      'PUT /labels/{name}': { send: objectOf({ name: text, color: text }) },
    },
    { 'GET /labels': 'list /labels', 'PUT /labels/{name}': 'replace /labels by name=/name upsert' },
  ],
  [
    'without a POST, PUT to a number makes none',
    { ...base, 'PUT /things/{id}': { ...write, path: { id: whole } } },
    { 'PUT /things/{id}': 'replace /things by id=/id' },
  ],
  [
    'PUT that documents 201 makes one, whatever else does',
    { ...base, 'POST /things': write, 'PUT /things/{id}': { ...write, status: 201 } },
    { 'PUT /things/{id}': 'replace /things by id=/id upsert' },
  ],
  [
    'POST to an item that nothing else changes is a merge',
    { ...base, 'POST /things/{id}': { send: objectOf({ name: text }), show: thing } },
    { 'POST /things/{id}': 'merge /things by id=/id' },
  ],
  [
    'PUT of the collection with the key in the body replaces one',
    { ...base, 'PUT /things': write },
    { 'PUT /things': 'replace /things' },
  ],
  [
    'an envelope is looked through, both ways',
    {
      'GET /things': { show: objectOf({ things: arrayOf(thing), total: whole }) },
      'POST /things': { send: objectOf({ thing }), show: objectOf({ thing }) },
      'GET /things/{id}': { show: objectOf({ thing, meta: objectOf({}) }) },
    },
    {
      'GET /things': 'list /things',
      'POST /things': 'create /things at /thing shown /thing',
      'GET /things/{id}': 'read /things by id=/id shown /thing',
    },
  ],
  [
    'an entity in `data` is one',
    {
      'GET /things': { show: objectOf({ data: arrayOf(thing) }) },
      'GET /things/{id}': { show: objectOf({ data: thing, message: text, success: flag }) },
    },
    { 'GET /things/{id}': 'read /things by id=/id shown /data' },
  ],
  [
    'POST to a path that says create makes one',
    { ...base, 'POST /things/create': write },
    { 'POST /things/create': 'create /things' },
  ],
  [
    'POST of an array makes several',
    { ...base, 'POST /things/createWithList': { send: arrayOf(thing) } },
    { 'POST /things/createWithList': 'create /things bulk' },
  ],
  [
    'POST of an array in an envelope makes several',
    { ...base, 'POST /things/batch': { send: objectOf({ items: arrayOf(thing) }) } },
    { 'POST /things/batch': 'create /things at /items bulk' },
  ],
  [
    'a collection below an item has the item as its parent',
    {
      ...base,
      'GET /things/{thing_id}/parts': { show: arrayOf(user) },
      'DELETE /things/{thing_id}/parts/{part_id}': gone,
    },
    {
      'GET /things/{thing_id}/parts': 'list /things/{id}/parts',
      'DELETE /things/{thing_id}/parts/{part_id}': 'delete /things/{id}/parts by part_id=/id',
    },
  ],
  [
    'two parameters in a row are one key',
    {
      'GET /repos/{owner}/{repo}': {
        show: objectOf({ name: text, owner: objectOf({ login: text, id: whole }), private: flag }),
      },
      'DELETE /repos/{owner}/{repo}': gone,
    },
    { 'GET /repos/{owner}/{repo}': 'read /repos by owner=/owner/login,repo=/name' },
  ],
  [
    'a list of plural things with keys is a collection without items',
    { 'GET /countries': { show: arrayOf(objectOf({ code: text, name: text })) } },
    { 'GET /countries': 'list /countries' },
  ],
];

const elsewhere: Row[] = [
  [
    'a list of a part of the collection shows the same entities',
    { ...base, 'GET /things/findByStatus': { ...list, query: { status: text } } },
    { 'GET /things/findByStatus': 'list /things' },
  ],
  [
    'what the path says there narrows it',
    { ...base, 'GET /things/by-status/{status}': list },
    { 'GET /things/by-status/{status}': 'list /things within status=/status' },
  ],
  [
    'another key in the path finds the same entities',
    {
      'GET /users': { show: arrayOf(user) },
      'GET /users/{id}': { show: user },
      'GET /users/by-email/{email}': { show: user },
    },
    { 'GET /users/by-email/{email}': 'read /users by email=/email' },
  ],
  [
    'a list below its parent is of the collection that has the items',
    {
      'GET /users': { show: arrayOf(user) },
      'GET /users/{id}': { show: user },
      'GET /orders/{id}': { show: objectOf({ id: whole, user_id: whole, total: whole, note: text }) },
      'DELETE /orders/{id}': gone,
      'GET /users/{id}/orders': {
        show: arrayOf(objectOf({ id: whole, user_id: whole, total: whole, note: text })),
      },
      'POST /users/{id}/orders': {
        send: objectOf({ total: whole, note: text }),
        show: objectOf({ id: whole, user_id: whole, total: whole, note: text }),
      },
    },
    {
      'GET /users/{id}/orders': 'list /orders within id=/user_id',
      'POST /users/{id}/orders': 'create /orders within id=/user_id',
    },
  ],
  [
    'GET of an item that answers a list of one is a list of that one',
    {
      'GET /things': { show: objectOf({ things: arrayOf(thing) }) },
      'GET /things/{id}': { show: objectOf({ things: arrayOf(thing) }) },
    },
    { 'GET /things/{id}': 'list /things within id=/id' },
  ],
  [
    'POST to search is a list',
    { ...base, 'POST /things/search': { send: objectOf({ query: text }), show: arrayOf(thing) } },
    { 'POST /things/search': 'list /things' },
  ],
];

const single: Row[] = [
  [
    'a thing that is read and replaced is a single one',
    {
      'GET /settings': { show: objectOf({ theme: text }) },
      'PUT /settings': { send: objectOf({ theme: text }) },
    },
    { 'GET /settings': 'singleton-read /settings', 'PUT /settings': 'singleton-replace /settings' },
  ],
  [
    'PATCH and DELETE change a single thing',
    { 'GET /profile': { show: user }, 'PATCH /profile': { send: user, show: user }, 'DELETE /profile': gone },
    { 'PATCH /profile': 'singleton-merge /profile', 'DELETE /profile': 'singleton-delete /profile' },
  ],
  [
    'a single thing below an item belongs to it',
    {
      ...base,
      'GET /things/{id}/policy': { show: objectOf({ level: whole }) },
      'PUT /things/{id}/policy': { send: objectOf({ level: whole }) },
    },
    { 'GET /things/{id}/policy': 'singleton-read /things/{id}/policy' },
  ],
  [
    '`me` is a single thing although nothing changes it',
    { 'GET /me': { show: user } },
    { 'GET /me': 'singleton-read /me' },
  ],
];

const enums = objectOf({
  id: whole,
  title: text,
  state: { enum: ['open', 'closed', 'CANCELED'] },
  locked: flag,
  body: text,
});
const notes = { 'GET /notes': { show: arrayOf(enums) }, 'GET /notes/{id}': { show: enums } };
const actions: Row[] = [
  [
    'a verb changes the state that is called as it',
    { ...notes, 'POST /notes/{id}/cancel': { show: enums } },
    { 'POST /notes/{id}/cancel': 'action /notes by id=/id /state=CANCELED' },
  ],
  [
    'a verb after a colon is an action',
    { ...notes, 'POST /notes/{id}:close': { show: enums } },
    { 'POST /notes/{id}:close': 'action /notes by id=/id /state=closed' },
  ],
  [
    'a verb below `actions` is an action',
    { ...notes, 'POST /notes/{id}/actions/close': { show: enums } },
    { 'POST /notes/{id}/actions/close': 'action /notes by id=/id /state=closed' },
  ],
  [
    'PUT sets a flag, and DELETE clears it',
    { ...notes, 'PUT /notes/{id}/lock': gone, 'DELETE /notes/{id}/lock': gone },
    {
      'PUT /notes/{id}/lock': 'action /notes by id=/id /locked=true',
      'DELETE /notes/{id}/lock': 'action /notes by id=/id /locked=false',
    },
  ],
  [
    'a verb that undoes clears the flag',
    { ...notes, 'POST /notes/{id}/unlock': { show: enums } },
    { 'POST /notes/{id}/unlock': 'action /notes by id=/id /locked=false' },
  ],
  [
    'a verb of which nothing is known changes nothing',
    { ...notes, 'POST /notes/{id}/send': gone },
    { 'POST /notes/{id}/send': 'action /notes by id=/id' },
  ],
  [
    'DELETE of a collection removes several',
    { ...notes, 'DELETE /notes': gone },
    { 'DELETE /notes': 'action /notes bulk' },
  ],
  [
    'POST to bulk-delete removes several',
    { ...notes, 'POST /notes/bulk-delete': { send: objectOf({ ids: arrayOf(whole) }) } },
    { 'POST /notes/bulk-delete': 'action /notes bulk' },
  ],
  [
    'PATCH of an array of entities changes several',
    { ...notes, 'PATCH /notes': { send: arrayOf(enums), show: arrayOf(enums) } },
    { 'PATCH /notes': 'action /notes bulk' },
  ],
];

test.each([...crud, ...elsewhere, ...single, ...actions])('%s', async (_title, operations, expected) => {
  expect(await partsOf(operations)).toMatchObject(expected);
});

const nothing: Array<readonly [title: string, operations: Record<string, Said>, name: string]> = [
  [
    'a search is no collection',
    { 'GET /search': { show: objectOf({ results: arrayOf(thing), total: whole }), query: { q: text } } },
    'GET /search',
  ],
  [
    'a login makes nothing',
    { 'POST /login': { send: objectOf({ email: text, password: text }), show: objectOf({ token: text }) } },
    'POST /login',
  ],
  [
    'a login below a collection makes nothing',
    { ...base, 'POST /things/login': { send: thing, show: thing } },
    'POST /things/login',
  ],
  [
    'a POST to a session that shows the user makes nothing',
    {
      'GET /session': { show: user },
      'POST /session': { send: objectOf({ email: text, password: text }), show: user },
    },
    'POST /session',
  ],
  [
    'statistics of an item are no item',
    { ...base, 'GET /things/{id}/stats': { show: objectOf({ views: whole, id: whole }) } },
    'GET /things/{id}/stats',
  ],
  [
    'a count of a collection is no item',
    { ...base, 'GET /things/count': { show: objectOf({ count: whole }) } },
    'GET /things/count',
  ],
  [
    'a method call in a path is no collection',
    { 'GET /users.list': { show: objectOf({ members: arrayOf(user), ok: flag }) } },
    'GET /users.list',
  ],
  [
    'a download is no item',
    {
      'GET /files': list,
      'GET /files/{id}': { show: { type: 'string', format: 'binary' }, type: 'application/octet-stream' },
    },
    'GET /files/{id}',
  ],
  [
    'a download of an item is no item',
    { ...base, 'GET /things/{id}/download': { show: text, type: 'application/pdf' } },
    'GET /things/{id}/download',
  ],
  ['health is no single thing', { 'GET /health': { show: objectOf({ status: text }) } }, 'GET /health'],
  [
    'a version is no single thing',
    { 'GET /version': { show: objectOf({ version: text, commit: text }) } },
    'GET /version',
  ],
  [
    'a lookup by a parameter alone is no collection',
    { 'GET /weather/{city}': { show: objectOf({ city: text, temperature: whole }) } },
    'GET /weather/{city}',
  ],
  ['a list of texts is no collection', { 'GET /languages': { show: arrayOf(text) } }, 'GET /languages'],
  [
    'a report without keys is no collection',
    { 'GET /sales': { show: arrayOf(objectOf({ month: text, amount: whole })) } },
    'GET /sales',
  ],
  [
    'a POST of something else makes nothing',
    {
      ...base,
      'POST /things': {
        send: objectOf({ file: text, mode: text, dry_run: flag }),
        show: objectOf({ job: text }),
      },
    },
    'POST /things',
  ],
  [
    'a POST that says it deletes makes nothing',
    { ...base, 'POST /things': { ...write, more: { operationId: 'deleteThings' } } },
    'POST /things',
  ],
  [
    'DELETE with a body that is not understood removes nothing',
    { ...base, 'DELETE /things': { send: objectOf({ filter: text }) } },
    'DELETE /things',
  ],
  [
    'a validation below a collection makes nothing',
    { ...base, 'POST /things/validate': { send: thing, show: objectOf({ valid: flag }) } },
    'POST /things/validate',
  ],
  ['a redirect is nothing', { 'GET /authorize': { status: 302 } }, 'GET /authorize'],
  [
    'GraphQL is nothing',
    {
      'POST /graphql': {
        send: objectOf({ query: text }),
        show: objectOf({ data: objectOf({}), errors: arrayOf(objectOf({ message: text })) }),
      },
    },
    'POST /graphql',
  ],
  [
    'a parameter that takes in slashes is no key',
    { 'GET /files/{path*}': { show: thing }, 'PUT /files/{path*}': write },
    'GET /files/{path*}',
  ],
  [
    'an item whose answer shows another thing is not read',
    { ...base, 'GET /things/{id}': { show: objectOf({ url: text, expires: text }) } },
    'GET /things/{id}',
  ],
  [
    'an action on what is further down is not one on the item',
    { ...base, 'POST /things/{id}/sync/all/object/start': gone },
    'POST /things/{id}/sync/all/object/start',
  ],
];

test.each(nothing)('%s', async (_title, operations, name) => {
  expect((await partsOf(operations))[name]).toBeUndefined();
});
