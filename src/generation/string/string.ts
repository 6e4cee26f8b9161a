import { compilePattern, formatCheck } from '../../schema/index.ts';
import type { StringConstraint } from '../constraint.ts';
import { createRandom, type Random } from '../random.ts';
import type { Format, Shape } from './format/format.ts';
import { isAccident, isLoose, LIKELY } from './format/likely.ts';
import { contentFormat, holdsContent } from './format/payload.ts';
import { formatOf } from './format/registry.ts';
import { matcherOf } from './pattern/match.ts';
import { compilePatternWriter } from './pattern/pattern.ts';
import { lengthOf } from './pattern/sample.ts';
import { plainText } from './text.ts';

/** Makes strings for one constraint. */
export interface StringGenerator {
  /** A string that satisfies the constraint; dates in it lie around `now`, in ms since 1970. */
  generate(random: Random, now: number): string;
}

/** Longest string that is made, in code points. */
const MAX_LENGTH = 2 ** 20;
const PROBES = 8;
const TRIES = 16;
/** Any moment will do to find out what fits. */
const PROBE_TIME = Date.UTC(2025, 5, 15, 12);

/** Undefined where no string satisfies the constraint, or none that is within reach. Worth keeping by constraint. */
export function compileStringGenerator(constraint: StringConstraint): StringGenerator | undefined {
  const { minLength, maxLength } = constraint;
  if (minLength > maxLength || minLength > MAX_LENGTH || maxLength < 0) return undefined;
  const format = wantedFormat(constraint);
  if (format !== undefined) return fromShapes(format.shapes, constraint) ?? fromPatterns(format, constraint);
  const patterns = constraint.patterns.filter((pattern) => compilePattern(pattern) !== undefined);
  const shapes = patterns.length === 0 ? [PLAIN] : likelyShapes(patterns, constraint);
  return fromShapes(shapes, constraint) ?? fromPatterns(format, constraint);
}

/** What a narrow pattern means, where that is something well known. */
function likelyShapes(patterns: readonly string[], constraint: StringConstraint): readonly Shape[] {
  const matches = (value: string): boolean =>
    patterns.every((pattern) => matcherOf(pattern)?.(value) !== false);
  if (isLoose(matches)) return [];
  const room = { min: constraint.minLength, max: constraint.maxLength };
  const shape = LIKELY.find((likely) => {
    const random = createRandom('likely');
    for (let i = 0; i < PROBES; i++) {
      const value = likely(random, PROBE_TIME, room);
      if (!satisfiesString(constraint, value) || isAccident(matches, value)) return false;
    }
    return true;
  });
  return shape === undefined ? [] : [shape];
}

/** Does the value hold all that the constraint demands? Unknown formats demand nothing. */
export function satisfiesString(constraint: StringConstraint, value: string): boolean {
  const { minLength, maxLength } = constraint;
  const length = minLength > 0 || maxLength !== Infinity ? lengthOf(value) : 0;
  return (
    length >= minLength &&
    length <= maxLength &&
    constraint.patterns.every((pattern) => matcherOf(pattern)?.(value) !== false) &&
    constraint.notPatterns.every((pattern) => matcherOf(pattern)?.(value) !== true) &&
    holdsFormats(constraint, value)
  );
}

function holdsFormats(constraint: StringConstraint, value: string): boolean {
  return (
    constraint.formats.every((name) => formatCheck(name)?.(value) !== false) &&
    holdsContent(value, constraint.contentEncoding, constraint.contentMediaType)
  );
}

const PLAIN: Shape = (random, _now, room) => plainText(random, room.min, room.max);

function wantedFormat(constraint: StringConstraint): Format | undefined {
  const { contentEncoding, contentMediaType, formats } = constraint;
  if (contentEncoding !== undefined || contentMediaType !== undefined)
    return contentFormat(contentEncoding, contentMediaType);
  for (const name of formats) {
    const format = formatOf(name);
    if (format !== undefined) return format;
  }
  return undefined;
}

/** The first shape that satisfies the constraint more often than not, else the one that does most often. */
function fromShapes(shapes: readonly Shape[], constraint: StringConstraint): StringGenerator | undefined {
  const room = { min: constraint.minLength, max: constraint.maxLength };
  let best: { shape: Shape; kept: readonly string[] } | undefined;
  for (const shape of shapes) {
    const random = createRandom('probe');
    const kept: string[] = [];
    for (let i = 0; i < PROBES; i++) {
      const value = shape(random, PROBE_TIME, room);
      if (satisfiesString(constraint, value)) kept.push(value);
      // Long ones are alike enough.
      if (value.length > 10_000) break;
    }
    if (kept.length > (best?.kept.length ?? 0)) best = { shape, kept };
    if (kept.length > PROBES / 2) break;
  }
  if (best === undefined) return undefined;
  const { shape, kept } = best;
  return {
    generate(random, now) {
      for (let i = 0; i < TRIES; i++) {
        const value = shape(random, now, room);
        if (satisfiesString(constraint, value)) return value;
      }
      return random.pick(kept);
    },
  };
}

/** Strings by the patterns, those of the formats among them where that helps. */
function fromPatterns(format: Format | undefined, constraint: StringConstraint): StringGenerator | undefined {
  const { notPatterns, minLength, maxLength } = constraint;
  const accepts = (value: string): boolean => holdsFormats(constraint, value);
  const sets = [
    ...(format?.patterns ?? []).map((pattern) => [...constraint.patterns, pattern]),
    constraint.patterns,
  ];
  for (const patterns of sets) {
    const write = compilePatternWriter({ patterns, notPatterns, minLength, maxLength, accepts });
    if (write !== undefined) return { generate: (random) => write(random) };
  }
  return undefined;
}
