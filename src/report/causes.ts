import type { Explained } from './explained.ts';

/** Findings of several operations that one place of the description, or one line of the server, may have led to. */
export interface Cause {
  readonly check: string;
  readonly place: string;
  readonly message: string;
  /** At least two. */
  readonly operations: readonly string[];
}

/** Those that more than one operation shows, with the most first. */
export function sharedCauses(findings: readonly Explained[]): Cause[] {
  const groups = new Map<string, Explained[]>();
  for (const finding of findings) {
    const group = groups.get(finding.cause);
    if (group) group.push(finding);
    else groups.set(finding.cause, [finding]);
  }
  return [...groups.values()]
    .map((group) => ({
      check: group[0]!.check,
      place: group[0]!.place,
      message: group[0]!.message,
      operations: [...new Set(group.map(({ operation }) => operation))],
    }))
    .filter(({ operations }) => operations.length > 1)
    .toSorted((left, right) => right.operations.length - left.operations.length);
}
