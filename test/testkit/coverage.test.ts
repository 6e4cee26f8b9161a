import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPact } from '../../src/pact/index.ts';
import { CoverageReporter } from '../../src/testkit/node/coverage-reporter.ts';

const project = fileURLToPath(new URL('coverage-project', import.meta.url));
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));

interface Run {
  readonly code: number;
  readonly text: string;
  readonly json: string;
  readonly pact: string;
  readonly html: string;
}

/** Runs the suite of the folder beside this file. */
async function runSuite(folder: string, ...more: string[]): Promise<Run> {
  const { VITEST, VITEST_POOL_ID, VITEST_WORKER_ID, ...env } = process.env;
  const args = [vitest, 'run', '--root', project, ...more];
  const options = { env: { ...env, COVERAGE_OUT: join(folder, 'out'), NO_COLOR: '1' } };
  const [code, text] = await new Promise<[number, string]>((resolve) => {
    execFile(process.execPath, args, options, (error, out, err) =>
      resolve([error ? Number(error.code) : 0, out + err]),
    );
  });
  const readOut = (name: string) => readFile(join(folder, 'out', name), 'utf8');
  const [json, html, pact] = await Promise.all(
    ['coverage.json', 'coverage.html', 'pacts/_web-Shop.json'].map(readOut),
  );
  return { code, text, json: json!, html: html!, pact: pact! };
}

const TABLE = `
              operations  statuses  request  response  not touched
Shop             2/3 66%   3/4 75%  4/8 50%  9/10 90%
  listUsers     1/1 100%  1/1 100%  1/2 50%  5/5 100%  header x-trace
  createUser    1/1 100%  2/2 100%  3/5 60%   4/5 80%  body password, body friend, 201 friend
  deleteUser      0/1 0%    0/1 0%   0/1 0%         -  never called
Ping            1/1 100%  1/1 100%        -  1/1 100%
`;

describe.each([
  ['forks', ['--pool=forks']],
  ['threads that keep their modules', ['--pool=threads', '--no-isolate', '--maxWorkers=1']],
])('a suite in %s', (_, args) => {
  let folder: string;
  let run: Run;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'standin-coverage-'));
    run = await runSuite(folder, ...args);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is told what it touched, from all of its files', () => {
    expect(run.text).toContain(TABLE);
  });

  test('fails below a threshold, and for that alone', () => {
    expect(run.text).toContain(
      'The tests touch 75% of the documented statuses of Shop; the threshold is 90%.',
    );
    expect(run.text).not.toContain('of the operations of Shop');
    expect(run.code).toBe(1);
  });

  test('writes its figures to a file', () => {
    const { descriptions } = JSON.parse(run.json);
    expect(run.html).toContain('<h1>Shop</h1>');
    expect(descriptions).toMatchObject([{ title: 'Shop' }, { title: 'Ping' }]);
    expect(descriptions[0].operations[1]).toMatchObject({
      id: 'createUser',
      calls: 2,
      untouched: { requestFields: ['body password', 'body friend'], responseFields: ['201 friend'] },
    });
  });

  test('writes what its files used of each description as a pact, without what was refused', async () => {
    expect(run.text).toContain('_web-Shop.json');
    const { interactions } = await readPact(run.pact, 'pact.json');
    expect(interactions.map(({ description }) => description)).toEqual([
      'createUser, answered with 201',
      'listUsers by limit, answered with 200',
    ]);
  });
});

test.each([-1, 101, Number.NaN, '80'])('%s is no threshold', (least) => {
  expect(() => new CoverageReporter({ thresholds: { operations: least as number } })).toThrow(
    /Failed to read the threshold operations: .* from 0 to 100/,
  );
});
