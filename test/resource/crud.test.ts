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

test.each([...crud])('%s', async (_title, operations, expected) => {
  expect(await partsOf(operations)).toMatchObject(expected);
});
