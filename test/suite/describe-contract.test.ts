import { beforeAll, describe, expect, test } from 'vitest';
import {
  contractDescriber,
  type DescribeContractOptions,
  type TestFunctions,
} from '../../src/testkit/describe-contract.ts';
import { Folder } from '../cli/command-line.ts';
import { description, Notes, trySuite } from './suite-of.ts';

interface Outcome {
  readonly name: string;
  readonly error: string | undefined;
  readonly skipped: string | undefined;
}

/** Runs what is described at once, as a test runner does. */
async function outcomes(file: string, options: DescribeContractOptions): Promise<Outcome[]> {
  const before: Array<() => Promise<void>> = [];
  const tests: Array<{ name: string; body: Parameters<TestFunctions['test']>[1] }> = [];
  const names: string[] = [];
  let described: Promise<void> = Promise.resolve();
  const runner: TestFunctions = {
    describe(name, body) {
      names.push(name);
      const done = body();
      if (done) described = done;
      else names.pop();
    },
    beforeAll: (work) => void before.push(work),
    test: (name, body) => void tests.push({ name: [...names, name].join(' > '), body }),
  };
  contractDescriber(runner)(file, options);
  await described;
  for (const work of before) await work();
  return tests.map(({ name, body }) => {
    let skipped: string | undefined;
    try {
      body({ skip: (note) => void (skipped = note) });
      return { name, error: undefined, skipped };
    } catch (error) {
      return { name, error: (error as Error).message, skipped };
    }
  });
}

const text =
  'description: ../openapi.json\ninclude: [notes]\nlimits: { maxCases: 6 }\nphases: [examples]\nauth: { bearer: mine }\noperations: { listNotes: { checks: { error-leak: false } }, getNote: { data: { parameters: { id: 1 } } } }\n';

let folder: Folder;
let file: string;

beforeAll(async () => {
  folder = await Folder.create({
    'package.json': {},
    'openapi.json': description,
    'contracts/notes.contract.yaml': text,
  });
  file = folder.file('contracts/notes.contract.yaml');
  return () => folder.remove();
});

test('there is one test for each operation and check, and all of a kept suite pass', async () => {
  const all = await outcomes(file, { target: new Notes().fetch });
  const names = all.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain(`${file} > GET /notes/{id} > response-body`);
  expect(names).toContain(`${file} > POST /notes > error-leak`);
  expect(names).not.toContain(`${file} > GET /notes > error-leak`);
  expect(all.filter(({ error }) => error !== undefined)).toEqual([]);
});

test('the test of a broken promise fails with its explanation, and no other does', async () => {
  const notes = new Notes();
  notes.broken = true;
  const all = await outcomes(file, { target: notes.fetch });
  const failed = all.filter(({ error }) => error !== undefined);
  expect(failed.map(({ name }) => name)).toEqual([`${file} > GET /notes/{id} > response-body`]);
  expect(failed[0]?.error).toMatch(/^broken GET \/notes\/\{id\}: .*\/text must be a string, is 7\.\n/);
  expect(failed[0]?.error).toMatch(/openapi\.json:\d+/);
  expect(failed[0]?.error).toContain('$ curl ');
});

test('what the baseline knows is skipped with its reason', async () => {
  const notes = new Notes();
  notes.broken = true;
  const { result } = await trySuite(text, { target: notes.fetch });
  const print = result.findings.find(({ failure }) => failure.check === 'response-body')!.fingerprint;
  await folder.write(
    'contracts/notes.baseline.yaml',
    `findings: [{ fingerprint: '${print}', check: response-body, operation: 'GET /notes/{id}', reason: old clients }]\n`,
  );
  const known = await outcomes(file, { target: notes.fetch });
  expect(known.filter(({ error }) => error !== undefined)).toEqual([]);
  expect(known.flatMap(({ skipped }) => skipped ?? [])).toEqual(['known: old clients']);
});

test('a run that tells nothing fails as a whole', async () => {
  const closed = () => new Response(null, { status: 401 });
  await expect(outcomes(file, { target: closed })).rejects.toMatchObject({ code: 'inconclusive' });
});

describe('in Vitest itself', () => {
  test('the entry gives the function', async () => {
    const { describeContract } = await import('../../src/testkit/vitest.ts');
    expect(describeContract).toBeTypeOf('function');
  });
});
