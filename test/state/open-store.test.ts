import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../src/state/stores/open-store.ts';
import { isRedisAddress, readRedisAddress } from '../../src/state/stores/redis/address.ts';
import { change, contentOf, Reader } from './reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-open-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  'memory',
  `file:${folder}/a`,
  `file:${folder}/b?sync=always`,
  `file://${folder}/c`,
  `file:${folder}/with %41 ?&`,
])('%s opens a store', async (spec) => {
  const store = await openStore(spec);
  await new Reader(store).append([change('1', 1)]);
  expect((await contentOf(store)).size).toBe(1);
  await store.close();
});

test('a path stands as it is written', () => {
  for (const name of ['a', 'b', 'c', 'with %41 ?&']) expect(existsSync(join(folder, name))).toBe(true);
});

test.each([
  ['', /^Failed to open the store : there is none of that kind\. Write memory, file:PATH, /],
  ['Memory', /there is none of that kind/],
  ['/tmp/store', /there is none of that kind/],
  ['http://localhost', /there is none of that kind/],
  ['__proto__:x', /there is none of that kind/],
  ['file:', /it says no path that is understood/],
  ['file:?sync=always', /it says no path that is understood/],
  ['file:a?sync=never', /it says no path that is understood/],
  ['redis:localhost', /it is no URL/],
  ['redis://localhost:99999', /it is no URL/],
  ['redis://localhost/first', /its database first is no number/],
  ['redis://localhost/0?prefx=a', /it knows no setting prefx, but prefix and db/],
  ['redis+unix://?db=1', /it names no socket/],
  ['redis://user:se%cret@localhost', /its percent signs code nothing/],
])('%s is refused with what to write', async (spec, message) => {
  const opened = openStore(spec);
  await expect(opened).rejects.toThrow(message);
  await expect(opened).rejects.not.toThrow('se%cret');
});

test.each([
  ['redis://localhost', { host: 'localhost', port: 6379, tls: false, database: 0, prefix: 'standin:' }],
  ['redis://[::1]:7/3?prefix=a%20b', { host: '::1', port: 7, database: 3, prefix: 'a b', name: '[::1]:7' }],
  [
    'rediss://me:p%40ss@r.example:6380/1',
    { tls: true, username: 'me', password: 'p@ss', name: 'r.example:6380' },
  ],
  ['valkey://v/2', { host: 'v', tls: false, database: 2 }],
  ['valkeys://v', { tls: true }],
  ['redis+unix:///run/redis.sock?db=4&prefix=p', { path: '/run/redis.sock', database: 4, prefix: 'p' }],
  [
    'redis+unix://:secret@localhost/run/redis.sock',
    { path: '/run/redis.sock', password: 'secret', name: '/run/redis.sock' },
  ],
])('%s is understood', (spec, expected) => {
  expect(isRedisAddress(spec)).toBe(true);
  expect(readRedisAddress(spec)).toMatchObject(expected);
});
