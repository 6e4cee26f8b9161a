import { expect, test } from 'vitest';
import { arrayOf, flag, keyText, objectOf, resourcesOf, type Said, text, whole } from './describe.ts';

const uuid = { type: 'string', format: 'uuid' };
const readOnly = (schema: object) => ({ ...schema, readOnly: true });

type Row = readonly [title: string, item: string, entity: object, key: string, path?: Said['path']];

const rows: Row[] = [
  [
    'a member of the parameter’s name',
    '/users/{login}',
    objectOf({ id: whole, login: text }),
    'login=/login',
  ],
  [
    'the login of {username} rather than a name, which is for people',
    '/users/{username}',
    objectOf({ login: text, id: whole, name: text }),
    'username=/login',
  ],
  ['`id` of {userId}', '/users/{userId}', objectOf({ name: text, id: whole }), 'userId=/id'],
  ['`userId` of {id}', '/users/{id}', objectOf({ name: text, userId: whole }), 'id=/userId'],
  ['`user_id` of {user-id}', '/users/{user-id}', objectOf({ id: whole, user_id: whole }), 'user-id=/user_id'],
  [
    'a whole number rather than a uuid, by the type of the parameter',
    '/users/{id}',
    objectOf({ uuid: readOnly(uuid), pk: readOnly(whole), username: text }),
    'id=/pk',
    { id: { ...whole, parameter: { description: 'A unique integer value identifying this User.' } } },
  ],
  [
    'a uuid rather than a whole number, by the format of the parameter',
    '/users/{id}',
    objectOf({ pk: whole, uuid, username: text }),
    'id=/uuid',
    { id: uuid },
  ],
  [
    'a whole number, by the description alone',
    '/users/{id}',
    objectOf({ uuid, pk: whole }),
    'id=/pk',
    { id: { parameter: { description: 'A unique integer value identifying this User.' } } },
  ],
  [
    '`pk` of {group_uuid}',
    '/groups/{group_uuid}',
    objectOf({ pk: uuid, num_pk: whole, name: text }),
    'group_uuid=/pk',
    { group_uuid: uuid },
  ],
  [
    'the slug of {slug}, although there is an id',
    '/posts/{slug}',
    objectOf({ id: whole, slug: text }),
    'slug=/slug',
  ],
  [
    'the number of {issue_number}',
    '/issues/{issue_number}',
    objectOf({ id: whole, number: whole }),
    'issue_number=/number',
  ],
  ['the name of {name}', '/labels/{name}', objectOf({ id: whole, name: text }), 'name=/name'],
  ['the id of {user}', '/users/{user}', objectOf({ id: whole, name: text }), 'user=/id', { user: whole }],
  [
    'the login of {org}, not the name for people',
    '/orgs/{org}',
    objectOf({ login: text, name: text, url: text }),
    'org=/login',
  ],
  [
    'a key one member down',
    '/pods/{name}',
    objectOf({ kind: text, metadata: objectOf({ name: text, uid: text }) }),
    'name=/metadata/name',
  ],
  [
    'the id of an object that the parameter is called after',
    '/bans/{user_id}',
    objectOf({ reason: text, user: objectOf({ id: text, name: text }) }),
    'user_id=/user/id',
  ],
  [
    'the login of an object that {username} is called after',
    '/memberships/{username}',
    objectOf({ role: text, user: objectOf({ login: text, id: whole }) }),
    'username=/user/login',
  ],
  [
    'the code of {iso}, which nothing shows',
    '/rates/{iso}',
    objectOf({ value: whole, rate: whole }),
    'iso=undefined',
  ],
  ['never a flag', '/flags/{key}', objectOf({ key: flag, id: text }), 'key=/id'],
  ['the number of {index}', '/pulls/{index}', objectOf({ id: whole, number: whole }), 'index=/number'],
  ['the sha of {file_sha}', '/blobs/{file_sha}', objectOf({ sha: text, content: text }), 'file_sha=/sha'],
  [
    'the ip of {floating_ip}',
    '/floating_ips/{floating_ip}',
    objectOf({ ip: text, region: text }),
    'floating_ip=/ip',
  ],
];

test.each(rows.map(([title, item, entity, key, path]) => [title, item, entity, key, path] as const))(
  'the key is %s',
  async (_title, item, entity, key, path) => {
    const base = item.slice(0, item.lastIndexOf('/'));
    const { resources } = await resourcesOf({
      [`GET ${base}`]: { show: arrayOf(entity) },
      [`GET ${item}`]: { show: entity, ...(path === undefined ? {} : { path }) },
    });
    expect(resources.collections[0]?.keys.map(keyText)).toEqual([key]);
  },
);

test('a composite key takes each member once', async () => {
  const entity = objectOf({ type: text, name: text, version: text });
  const { resources } = await resourcesOf({
    'GET /packages/{package_type}/{package_name}': { show: entity },
    'DELETE /packages/{package_type}/{package_name}': {},
  });
  expect(resources.collections[0]?.keys.map(keyText)).toEqual(['package_type=/type', 'package_name=/name']);
});

const named = objectOf({ name: text, size: whole }, ['name']);
const numbered = objectOf({ id: whole, name: text });

test.each([
  [
    'the server, where a create does not ask for it',
    { 'POST /things': { send: numbered, show: numbered } },
    numbered,
    'server',
  ],
  [
    'the client, where a create asks for it',
    { 'POST /things': { send: named, show: named } },
    named,
    'client',
  ],
  [
    'the client, where PUT makes them',
    { 'PUT /things/{name}': { send: named, show: named } },
    named,
    'client',
  ],
  [
    'the server, where the member is read-only',
    { 'POST /things': { send: named, show: named } },
    objectOf({ name: readOnly(text), size: whole }, ['name']),
    'server',
  ],
] as Array<[string, Record<string, Said>, object, string]>)(
  'keys are chosen by %s',
  async (_title, writes, entity, by) => {
    const parameter = Object.hasOwn((entity as { properties: object }).properties, 'id') ? 'id' : 'name';
    const { resources } = await resourcesOf({
      'GET /things': { show: arrayOf(entity) },
      [`GET /things/{${parameter}}`]: { show: entity },
      ...writes,
    });
    expect(resources.collections[0]?.keys[0]?.by).toBe(by);
  },
);
