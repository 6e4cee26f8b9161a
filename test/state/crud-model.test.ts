import { appendFileSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryStore } from '../../src/state/index.ts';
import { openStore } from '../../src/state/stores/open-store.ts';
import { holdsToModel } from './crud-model.ts';
import { hasRedis, RedisServer } from './redis-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'standin-model-'));
let redis: RedisServer | undefined;
let count = 0;

beforeAll(async () => {
  if (hasRedis) redis = await RedisServer.start();
});
afterAll(async () => {
  await redis?.remove();
  rmSync(folder, { recursive: true });
});

test('in memory, requests are answered as the model says, by any mock over the store', async () => {
  await holdsToModel(async () => {
    const store = createMemoryStore();
    return { store, restart: () => Promise.resolve(store) };
  }, 20);
  expect(count).toBe(0);
}, 120_000);

test('in a file, requests are answered as the model says, with restarts and kills in between', async () => {
  await holdsToModel(async () => {
    let path = join(folder, `store-${++count}`);
    const running = {
      store: await openStore(`file:${path}`),
      async restart() {
        const before = path;
        path = join(folder, `store-${++count}`);
        if (count % 2 === 0) await running.store.close();
        copyFileSync(before, path);
        // What a process leaves that is killed while it writes.
        if (count % 2 === 1) appendFileSync(path, '0a1b2c3d {"kind":"commit","session":"","ver');
        running.store = await openStore(`file:${path}`);
        return running.store;
      },
    };
    return running;
  }, 20);
}, 120_000);

test.skipIf(!hasRedis)(
  'in Redis, requests are answered as the model says, with restarts and kills in between',
  async () => {
    await holdsToModel(async () => {
      const spec = redis!.spec(`model${++count}:`);
      let restarts = 0;
      const running = {
        store: await openStore(spec),
        async restart() {
          await running.store.close();
          if (++restarts % 3 === 0) {
            await redis!.stop('SIGKILL');
            await redis!.start();
          }
          running.store = await openStore(spec);
          return running.store;
        },
      };
      return running;
    }, 10);
  },
  240_000,
);
