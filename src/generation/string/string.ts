import { compilePattern } from '../../schema/index.ts';
import type { StringConstraint } from '../constraint.ts';
import type { Random } from '../random.ts';

/** Makes strings for one constraint. */
export interface StringGenerator {
  /** A string that satisfies the constraint; dates in it lie around `now`, in ms since 1970. */
  generate(random: Random, now: number): string;
}

const WORDS = ['amber', 'river', 'garden', 'silver', 'north', 'cedar', 'market', 'harbor'];

/** Undefined where no string satisfies the constraint, or none that is within reach. Worth keeping by constraint. */
export function compileStringGenerator(constraint: StringConstraint): StringGenerator | undefined {
  const { minLength, maxLength } = constraint;
  if (minLength > maxLength || minLength > 2 ** 20) return undefined;
  return {
    generate(random) {
      let text = random.pick(WORDS);
      while (text.length < minLength) text += ` ${random.pick(WORDS)}`;
      return text.slice(0, Math.max(minLength, Math.min(maxLength, text.length)));
    },
  };
}

/** Does the value hold all that the constraint demands? */
export function satisfiesString(constraint: StringConstraint, value: string): boolean {
  const length = [...value].length;
  if (length < constraint.minLength || length > constraint.maxLength) return false;
  return (
    constraint.patterns.every((pattern) => compilePattern(pattern)?.test(value) !== false) &&
    constraint.notPatterns.every((pattern) => compilePattern(pattern)?.test(value) !== true)
  );
}
