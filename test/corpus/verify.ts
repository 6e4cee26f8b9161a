import { type Finding, runContract } from '../../src/contract/index.ts';
import { createMock } from '../../src/mock/index.ts';
import { loadApi } from '../../src/model/index.ts';
import type { CorpusEntry } from '../support/corpus.ts';

/** What holding the mock to a document came to. */
export interface VerifyReport {
  readonly slug: string;
  readonly operations: number;
  readonly requests: number;
  readonly cases: number;
  /** Operation, check and kind of every finding that breaks the contract. */
  readonly findings: readonly string[];
}

/** Holds the mock, with what it keeps, to a document by every check that is on by default. */
export async function verifyMock(
  entry: CorpusEntry,
  limits: { readonly maxCases: number; readonly maxTime: number },
): Promise<VerifyReport> {
  const api = await loadApi(entry.file);
  const mock = createMock(api, { seed: 'verify' });
  const { findings, requests, cases } = await runContract(api, (request) => mock.fetch(request), {
    ...limits,
    timeout: 120_000,
    clock: () => performance.now(),
  });
  return {
    slug: entry.slug,
    operations: api.operations.length,
    requests,
    cases,
    findings: findings.filter(breaks).map(lineOf),
  };
}

function breaks({ failure, tags }: Finding): boolean {
  return failure.severity === 'failure' && !tags.includes('flaky');
}

function lineOf({ operation, failure }: Finding): string {
  return `${operation.method} ${operation.path} ${failure.check} ${failure.kind}: ${failure.message}`;
}
