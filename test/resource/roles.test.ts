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

const org = objectOf({ id: whole, username: text, site: text, quota: whole });
const nested: Row[] = [
  [
    'a key of the parent is not taken for one of the children',
    {
      'GET /orgs/{id}': { show: org },
      'DELETE /orgs/{id}': gone,
      'GET /users/{username}/orgs': { show: arrayOf(org) },
    },
    { 'GET /users/{username}/orgs': 'list /users/{username}/orgs' },
  ],
  [
    'POST one parameter above the items is no merge',
    {
      'GET /targets': { show: objectOf({ items: arrayOf(thing) }) },
      'POST /targets/{project}/{stage}': write,
      'GET /targets/{project}/{stage}/{id}': read,
      'DELETE /targets/{project}/{stage}/{id}': gone,
    },
    {
      'POST /targets/{project}/{stage}': undefined,
      'GET /targets/{project}/{stage}/{id}': 'read /targets by project=undefined,stage=undefined,id=/id',
    },
  ],
];

test.each([...elsewhere, ...nested, ...single, ...actions])('%s', async (_title, operations, expected) => {
  expect(await partsOf(operations)).toMatchObject(expected);
});
