import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import { beforeAll, expect, test } from 'vitest';
import { Folder } from '../cli/command-line.ts';

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Record<string, string>;
}

interface Action {
  readonly name: string;
  readonly description: string;
  readonly inputs: Record<string, { description: string; default?: string }>;
  readonly outputs: Record<string, { description: string; value: string }>;
  readonly runs: { using: string; steps: Step[] };
}

const text = readFileSync(new URL('../../action.yml', import.meta.url), 'utf8');
const action = load(text) as Action;
const { steps } = action.runs;
const verify = steps.find(({ id }) => id === 'verify')!;

test('each step runs a script in a named shell, or uses an action of a named version', () => {
  expect(action.runs.using).toBe('composite');
  for (const { uses, run, shell } of steps) {
    expect([uses, run].filter((each) => each !== undefined)).toHaveLength(1);
    if (run !== undefined) expect(shell).toBe('bash');
    else expect(uses).toMatch(/^[\w-]+\/[\w/-]+@v\d+$/);
  }
});

test('inputs that are used are declared, and those that are declared are used', () => {
  const used = new Set([...text.matchAll(/\binputs\.([\w-]+)/g)].map((match) => match[1]));
  expect(used).toEqual(new Set(Object.keys(action.inputs)));
  for (const { description } of Object.values(action.inputs)) expect(description).toMatch(/\.$/);
});

test('outputs come from steps that there are', () => {
  const ids = steps.flatMap(({ id }) => id ?? []);
  for (const { value } of Object.values(action.outputs)) {
    const [, id, name] = /steps\.(\w+)\.outputs\.(\w+)/.exec(value) ?? [];
    expect(ids).toContain(id);
    expect(verify.run).toContain(`${name}=`);
  }
});

test('no script is put together of expressions, whatever somebody calls a branch', () => {
  for (const { run = '' } of steps) expect(run).not.toContain('${{');
});

let folder: Folder;

beforeAll(async () => {
  // What it was called with, one argument a line, and the exit code that is wished for.
  const command = '#!/usr/bin/env bash\nprintf "%s\\n" "$@" >called\nexit "${EXIT:-0}"\n';
  folder = await Folder.create({ 'node_modules/.bin/standin': command });
  await chmod(folder.file('node_modules/.bin/standin'), 0o755);
  return () => folder.remove();
});

async function runWith(
  env: Record<string, string>,
): Promise<{ args: string[]; outputs: string; status: number }> {
  const base = Object.fromEntries(Object.keys(verify.env ?? {}).map((name) => [name, '']));
  const given = {
    REPORTS: 'reports',
    WORKING_DIRECTORY: 'sub/',
    GITHUB_OUTPUT: folder.file('output'),
    ...env,
  };
  await folder.write('output', '');
  let status = 0;
  try {
    execFileSync('bash', ['-e', '-c', verify.run!], {
      cwd: folder.path,
      env: { PATH: process.env['PATH']!, ...base, ...given },
      stdio: 'ignore',
    });
  } catch (error) {
    status = (error as { status: number }).status;
  }
  const args = (await readFile(folder.file('called'), 'utf8')).trimEnd().split('\n');
  return { args, outputs: await readFile(folder.file('output'), 'utf8'), status };
}

test('without inputs every suite is verified, with all reports', async () => {
  const { args, outputs, status } = await runWith({});
  expect(args.slice(0, 3)).toEqual(['verify', '--reporter', 'console']);
  expect(args).toEqual(
    expect.arrayContaining([
      'github',
      'json=reports/report.json',
      'junit=reports/junit.xml',
      'sarif=reports/report.sarif',
    ]),
  );
  expect(outputs).toBe('verdict=kept\ndirectory=sub/reports\n');
  expect(status).toBe(0);
});

test('inputs are arguments, and never a part of the script', async () => {
  const { args } = await runWith({
    SUITES: 'a.contract.yaml b.contract.yaml',
    TARGET: 'http://a.test/?x=$(touch pwned);`id`',
    ENVIRONMENT: 'stag ing',
    SHARD: '2/5',
    MORE: "--header 'X-A: b c' --quiet",
  });
  expect(args.slice(0, 9)).toEqual([
    ...['verify', 'a.contract.yaml', 'b.contract.yaml', '--target', 'http://a.test/?x=$(touch pwned);`id`'],
    ...['--env', 'stag ing', '--shard', '2/5'],
  ]);
  expect(args.slice(-3)).toEqual(['--header', 'X-A: b c', '--quiet']);
});

test('an earlier report shares out the work', async () => {
  await folder.write('.standin-costs.json', {});
  const { args } = await runWith({ SHARD: '1/2' });
  expect(args.slice(1, 5)).toEqual(['--shard', '1/2', '--shard-by', '.standin-costs.json']);
});

test.each([
  ['1', 'broken'],
  ['2', 'unclear'],
])("the exit code %s is the step's, and the verdict %s", async (code, verdict) => {
  const { outputs, status } = await runWith({ EXIT: code });
  expect(outputs).toContain(`verdict=${verdict}\n`);
  expect(status).toBe(Number(code));
});
