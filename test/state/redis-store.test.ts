import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '../../src/state/store.ts';
import type { StoreOptions } from '../../src/state/stores/options.ts';
import { openRedisStore } from '../../src/state/stores/redis/redis.ts';
import { change, contentOf, Reader } from './reader.ts';
import { hasRedis, RedisServer } from './redis-server.ts';
import { storeContract } from './store-contract.ts';

let count = 0;
const opened: Store[] = [];

describe.skipIf(!hasRedis)('redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(async () => {
    for (const store of opened) await store.close();
    await redis.remove();
  });

  async function open(prefix: string, options?: StoreOptions): Promise<Store> {
    const store = await openRedisStore(redis.spec(prefix), options);
    opened.push(store);
    return store;
  }

  storeContract('redis', async (options) => {
    const prefix = `contract${++count}:`;
    const store = await open(prefix, options);
    return { store, reopen: () => open(prefix, options) };
  });

  test('two instances share one world', async () => {
    const [one, two] = [await open('shared:'), await open('shared:')];
    await new Reader(one).append([change('1', 'from one')]);
    await new Reader(two).write((entities) => [change('2', [...entities.values()])]);
    expect([...(await contentOf(one)).values()]).toEqual(['from one', ['from one']]);
  });

  test('prefixes keep worlds apart', async () => {
    await new Reader(await open('left:')).append([change('1', 1)]);
    expect(await contentOf(await open('right:'))).toEqual(new Map());
  });

  test('what was answered is there after Redis was killed and started again, and readers go on', async () => {
    const notices: string[] = [];
    const store = await open('restart:', { onNotice: (notice) => notices.push(notice) });
    const writer = new Reader(store);
    for (let key = 0; key < 300; key++) await writer.append([change(String(key), key)]);
    await redis.stop('SIGKILL');
    const reading = contentOf(store);
    await redis.start();
    expect((await reading).size).toBe(300);
    await writer.write((entities) => [change('size', entities.size)]);
    expect((await contentOf(store)).get('["/things","size"]')).toBe(300);
    expect(notices).toEqual([
      expect.stringMatching(/^Lost the connection/),
      expect.stringMatching(/is back\.$/),
    ]);
  });

  test('while Redis is away, requests fail with where it should be, and nothing is written', async () => {
    const store = await open('away:');
    await redis.stop();
    await expect(new Reader(store).append([change('1', 1)])).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining(`Failed to reach Redis at ${redis.socket}: `),
    });
    await redis.start();
    expect(await contentOf(store)).toEqual(new Map());
  });

  test('a Redis that lost all its data is not taken for the one before', async () => {
    const store = await open('flushed:');
    const reader = new Reader(store);
    await reader.append([change('1', 1)]);
    const { createClient } = await import('@redis/client');
    const client = createClient({ socket: { path: redis.socket, tls: false } });
    await client.connect();
    await client.flushAll();
    await new Reader(store).append([change('2', 2)]);
    expect(await reader.append([change('3', 3)])).toBe(false);
    expect([...(await reader.read()).values()]).toEqual([2]);
    await client.close();
  });

  test.each([0, 1, 60, 127, 128, 129, 192])(
    'an append after %i others whose answer was lost is done once, and known to be done',
    async (before) => {
      const { spec, loseNextAnswer, close } = await redis.proxy(`lost${before}`);
      const store = await openRedisStore(spec);
      const writer = new Reader(store);
      for (let key = 0; key < before; key++) await writer.append([change(String(key), key)]);
      loseNextAnswer();
      expect(await writer.append([change('lost', 1)])).toBe(true);
      expect((await store.since('', { life: '', version: 0 })).position.version).toBe(before + 1);
      expect((await contentOf(store)).size).toBe(before + 1);
      await store.close();
      close();
    },
  );

  test('idle sessions expire, the default one never', async () => {
    const store = await open('ttl:', { sessionTtl: 0.05 });
    await new Reader(store).append([change('1', 1)]);
    await new Reader(store, 'a').append([change('1', 1)]);
    await expect.poll(() => store.sessions(), { timeout: 5000 }).toEqual(['']);
    expect(await contentOf(store, 'a')).toEqual(new Map());
  });

  test('beyond the bound of sessions that one goes that was used the longest ago', async () => {
    const store = await open('sessions:', { maxSessions: 2 });
    for (const session of ['a', 'b']) await new Reader(store, session).append([change('1', 1)]);
    await new Promise((done) => setTimeout(done, 5));
    await contentOf(store, 'a');
    await new Promise((done) => setTimeout(done, 5));
    await new Reader(store, 'c').append([change('1', 1)]);
    expect([...(await store.sessions())].sort()).toEqual(['a', 'c']);
    expect(await contentOf(store, 'b')).toEqual(new Map());
  });
});

test('a Redis that is not there is named, without its password', async () => {
  await expect(openRedisStore('redis://user:secret@127.0.0.1:1/0')).rejects.toMatchObject({
    code: 'store-unavailable',
    message: expect.stringMatching(/^Failed to reach Redis at 127\.0\.0\.1:1: (?!.*secret).*ECONNREFUSED/),
  });
});
