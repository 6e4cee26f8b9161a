import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const project = fileURLToPath(new URL('isolation-project', import.meta.url));
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

interface Result {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
  readonly meta: { readonly sample?: string };
}

/** What came of each test of the folder beside this file. */
async function run(...more: string[]): Promise<Result[]> {
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, ...env } = process.env;
  const args = [vitest, 'run', '--root', project, '--reporter=json', ...more];
  const text = await new Promise<string>((told) => {
    execFile(process.execPath, args, { env: { ...env, NO_COLOR: '1' } }, (_error, out) => told(out));
  });
  const { testResults } = JSON.parse(text.slice(text.indexOf('{'))) as {
    testResults: Array<{ assertionResults: Result[] }>;
  };
  return testResults.flatMap(({ assertionResults }) => assertionResults);
}

describe('tests of several files, some of them at the same time', () => {
  const samples = new Set<string>();

  test.each([
    ['forks', ['--pool=forks']],
    ['threads that keep their modules', ['--pool=threads', '--no-isolate', '--maxWorkers=1']],
  ])('do not see each other in %s', { timeout: 120_000 }, async (_, args) => {
    const results = await run(...args);
    const failed = results.filter(({ status }) => status !== 'passed');
    expect(failed.map(({ title }) => title)).toEqual(['a bad request fails the test']);
    expect(failed[0]!.failureMessages.join()).toContain(
      'POST /users (createUser), answered with 400:\n  body',
    );
    expect(results).toHaveLength(12);
    for (const { meta } of results) if (meta.sample !== undefined) samples.add(meta.sample);
    expect(samples.size).toBe(1);
  });
});
