import { alternatives, mustBeOfType } from './phrases.ts';
import type { Violation } from './violation.ts';

/** What is wrong with a value if one branch of `anyOf` or `oneOf` is meant. */
export interface Attempt {
  readonly violations: readonly Violation[];
  /** Of a component. */
  readonly name: string | undefined;
  /** The types that the branch asks for, where it says. */
  readonly types: readonly string[];
}

/** Keywords that tell branches apart: a value that breaks one of these is hardly meant for the branch. */
const TELLING: ReadonlySet<string> = new Set(['const', 'enum', 'type', 'required', 'additionalProperties']);

/**
 * The violations of the branch that the value comes nearest to; undefined where no branch is near, that is, where the
 * value is of another type than any of them asks for.
 */
export function nearestBranch(
  attempts: readonly Attempt[],
  pointer: string,
): readonly Violation[] | undefined {
  let best: Attempt | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const attempt of attempts) {
    if (attempt.violations.some((each) => each.keyword === 'type' && each.pointer === pointer)) continue;
    const cost = attempt.violations.reduce((sum, each) => sum + costOf(each, pointer), 0);
    if (cost < least) [best, least] = [attempt, cost];
  }
  return best?.violations;
}

/** What is wrong right here weighs more than what is wrong further down. */
function costOf(violation: Violation, pointer: string): number {
  const depth = violation.pointer.slice(pointer.length).split('/').length;
  const weight =
    violation.keyword === 'const' || violation.keyword === 'enum'
      ? 8
      : TELLING.has(violation.keyword)
        ? 3
        : 2;
  return weight / depth;
}

/** What to say where no branch is near. */
export function noneOf(attempts: readonly Attempt[], value: unknown): string {
  if (attempts.every((attempt) => attempt.types.length > 0)) {
    return mustBeOfType([...new Set(attempts.flatMap((attempt) => attempt.types))], value);
  }
  const names = namesOf(attempts);
  return `must match one of ${names ?? `${attempts.length} schemas`}, matches none`;
}

function namesOf(attempts: readonly Attempt[]): string | undefined {
  const names = attempts.map((attempt) => attempt.name);
  return names.every((name) => name !== undefined) ? alternatives(names as string[]) : undefined;
}

/** `oneOf` with more than one that holds. */
export function severalOf(held: ReadonlyArray<string | undefined>, total: number): string {
  const named = held.every((name) => name !== undefined) ? ` (${held.join(' and ')})` : '';
  return `must match exactly one of ${total} schemas, matches ${held.length}${named}`;
}
