import type { NumberConstraint } from './constraint.ts';
import type { Random } from './random.ts';

/** Makes numbers for one constraint. */
export interface NumberGenerator {
  generate(random: Random): number;
}

/** Undefined where no number satisfies the constraint, or none that is within reach. */
export function compileNumberGenerator(constraint: NumberConstraint): NumberGenerator | undefined {
  const step = constraint.multipleOf[0] ?? 1;
  const from = Math.max(constraint.minimum, constraint.exclusiveMinimum + step, 1);
  const to = Math.min(constraint.maximum, constraint.exclusiveMaximum - step, from + 999);
  if (from > to) return undefined;
  return {
    generate: (random) => random.int(Math.ceil(from / step), Math.floor(to / step)) * step,
  };
}

/** Does the value hold all that the constraint demands? */
export function satisfiesNumber(constraint: NumberConstraint, value: number): boolean {
  return (
    Number.isFinite(value) &&
    (!constraint.integer || Number.isInteger(value)) &&
    value >= constraint.minimum &&
    value > constraint.exclusiveMinimum &&
    value <= constraint.maximum &&
    value < constraint.exclusiveMaximum &&
    constraint.multipleOf.every((divisor) => Number.isInteger(value / divisor))
  );
}
