import { XMLParser } from 'fast-xml-parser';
import { beforeAll, expect, test } from 'vitest';
import type { ContractResult } from '../../src/contract/index.ts';
import { reporters } from '../../src/report/index.ts';
import { contextOf, type Reported, reported } from './leaky.ts';

let run: Reported;
let result: ContractResult;

beforeAll(async () => {
  run = await reported();
  ({ result } = run);
});

type Counted = { readonly [attribute: `@_${string}`]: string } & {
  readonly testcase: ReadonlyArray<{ failure?: unknown; skipped?: unknown; error?: unknown }>;
};

function suitesOf(changed: Partial<ContractResult>): { root: Counted; suites: readonly Counted[] } {
  let text = '';
  const report = reporters['junit']!(contextOf(run.api, (piece) => (text += piece)));
  for (const event of run.events.slice(0, -1)) report(event);
  report({ type: 'run-finished', result: { ...result, ...changed } });
  const isArray = (name: string) => name === 'testcase' || name === 'testsuite';
  const { testsuites } = new XMLParser({ ignoreAttributes: false, isArray }).parse(text);
  return { root: testsuites, suites: testsuites.testsuite };
}

const known = { status: 'known', reason: 'later' } as const;

test.each([
  ['as it is', () => ({})],
  [
    'with findings that are known',
    () => ({ findings: result.findings.map((one, index) => (index % 2 === 0 ? { ...one, known } : one)) }),
  ],
  ['that nothing came of', () => ({ conclusive: false, kept: false, findings: [] })],
])('the counts of a run %s add up, in each suite and in all', (_, change) => {
  const { root, suites } = suitesOf(change() as Partial<ContractResult>);
  for (const suite of suites) {
    const count = (kind: 'failure' | 'skipped' | 'error') =>
      suite.testcase.filter((each) => each[kind] !== undefined).length;
    expect(Number(suite['@_tests'])).toBe(suite.testcase.length);
    expect(Number(suite['@_failures'])).toBe(count('failure'));
    expect(Number(suite['@_skipped'])).toBe(count('skipped'));
    expect(Number(suite['@_errors'])).toBe(count('error'));
  }
  for (const kind of ['tests', 'failures', 'skipped', 'errors'] as const)
    expect(Number(root[`@_${kind}`])).toBe(
      suites.reduce((sum, suite) => sum + Number(suite[`@_${kind}`]), 0),
    );
});
