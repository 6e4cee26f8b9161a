import type { NumberConstraint, StringConstraint, Subject } from '../../../src/generation/constraint.ts';
import { createRandom, type Random } from '../../../src/generation/random.ts';
import { createRealism, type Realism } from '../../../src/generation/realistic/realism.ts';

export const NOW: number = Date.parse('2025-06-01T12:00:00Z');

export function realism(locale = 'en'): Promise<Realism> {
  return createRealism({ locale, now: NOW });
}

export function subject(
  name: string | undefined,
  owner?: string,
  more: Partial<Pick<Subject, 'item' | 'title' | 'description'>> = {},
): Subject {
  return { name, owner, item: false, title: undefined, description: undefined, ...more };
}

export function text(given: Partial<StringConstraint> = {}): StringConstraint {
  return {
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    patterns: [],
    notPatterns: [],
    formats: [],
    contentEncoding: undefined,
    contentMediaType: undefined,
    ...given,
  };
}

export function numeric(given: Partial<NumberConstraint> = {}): NumberConstraint {
  return {
    integer: false,
    minimum: Number.NEGATIVE_INFINITY,
    exclusiveMinimum: Number.NEGATIVE_INFINITY,
    maximum: Number.POSITIVE_INFINITY,
    exclusiveMaximum: Number.POSITIVE_INFINITY,
    multipleOf: [],
    formats: [],
    ...given,
  };
}

export function stream(seed: string | number): Random {
  return createRandom(seed);
}

/** The values of one property in twenty different objects. */
export function strings(
  from: Realism,
  about: Subject,
  constraint: StringConstraint = text(),
  times = 20,
): (string | undefined)[] {
  const make = from.compileString(about, constraint);
  return Array.from({ length: times }, (_, index) => {
    const random = createRandom(index);
    return make?.(from.entity(random, about.owner), random.fork(about.name ?? ''));
  });
}

/** The same for numbers. */
export function numbers(
  from: Realism,
  about: Subject,
  constraint: NumberConstraint = numeric(),
  times = 20,
): (number | undefined)[] {
  const make = from.compileNumber(about, constraint);
  return Array.from({ length: times }, (_, index) => {
    const random = createRandom(index);
    return make?.(from.entity(random, about.owner), random.fork(about.name ?? ''));
  });
}
