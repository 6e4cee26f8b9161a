import { expect, test } from 'vitest';
import { arrayOf, flag, objectOf, partsOf, type Said, text, thing, whole } from './describe.ts';

const list: Said = { show: arrayOf(thing) };
const read: Said = { show: thing };
const write: Said = { send: thing, show: thing };
const gone: Said = {};
const base = { 'GET /things': list, 'GET /things/{id}': read };
const user = objectOf({ id: whole, email: text, nick: text, bio: text });

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
