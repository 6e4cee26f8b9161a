import { expect, test } from 'vitest';
import { type Collection, mayFollow } from '../../src/resource/index.ts';
import { arrayOf, objectOf, resourcesOf, type Said, text, whole } from './describe.ts';

const uuid = { type: 'string', format: 'uuid' };
const User = objectOf({ id: whole, login: text, email: text }, ['id', 'login', 'email']);
const users: Record<string, Said> = {
  'GET /users': { show: arrayOf(User) },
  'GET /users/{id}': { show: User },
};

async function collectionOf(
  id: string,
  operations: Record<string, Said>,
  schemas?: object,
): Promise<Collection> {
  const { resources } = await resourcesOf(operations, schemas);
  const found = resources.collections.find((collection) => collection.id === id);
  if (found === undefined) throw new Error(`There is no ${id}.`);
  return found;
}

function posts(members: object): Record<string, Said> {
  const Post = objectOf({ id: whole, title: text, ...members });
  return { ...users, 'GET /posts': { show: arrayOf(Post) }, 'GET /posts/{id}': { show: Post } };
}

test.each<readonly [title: string, members: object, references: string[]]>([
  ['user_id', { user_id: whole }, ['/user_id -> /users/id']],
  ['userId', { userId: whole }, ['/userId -> /users/id']],
  ['userIds', { userIds: arrayOf(whole) }, ['/userIds/* -> /users/id']],
  ['an object called as they are', { user: objectOf({ id: whole, login: text }) }, ['/user/id -> /users/id']],
  [
    'an object with the role of a person',
    { owner: objectOf({ id: whole, login: text }) },
    ['/owner/id -> /users/id'],
  ],
  ['objects in an array', { reviewers: arrayOf(objectOf({ id: whole })) }, ['/reviewers/*/id -> /users/id']],
  ['a person in a role', { author_id: whole }, ['/author_id -> /users/id']],
  [
    'a number that is said to be an id',
    { user: { ...whole, description: 'ID of the user' } },
    ['/user -> /users/id'],
  ],
  ['a prefix before their name', { last_user_id: whole }, ['/last_user_id -> /users/id']],
  ['parent_id, of the same collection', { parent_id: whole }, ['/parent_id -> /posts/id']],
  ['no text where keys are numbers', { user_id: text }, []],
  ['no uuid where keys are numbers', { user_id: uuid }, []],
  ['no name of a person', { user: text, author: text }, []],
  ['no choice', { user_id: { enum: [1, 2] } }, []],
  ['no id of elsewhere', { external_id: whole, tenant_id: whole }, []],
])('%s refers to users', async (_title, members, references) => {
  const found = (await collectionOf('/posts', posts(members))).references;
  expect(found.map(({ pointer, to, key }) => `${pointer} -> ${to.id}${key.pointer}`)).toEqual(references);
});

test.each<readonly [title: string, members: object, shown: string | undefined, keys: string | undefined]>([
  ['an id beside it', { user_id: whole, user: objectOf({ id: whole }) }, '/user/id', '/user_id'],
  [
    'ids beside it',
    { userIds: arrayOf(whole), users: arrayOf(objectOf({ id: whole })) },
    '/users/*/id',
    '/userIds/*',
  ],
  [
    'a name that says so',
    { owner_id: whole, owner_obj: objectOf({ id: whole }) },
    '/owner_obj/id',
    '/owner_id',
  ],
  [
    'none where one is a list',
    { user_id: whole, users: arrayOf(objectOf({ id: whole })) },
    '/users/*/id',
    undefined,
  ],
  ['none of another name', { owner_id: whole, author: objectOf({ id: whole }) }, '/author/id', undefined],
])('an object shows in full what is named by %s', async (_title, members, shown, keys) => {
  const found = (await collectionOf('/posts', posts(members))).references;
  expect(found.find(({ pointer }) => pointer === shown)?.follows).toBe(keys);
});

test.each<readonly [name: string, from: string, follows: boolean]>([
  ['owner', 'owner_id', true],
  ['ownerName', 'owner_id', true],
  ['policy_obj', 'policy', true],
  ['fullName', 'name', true],
  ['users_obj', 'users', true],
  ['name', 'full_name', false],
  ['author', 'owner_id', false],
  ['id', 'owner_id', false],
])('%s and %s: may the first follow from the second? %s', (name, from, follows) => {
  expect(mayFollow(name, from)).toBe(follows);
});

test('where entities are found by slug but named by uuid, the uuid is what is named', async () => {
  const Source = objectOf({ pk: uuid, slug: text });
  const Sync = objectOf({ id: whole, source: uuid });
  const { references } = await collectionOf('/syncs', {
    'GET /sources/all': { show: arrayOf(Source) },
    'GET /sources/all/{slug}': { show: Source },
    'GET /syncs': { show: arrayOf(objectOf({ ...(Sync as { properties: object }).properties })) },
    'GET /syncs/{id}': { show: Sync },
  });
  expect(references.map(({ pointer, to, key }) => `${pointer} -> ${to.id}${key.pointer}`)).toEqual([
    '/source -> /sources/all/pk',
  ]);
});

test('a reference that can be absent or null is optional', async () => {
  const Post = objectOf(
    { id: whole, user_id: whole, owner_id: { type: ['integer', 'null'] }, author_id: whole },
    ['user_id', 'owner_id'],
  );
  const { references } = await collectionOf('/posts', {
    ...users,
    'GET /posts': { show: arrayOf(Post) },
    'GET /posts/{id}': { show: Post },
  });
  expect(references.map(({ pointer, optional }) => [pointer, optional])).toEqual([
    ['/user_id', false],
    ['/owner_id', true],
    ['/author_id', true],
  ]);
});

test.each<readonly [title: string, member: object, pointer: string | undefined]>([
  ['user_id', { user_id: whole }, '/user_id'],
  ['an object', { user: objectOf({ id: whole }) }, '/user/id'],
  ['nothing', { role: text }, undefined],
  ['no other member that begins alike', { user_type: text }, undefined],
])('children repeat the key of their parent in %s', async (_title, member, pointer) => {
  const Key = objectOf({ id: whole, title: text, ...member });
  const { parents } = await collectionOf('/users/{id}/keys', {
    ...users,
    'GET /users/{id}/keys': { show: arrayOf(Key) },
    'GET /users/{id}/keys/{key_id}': { show: Key },
  });
  expect(parents.map((part) => [part.parameter, part.collection?.id, part.pointer])).toEqual([
    ['id', '/users', pointer],
  ]);
});

test('a parent that is no collection here has only its parameter', async () => {
  const { parents } = await collectionOf('/{tenant}/users', {
    'GET /{tenant}/users': { show: arrayOf(User) },
    'GET /{tenant}/users/{id}': { show: User },
  });
  expect(parents).toEqual([{ parameter: 'tenant', collection: undefined, pointer: undefined }]);
});

test('operations name their parents as their own paths do', async () => {
  const { role } = await resourcesOf({
    ...users,
    'GET /users/{id}/keys': { show: arrayOf(User) },
    'DELETE /users/{user_id}/keys/{key_id}': {},
  });
  expect(role('DELETE /users/{user_id}/keys/{key_id}')).toMatchObject({
    parents: ['user_id'],
    keys: [{ parameter: 'key_id' }],
  });
});

test.each<readonly [title: string, member: object, status: string, unique: string[]]>([
  ['email, where a conflict is documented', { email: text }, '409', ['/email']],
  ['username, where a conflict is documented', { username: text }, '409', ['/username']],
  ['email, where none is', { email: text }, '400', []],
  ['what is said to be', { name: { ...text, description: 'Must be unique.' } }, '400', ['/name']],
  [
    'what is said not to be',
    { name: { ...text, description: 'Does not have to be set, is not unique.' } },
    '400',
    [],
  ],
  [
    'what is called unique, where a conflict is documented',
    { sku: { ...text, description: 'Unique stock number' } },
    '409',
    ['/sku'],
  ],
  [
    'no identifier of something else',
    { shop_ref: { ...text, description: 'Unique identifier of the shop' } },
    '409',
    [],
  ],
  ['no choice', { email: { enum: ['a', 'b'] } }, '409', []],
])('unique is %s', async (_title, member, status, unique) => {
  const Person = objectOf({ id: whole, ...member });
  const found = await collectionOf('/people', {
    'GET /people': { show: arrayOf(Person) },
    'POST /people': {
      send: Person,
      more: { responses: { 201: { description: 'd' }, [status]: { description: 'd' } } },
    },
  });
  expect(found.unique).toEqual(unique);
});

test('/me is one of the users', async () => {
  const { resources } = await resourcesOf(
    {
      'GET /users': { show: arrayOf({ $ref: '#/components/schemas/User' }) },
      'GET /users/{id}': { show: { $ref: '#/components/schemas/User' } },
      'GET /users/me': { show: { $ref: '#/components/schemas/User' } },
      'GET /me': { show: { $ref: '#/components/schemas/User' } },
    },
    { User },
  );
  expect(resources.singletons.map(({ id, of }) => [id, of?.id])).toEqual([
    ['/users/me', '/users'],
    ['/me', '/users'],
  ]);
});

test('views are those of lists, items and answers to writes, each once', async () => {
  const Brief = objectOf({ id: whole, login: text });
  const { views } = await collectionOf(
    '/users',
    {
      'GET /users': { show: arrayOf({ $ref: '#/components/schemas/Brief' }) },
      'GET /users/{id}': { show: { $ref: '#/components/schemas/User' } },
      'PUT /users/{id}': { send: User, show: { $ref: '#/components/schemas/User' } },
    },
    { User, Brief },
  );
  expect(views.map(({ name }) => name)).toEqual(['Brief', 'User']);
});
