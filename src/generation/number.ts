import { isMultipleOf } from '../schema/index.ts';
import type { NumberConstraint } from './constraint.ts';
import {
  above,
  below,
  commonMultiple,
  type Decimal,
  decimalOf,
  doubleAt,
  numberOf,
  ordinalOf,
  quotient,
  times,
} from './decimal.ts';
import { createRandom, type Random } from './random.ts';

/** Makes numbers for one constraint. */
export interface NumberGenerator {
  /** A number that satisfies the constraint; never -0. */
  generate(random: Random): number;
}

/** What `format` says of an integer: the least and the greatest. */
const INTEGERS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['int8', [-128, 127]],
  ['int16', [-32_768, 32_767]],
  ['int32', [-2_147_483_648, 2_147_483_647]],
  // The greatest double that 64 bits hold: 2 ** 63 itself is one too many.
  ['int64', [-(2 ** 63), 2 ** 63 - 1024]],
  ['uint8', [0, 255]],
  ['uint16', [0, 65_535]],
  ['uint32', [0, 4_294_967_295]],
  ['u-int32', [0, 4_294_967_295]],
  ['uint64', [0, 2 ** 64 - 2048]],
  ['u-int64', [0, 2 ** 64 - 2048]],
]);

/** Numbers without bounds lie between these. */
const USUAL = { low: 1, high: 1000 };
/** A range up to this wide is used as it is. */
const WIDE = 10_000;
const PROBES = 32;
const TRIES = 24;
const SCAN = 2000;
/** Readings of multipleOf that disagree on small steps agree on greater ones, by powers of ten. */
const COARSER = 24;

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Undefined where no number satisfies the constraint, or none that is within reach. Worth keeping by constraint. */
export function compileNumberGenerator(constraint: NumberConstraint): NumberGenerator | undefined {
  const range = rangeOf(constraint);
  if (!(range.low <= range.high)) return undefined;
  const steps = constraint.multipleOf.filter((step) => step > 0 && Number.isFinite(step)).map(decimalOf);
  if (isInteger(constraint)) steps.push(decimalOf(1));
  const window = windowOf(range);
  const pick = steps.length > 0 ? onGrid(commonMultiple(steps), range, window) : anywhere(range, window);

  // Far from zero, small steps are lost in rounding, and the readings never agree: there, the decimals decide.
  for (const isMultiple of [isMultipleAnyway, isMultipleOf]) {
    const fits = (value: number | undefined): value is number =>
      value !== undefined && satisfies(constraint, range, value, isMultiple);
    const kept = probe(pick, fits);
    if (kept.length > 0) return generatorOf(pick, fits, kept);
  }
  return undefined;
}

/** Some that fit, by chance and, where chance finds none, by looking through. */
function probe(pick: Pick, fits: (value: number | undefined) => value is number): number[] {
  const kept: number[] = [];
  const keep = (value: number | undefined): void => {
    if (fits(value)) kept.push(value === 0 ? 0 : value);
  };
  const random = createRandom('probe');
  for (let i = 0; i < PROBES; i++) keep(pick.at(random));
  if (kept.length === 0) for (const value of pick.rest()) if (kept.length < PROBES) keep(value);
  return kept;
}

function generatorOf(
  pick: Pick,
  fits: (value: number | undefined) => value is number,
  kept: readonly number[],
): NumberGenerator {
  return {
    generate(source) {
      for (let i = 0; i < TRIES; i++) {
        const value = pick.at(source);
        if (fits(value)) return value === 0 ? 0 : value;
      }
      return source.pick(kept);
    },
  };
}

/** Does the value hold all that the constraint demands, however `multipleOf` is worked out? */
export function satisfiesNumber(constraint: NumberConstraint, value: number): boolean {
  return satisfies(constraint, rangeOf(constraint), value, isMultipleAnyway);
}

function satisfies(
  constraint: NumberConstraint,
  { low, high }: Range,
  value: number,
  isMultiple: (value: number, divisor: number) => boolean,
): boolean {
  return (
    value >= low &&
    value <= high &&
    (!isInteger(constraint) || Number.isInteger(value)) &&
    constraint.multipleOf.every((divisor) => isMultiple(value, divisor))
  );
}

function isInteger(constraint: NumberConstraint): boolean {
  return constraint.integer || constraint.formats.some((format) => INTEGERS.has(format));
}

/** Ends included. */
function rangeOf(constraint: NumberConstraint): Range {
  let low = Math.max(constraint.minimum, above(constraint.exclusiveMinimum), -Number.MAX_VALUE);
  let high = Math.min(constraint.maximum, below(constraint.exclusiveMaximum), Number.MAX_VALUE);
  for (const format of constraint.formats) {
    const limits = INTEGERS.get(format);
    if (limits === undefined) continue;
    low = Math.max(low, limits[0]);
    high = Math.min(high, limits[1]);
  }
  return { low, high };
}

/** As decimals, by a quotient of doubles (Ajv), and by a remainder of doubles with a tolerance (others). */
function isMultipleAnyway(value: number, divisor: number): boolean {
  if (!isMultipleOf(value, divisor)) return false;
  // The text of a great double is not its exact value.
  if (!Number.isSafeInteger(Math.trunc(value)) && !isMultipleAsWritten(value, divisor)) return false;
  const ratio = value / divisor;
  if (!Number.isInteger(ratio) || Math.abs(ratio) >= 1e21) return false;
  const remainder = value % divisor;
  return Math.abs(remainder) < 1e-7 || Math.abs(remainder - divisor) < 1e-7;
}

function isMultipleAsWritten(value: number, divisor: number): boolean {
  const [a, b] = [decimalOf(value), decimalOf(divisor)];
  return quotient(a, b, 'up') === quotient(a, b, 'down');
}

/** The part of a range in which numbers look usual. */
function windowOf({ low, high }: Range): Range {
  if (high - low <= WIDE) return { low, high };
  if (low <= USUAL.high && high >= USUAL.low)
    return { low: Math.max(low, USUAL.low), high: Math.min(high, USUAL.high) };
  if (low <= 0 && high > 0) return { low: 0, high };
  // Great numbers need room too: there, doubles are far apart.
  return low > USUAL.high
    ? { low, high: Math.min(high, low + Math.max(USUAL.high, low / 100)) }
    : { low: Math.max(low, high - Math.max(USUAL.high, -high / 100)), high };
}

interface Pick {
  at(random: Random): number | undefined;
  /** More to look through, where chance finds nothing. */
  rest(): Iterable<number>;
}

/** Multiples of a step. */
function onGrid(step: Decimal, range: Range, window: Range): Pick {
  const all = countsOf(step, range);
  const near = nearest(countsOf(step, window), all, step, window);
  return {
    at: (random) =>
      near.from > near.to ? undefined : numberOf(times(step, between(near.from, near.to, random))),
    *rest() {
      const last = near.from + BigInt(SCAN);
      for (let count = near.from; count <= near.to && count <= last; count++)
        yield numberOf(times(step, count));
      let coarse = step;
      for (let i = 0; i < COARSER; i++) {
        coarse = times(coarse, 10n);
        const { from, to } = countsOf(coarse, range);
        for (let count = from; count <= to && count < from + 10n; count++)
          yield numberOf(times(coarse, count));
        for (let count = to; count >= from && count > to - 10n; count--) yield numberOf(times(coarse, count));
      }
      yield 0;
    },
  };
}

interface Counts {
  readonly from: bigint;
  readonly to: bigint;
}

/** Which multiples of the step lie within. */
function countsOf(step: Decimal, { low, high }: Range): Counts {
  return {
    from: quotient(decimalOf(low), step, 'up'),
    to: quotient(decimalOf(high), step, 'down'),
  };
}

/** Those in the window; where the step is too great for it, the next ones above, else below. */
function nearest(near: Counts, all: Counts, step: Decimal, window: Range): Counts {
  if (near.from <= near.to) return near;
  const up = quotient(decimalOf(window.high), step, 'up');
  if (up <= all.to) return { from: up, to: up + 9n < all.to ? up + 9n : all.to };
  const down = quotient(decimalOf(window.low), step, 'down');
  return { from: down - 9n > all.from ? down - 9n : all.from, to: down };
}

/** Any number: with two places, or as many more as a narrow range asks for; any double where that is not enough. */
function anywhere(range: Range, window: Range): Pick {
  const width = window.high - window.low;
  const places = width > 0 ? Math.max(2, Math.ceil(-Math.log10(width)) + 1) : 0;
  const grid = places <= 330 ? onGrid({ digits: 1n, scale: places }, range, window) : undefined;
  const first = ordinalOf(range.low);
  const last = ordinalOf(range.high);
  return {
    at: (random) => {
      const value = grid?.at(random);
      if (value !== undefined && value >= range.low && value <= range.high) return value;
      return doubleAt(between(first, last, random));
    },
    rest: () => [range.low, range.high],
  };
}

/** Both ends included. */
function between(from: bigint, to: bigint, random: Random): bigint {
  const size = to - from + 1n;
  if (size <= 4_294_967_296n) return from + BigInt(random.int(0, Number(size) - 1));
  let chance = 0n;
  for (let bound = 1n; bound < size; bound <<= 32n)
    chance = (chance << 32n) | BigInt(random.int(0, 4_294_967_295));
  return from + (chance % size);
}
