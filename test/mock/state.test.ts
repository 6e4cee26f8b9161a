import { expect, test } from 'vitest';
import { shopMock } from './state-shop.ts';

test('what is created is found again, in the list too', async () => {
  const send = await shopMock();
  const made = await send('POST', '/users', { name: 'Ada', age: 36, team_id: 1, password: 'x' });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ id: 13, name: 'Ada', age: 36, status: 'active' });
  expect(made.body).not.toHaveProperty('password');
  expect(made.body).not.toHaveProperty('nickname');
  expect(made.headers.get('location')).toBe('http://localhost/users/13');
  expect((await send('GET', '/users/13')).body).toEqual(made.body);
  const { body } = await send('GET', '/users?page_size=100');
  expect(body.count).toBe(13);
  expect(body.results.at(-1)).toMatchObject({ id: 13, name: 'Ada', age: 36 });
});

test('moments of creation are those of the clock', async () => {
  const send = await shopMock({ clock: () => Date.parse('2030-01-02T03:04:05Z') });
  const { body } = await send('POST', '/users', { name: 'Ada', team_id: null });
  expect(Date.parse(body.created_at)).toBe(Date.parse('2030-01-02T03:04:05Z'));
});

test('what the server decides is not taken from a client', async () => {
  const send = await shopMock();
  const made = await send('POST', '/users', { name: 'Ada', team_id: 1, created_at: '1999-01-01T00:00:00Z' });
  expect(made.body.created_at).not.toBe('1999-01-01T00:00:00Z');
});

test('PUT replaces, and what was left out goes', async () => {
  const send = await shopMock();
  await send('PUT', '/users/3', { name: 'Eve', nickname: 'E', team_id: 2 });
  const { body } = await send('PUT', '/users/3', { name: 'Eva', team_id: 2 });
  expect(body).toMatchObject({ id: 3, name: 'Eva', team_id: 2, status: 'active' });
  expect(body).not.toHaveProperty('nickname');
  expect((await send('GET', '/users/3')).body).toEqual(body);
});

test('PATCH merges', async () => {
  const send = await shopMock();
  const before = (await send('GET', '/users/3')).body;
  const { body } = await send('PATCH', '/users/3', { age: 50 });
  expect(body).toEqual({ ...before, age: 50 });
});

test.each([
  ['application/json', null],
  ['application/merge-patch+json', undefined],
])('a null in %s leaves %s', async (type, left) => {
  const send = await shopMock();
  await send('PATCH', '/users/3', { nickname: 'E' });
  const { body } = await send('PATCH', '/users/3', { nickname: null }, { 'content-type': type });
  expect(body.nickname).toBe(left);
});

test('JSON Patch is applied by its media type', async () => {
  const send = await shopMock();
  const type = { 'content-type': 'application/json-patch+json' };
  const patch = [
    { op: 'replace', path: '/name', value: 'Zoe' },
    { op: 'add', path: '/age', value: 7 },
  ];
  const { status, body } = await send('PATCH', '/users/3', patch, type);
  expect([status, body.name, body.age]).toEqual([200, 'Zoe', 7]);
  const failed = await send('PATCH', '/users/3', [{ op: 'test', path: '/name', value: 'Ada' }], type);
  expect(failed.status).toBe(409);
});

test('DELETE removes', async () => {
  const send = await shopMock();
  expect((await send('DELETE', '/users/4')).status).toBe(204);
  expect((await send('GET', '/users/4')).status).toBe(404);
  expect((await send('DELETE', '/users/4')).status).toBe(404);
  expect((await send('GET', '/users')).body.count).toBe(11);
});

test.each([
  ['GET', '/users/99', undefined],
  ['PUT', '/users/99', { name: 'A', team_id: 1 }],
  ['PATCH', '/users/99', { age: 1 }],
  ['DELETE', '/users/99', undefined],
  ['GET', '/teams/99/members', undefined],
  ['POST', '/teams/99/members', { user_id: 1 }],
])('%s %s is not found', async (method, path, body) => {
  const send = await shopMock();
  expect((await send(method, path, body)).status).toBe(404);
});

test('unknown ids are made up where that is asked for', async () => {
  const send = await shopMock({ unknownIds: 'generate' });
  expect((await send('GET', '/users/99')).body.id).toBe(99);
  await send('DELETE', '/users/99');
  expect((await send('GET', '/users/99')).status).toBe(404);
});

test('a change that a view could not show is refused and changes nothing', async () => {
  const send = await shopMock();
  const before = (await send('GET', '/users/5')).body;
  const refused = await send('PATCH', '/users/5', { name: 'n'.repeat(60) });
  expect(refused.status).toBe(422);
  expect((await send('GET', '/users/5')).body).toEqual(before);
});

test('members of a list and of its items agree', async () => {
  const send = await shopMock();
  const { results } = (await send('GET', '/users?page_size=12')).body;
  for (const item of results) {
    const whole = (await send('GET', `/users/${item.id}`)).body;
    for (const name of ['id', 'name', 'status', 'age'].filter((each) => each in item))
      expect(item[name]).toEqual(whole[name]);
  }
});

test('pages are disjoint and complete, and their links lead on', async () => {
  const send = await shopMock();
  const seen: number[] = [];
  let path: string | null = '/users?page_size=5';
  let pages = 0;
  while (path !== null) {
    const { body, headers } = await send('GET', path);
    expect([body.count, headers.get('x-total-count')]).toEqual([12, '12']);
    seen.push(...body.results.map(({ id }: { id: number }) => id));
    path = body.next === null ? null : new URL(body.next).pathname + new URL(body.next).search;
    pages++;
  }
  expect(pages).toBe(3);
  expect(new Set(seen).size).toBe(12);
  expect((await send('GET', '/users?page=3&page_size=5')).body.previous).toContain('page=2');
});

test('cursors lead through a list, also when items go on the way', async () => {
  const send = await shopMock();
  const first = (await send('GET', '/teams/1/members?limit=5')).body;
  expect(first.items).toHaveLength(5);
  await send('DELETE', `/teams/1/members/${first.items[4].id}`);
  const second = (await send('GET', `/teams/1/members?limit=50&cursor=${first.next_cursor}`)).body;
  expect(second.items).toHaveLength(7);
  expect(second.next_cursor).toBeNull();
});

test('a cursor that is none gets the documented error', async () => {
  const send = await shopMock();
  expect((await send('GET', '/teams/1/members?cursor=nonsense')).status).toBe(400);
});

test('filters, search and ordering say what is listed', async () => {
  const send = await shopMock();
  await send('POST', '/users', { name: 'Unmistakable', age: 111, status: 'blocked', team_id: 1 });
  const list = async (search: string) => (await send('GET', `/users?page_size=100&${search}`)).body.results;
  expect((await list('status=blocked')).every(({ status }: { status: string }) => status === 'blocked')).toBe(
    true,
  );
  expect((await list('search=unmistak')).map(({ name }: { name: string }) => name)).toEqual(['Unmistakable']);
  expect((await list('age__gte=111')).some(({ name }: { name: string }) => name === 'Unmistakable')).toBe(
    true,
  );
  const names = (await list('ordering=-name')).map(({ name }: { name: string }) => name);
  expect(names).toEqual([...names].sort().reverse());
});

test('references point at things that exist', async () => {
  const send = await shopMock();
  const { items } = (await send('GET', '/teams/2/members?limit=50')).body;
  expect(items).toHaveLength(12);
  for (const { user_id, team_id } of items) {
    expect(team_id).toBe(2);
    expect((await send('GET', `/users/${user_id}`)).status).toBe(200);
  }
});

test('children go with their parents, and do not come back with new ones', async () => {
  const send = await shopMock();
  await send('DELETE', '/teams/2');
  expect((await send('GET', '/teams/2/members')).status).toBe(404);
  const { id } = (await send('POST', '/teams', { name: 'New' })).body;
  expect((await send('GET', `/teams/${id}/members`)).body.items).toEqual([]);
});

test('what is gone is forgotten where it may be', async () => {
  const send = await shopMock();
  const { body: user } = await send('POST', '/users', { name: 'Ada', team_id: 7 });
  await send('DELETE', '/teams/7');
  expect((await send('GET', `/users/${user.id}`)).body.team_id).toBeNull();
});

test('sessions have worlds of their own', async () => {
  const send = await shopMock();
  await send('DELETE', '/users/1', undefined, { 'standin-session': 'a' });
  expect((await send('GET', '/users/1', undefined, { 'standin-session': 'a' })).status).toBe(404);
  expect((await send('GET', '/users/1', undefined, { 'standin-session': 'b' })).status).toBe(200);
  expect((await send('GET', '/users/1')).status).toBe(200);
});

test('the same seed gives the same world', async () => {
  const [one, two, other] = await Promise.all([shopMock(), shopMock(), shopMock(true, { seed: 'other' })]);
  const paths = ['/users?page_size=100', '/teams/3/members', '/users/7'];
  const read = async (send: typeof one) =>
    Promise.all(paths.map(async (path) => (await send('GET', path)).body));
  expect(await read(one)).toEqual(await read(two));
  expect(await read(one)).not.toEqual(await read(other));
});

test('seeds that are given come first, and are all where they are to be', async () => {
  const entities = [{ name: 'Ada' }, { id: 70, name: 'Eve' }];
  const filled = await shopMock({ seeds: { users: { entities } }, population: 4 });
  const { results } = (await filled('GET', '/users')).body;
  expect(results.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['Ada', 'Eve']));
  expect(results).toHaveLength(4);
  const only = await shopMock({ seeds: { '/users': { entities, only: true } } });
  expect((await only('GET', '/users')).body.count).toBe(2);
  expect((await only('GET', '/users/70')).body.name).toBe('Eve');
});

test('entity tags guard changes', async () => {
  const send = await shopMock();
  const tag = (await send('GET', '/users/1')).headers.get('etag') ?? '';
  expect((await send('GET', '/users/1', undefined, { 'if-none-match': tag })).status).toBe(304);
  const change = { name: 'Ada', team_id: 1 };
  expect((await send('PUT', '/users/1', change, { 'if-match': '"old"' })).status).toBe(412);
  expect((await send('PUT', '/users/1', change, { 'if-match': tag })).status).toBe(200);
  expect((await send('PUT', '/users/1', change, { 'if-match': tag })).status).toBe(412);
  expect((await send('GET', '/users/1', undefined, { 'if-none-match': tag })).status).toBe(200);
});

test('an idempotency key makes one thing of two requests', async () => {
  const send = await shopMock();
  const key = { 'idempotency-key': 'k1' };
  const first = await send('POST', '/users', { name: 'Ada', team_id: 1 }, key);
  expect((await send('POST', '/users', { name: 'Ada', team_id: 1 }, key)).body).toEqual(first.body);
  expect((await send('GET', '/users')).body.count).toBe(13);
  expect((await send('POST', '/users', { name: 'Eve', team_id: 1 }, key)).status).toBe(422);
});

test.each(['code=404', 'dynamic=true'])('Prefer: %s changes nothing', async (prefer) => {
  const send = await shopMock();
  await send('DELETE', '/users/1', undefined, { prefer });
  expect((await send('GET', '/users/1')).status).toBe(200);
});

test('without state everything is there, whatever happens', async () => {
  const send = await shopMock(false);
  await send('DELETE', '/users/1');
  expect((await send('GET', '/users/1')).status).toBe(200);
});
