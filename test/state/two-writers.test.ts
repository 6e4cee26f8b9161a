import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/state/stores/open-store.ts';
import { type Compiled, compileStores } from './compiled.ts';
import { contentOf } from './reader.ts';
import { hasRedis, RedisServer } from './redis-server.ts';

const writes = 400;

/** Each write counts up what all share, and leaves an entity of its own. */
const writer = (url: string, spec: string, name: string) => `
  import { openStore } from ${JSON.stringify(url)};
  const store = await openStore(${JSON.stringify(spec)});
  async function write(key) {
    for (;;) {
      const { commits, position } = await store.since('', { life: '', version: 0 });
      const count = commits.flatMap(({ changes }) => changes).findLast(({ key }) => key === 'count')?.value ?? 0;
      const changes = [{ space: '', key: 'count', value: count + 1 }, { space: '/made', key, value: count + 1 }];
      if (await store.append('', position, 0, changes)) return;
    }
  }
  const lane = async (from) => { for (let n = from; n < ${writes}; n += 4) await write('${name}' + n); };
  await Promise.all([0, 1, 2, 3].map(lane));
  await store.close();`;

describe.skipIf(!hasRedis)('two processes on one Redis', () => {
  let redis: RedisServer;
  let compiled: Compiled;
  beforeAll(async () => {
    [redis, compiled] = await Promise.all([RedisServer.start(), compileStores()]);
  }, 60_000);
  afterAll(async () => {
    compiled.remove();
    await redis.remove();
  });

  test(`${2 * writes} parallel read-modify-writes lose and double nothing`, async () => {
    const spec = redis.spec('two:');
    const codes = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const script = writer(compiled.url, spec, name);
        const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
        return (await once(child, 'exit'))[0];
      }),
    );
    expect(codes).toEqual([0, 0]);
    const store = await openStore(spec);
    const content = await contentOf(store);
    expect(content.get('["","count"]')).toBe(2 * writes);
    const made = [...content].filter(([name]) => name.startsWith('["/made"')).map(([, value]) => value);
    expect(new Set(made).size).toBe(2 * writes);
    expect((await store.since('', { life: '', version: 0 })).position.version).toBe(2 * writes);
    await store.close();
  }, 120_000);
});
