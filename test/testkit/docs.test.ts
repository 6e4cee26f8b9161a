import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = ['testkit', 'vitest', 'jest-and-node-test'];
const blocks = pages.flatMap((page) => {
  const text = readFileSync(join(root, `docs/${page}.md`), 'utf8');
  return [...text.matchAll(/^```(ts|js)( \w+)?\n([\s\S]*?)^```$/gm)].map(
    ([, , kind = '', code = ''], at) => ({
      page,
      at,
      kind: kind.trim(),
      code,
    }),
  );
});

/** Runs a program, and tells how it ended and what it said. */
async function run(program: string, args: readonly string[], cwd: string): Promise<[number, string]> {
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, NODE_TEST_CONTEXT, ...env } = process.env;
  return new Promise((told) => {
    execFile(program, args, { cwd, env: { ...env, NO_COLOR: '1' } }, (error, out, err) =>
      told([error ? Number(error.code) : 0, out + err]),
    );
  });
}

describe('what the pages show', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'standin-docs-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    copyFileSync(join(root, 'test/testkit/data/people.yaml'), join(folder, 'openapi.yaml'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('runs under Vitest, that for Jest with its globals', { timeout: 120_000 }, async () => {
    const source = (path: string) => JSON.stringify(join(root, 'src', path));
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      `export default {
        resolve: { alias: [
          { find: /^standin\\/(\\w+)$/, replacement: ${source('testkit/$1.ts')} },
          { find: /^standin$/, replacement: ${source('index.ts')} },
        ] },
        test: { globals: true },
      };`,
    );
    const shown = blocks.filter(({ kind }) => kind !== 'node');
    for (const { page, at, code } of shown) writeFileSync(join(folder, `${page}-${at}.test.ts`), code);
    const [code, text] = await run(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--no-isolate', '--maxWorkers=1'],
      folder,
    );
    expect(text).toMatch(new RegExp(`Test Files +${shown.length} passed`));
    expect(code).toBe(0);
  });

  test.skipIf(!existsSync(join(root, 'dist/testkit/index.js')))(
    'runs under node:test, on what was built',
    { timeout: 60_000 },
    async () => {
      const [block, ...others] = blocks.filter(({ kind }) => kind === 'node');
      expect(others).toEqual([]);
      const dist = (name: string) => JSON.stringify(join(root, 'dist/testkit', `${name}.js`));
      const code = block!.code.replaceAll(/'standin\/(\w+)'/g, (_, name) =>
        dist(name === 'testkit' ? 'index' : name),
      );
      writeFileSync(join(folder, 'node.test.mjs'), code);
      const [status, text] = await run(process.execPath, ['--test', 'node.test.mjs'], folder);
      expect(text).toMatch(/pass 1$/m);
      expect(status).toBe(0);
    },
  );
});
