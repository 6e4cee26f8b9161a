import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/state/stores/open-store.ts';
import { type Compiled, compileStores } from './compiled.ts';
import { contentOf } from './reader.ts';

let compiled: Compiled;
const folder = mkdtempSync(join(tmpdir(), 'standin-killed-'));
beforeAll(async () => {
  compiled = await compileStores();
}, 60_000);
afterAll(() => {
  compiled.remove();
  rmSync(folder, { recursive: true });
});

/** Goes on where the one before was killed: commit n sets the count, and one of three entities that are long. */
const writer = (spec: string) => `
  import { writeSync } from 'node:fs';
  import { openStore } from ${JSON.stringify(compiled.url)};
  const store = await openStore(${JSON.stringify(spec)});
  let { position, commits } = await store.since('', { life: '', version: 0 });
  const [count] = commits.flatMap(({ changes }) => changes).filter(({ key }) => key === 'count');
  for (let n = (count?.value ?? 0) + 1; ; n++) {
    const long = { space: '/long', key: String(n % 3), value: { n, text: 'x'.repeat(30000) } };
    position = await store.append('', position, n, [{ space: '/count', key: 'count', value: n }, long]);
    writeSync(1, n + '\\n');
  }`;

/** Kills the writer after so many more answers and gives the last that it gave. */
async function killAfter(answers: number, spec: string): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer(spec)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
    if (text.split('\n').length > answers) child.kill('SIGKILL');
  });
  expect(await ended).toEqual([null, 'SIGKILL']);
  return Number(text.split('\n').at(-2));
}

test.each([
  ['file:PATH', 25],
  ['file:PATH?sync=always', 8],
])(
  '%s: a process that is killed %i times loses nothing that it answered, and keeps commits whole',
  async (form, times) => {
    const spec = form.replace('PATH', join(folder, `store-${times}`));
    for (let round = 0; round < times; round++) {
      const answered = await killAfter(1 + ((round * 37) % 90), spec);
      const store = await openStore(spec);
      const content = await contentOf(store);
      const count = Number(content.get('["/count","count"]'));
      expect(count).toBeGreaterThanOrEqual(answered);
      for (let n = count; n > 0 && n > count - 3; n--)
        expect(content.get(`["/long","${n % 3}"]`)).toMatchObject({ n });
      await store.close();
    }
  },
  120_000,
);

test('what a full disk refuses is not kept, and all that was answered before and after is', async () => {
  const spec = `file:${join(folder, 'full')}`;
  const script = `
    import { openStore } from ${JSON.stringify(compiled.url)};
    process.on('SIGXFSZ', () => undefined);
    const store = await openStore(${JSON.stringify(spec)});
    let position = { life: '', version: 0 };
    for (const [key, length] of [['a', 1000], ['b', 40000], ['c', 100], ['d', 40000], ['e', 10]]) {
      try {
        position = store.append('', position, 0, [{ space: '/x', key, value: 'x'.repeat(length) }]);
        process.stdout.write(key);
      } catch ({ code }) {
        process.stdout.write('(' + code + ')');
      }
    }
    await store.close();`;
  // A bound for files, of 8 or 16 KiB, fails as a full disk does: in the midst of a line.
  const limited = ['-c', 'ulimit -f 16; exec "$0" --input-type=module -e "$1"', process.execPath, script];
  const child = spawn('sh', limited, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await once(child, 'close');
  expect(out).toBe('a(store-unavailable)c(store-unavailable)e');
  const store = await openStore(spec);
  expect([...(await contentOf(store)).keys()]).toEqual(['a', 'c', 'e'].map((key) => `["/x","${key}"]`));
  await store.close();
});
