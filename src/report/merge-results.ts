import type { ContractResult, Finding, GoneFinding, OperationCoverage } from '../contract/index.ts';
import type { Operation } from '../model/index.ts';

/**
 * One result of several: of the shards of a run, or of suites. What an operation showed in each is added up, a finding of
 * several counts once, and what one run has found is not gone in another.
 */
export function mergeResults(given: readonly ContractResult[]): ContractResult {
  // A shard that nothing fell to has nothing to say.
  const busy = given.filter(({ coverage }) => coverage.length > 0);
  const results = busy.length > 0 ? busy : given;
  const findings = mergeFindings(results.flatMap((result) => result.findings));
  const prints = new Set(findings.map(({ fingerprint }) => fingerprint));
  const gone = new Map<string, GoneFinding>();
  for (const each of results.flatMap((result) => result.gone ?? []))
    if (!prints.has(each.fingerprint)) gone.set(each.fingerprint, each);
  const sum = (of: (result: ContractResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  return {
    kept: results.every(({ kept }) => kept),
    conclusive: results.every(({ conclusive }) => conclusive),
    findings,
    gone: [...gone.values()],
    notices: results.flatMap(({ notices }) => notices),
    coverage: mergeCoverage(results.flatMap(({ coverage }) => coverage)),
    requests: sum(({ requests }) => requests),
    cases: sum(({ cases }) => cases),
    milliseconds: sum(({ milliseconds }) => milliseconds),
  };
}

function mergeFindings(all: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of all) {
    const at = merged.findIndex(
      (other) => other.fingerprint === finding.fingerprint && other.operation === finding.operation,
    );
    const other = merged[at];
    if (!other) merged.push(finding);
    else
      merged[at] = {
        ...other,
        count: other.count + finding.count,
        tags: other.tags.filter((tag) => finding.tags.includes(tag)),
      };
  }
  return merged;
}

function mergeCoverage(all: readonly OperationCoverage[]): OperationCoverage[] {
  const merged = new Map<Operation, OperationCoverage>();
  for (const each of all) {
    const other = merged.get(each.operation);
    merged.set(each.operation, other ? together(other, each) : each);
  }
  return [...merged.values()];
}

function together(left: OperationCoverage, right: OperationCoverage): OperationCoverage {
  const statuses = new Map(left.statuses);
  for (const [status, times] of right.statuses) statuses.set(status, (statuses.get(status) ?? 0) + times);
  return {
    operation: left.operation,
    statuses,
    unreached: left.unreached.filter((status) => right.unreached.includes(status)),
    cases: left.cases + right.cases,
    requests: left.requests + right.requests,
    milliseconds: left.milliseconds + right.milliseconds,
  };
}
