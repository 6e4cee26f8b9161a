import { Validator } from '@cfworker/json-schema';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberConstraint } from '../../src/generation/constraint.ts';
import { compileNumberGenerator, satisfiesNumber } from '../../src/generation/number.ts';
import { createRandom } from '../../src/generation/random.ts';

type Given = Partial<NumberConstraint>;

function constraintOf(given: Given): NumberConstraint {
  return {
    integer: false,
    minimum: -Infinity,
    exclusiveMinimum: -Infinity,
    maximum: Infinity,
    exclusiveMaximum: Infinity,
    multipleOf: [],
    formats: [],
    ...given,
  };
}

function schemaOf(constraint: NumberConstraint): object {
  const bounds = ['minimum', 'exclusiveMinimum', 'maximum', 'exclusiveMaximum'] as const;
  const finite = bounds.filter((name) => Number.isFinite(constraint[name]));
  return {
    type: constraint.integer ? 'integer' : 'number',
    ...Object.fromEntries(finite.map((name) => [name, constraint[name]])),
    allOf: [{}, ...constraint.multipleOf.map((multipleOf) => ({ multipleOf }))],
  };
}

/** As @hyperjump/json-schema reads it. */
function remainderIsNothing(value: number, divisor: number): boolean {
  const remainder = value % divisor;
  return Math.abs(remainder) < 1.1920929e-7 || Math.abs(remainder - divisor) < 1.1920929e-7;
}

/** Numbers that Ajv, which divides, and two other readings of multipleOf take. */
function values(given: Given, count = 60): number[] {
  const constraint = constraintOf(given);
  const generator = compileNumberGenerator(constraint);
  expect(generator, 'a generator').toBeDefined();
  const random = createRandom('number');
  const made = Array.from({ length: count }, () => generator!.generate(random));
  const schema = schemaOf(constraint);
  const ajv = new Ajv2020({ strict: false }).compile(schema);
  const cfworker = new Validator(schema, '2020-12');
  for (const value of made) {
    expect(Object.is(value, -0)).toBe(false);
    expect(ajv(value), `Ajv of ${value}`).toBe(true);
    expect(cfworker.validate(value).valid, `@cfworker of ${value}`).toBe(true);
    for (const divisor of constraint.multipleOf)
      expect(remainderIsNothing(value, divisor), `the remainder of ${value} by ${divisor}`).toBe(true);
    expect(satisfiesNumber(constraint, value)).toBe(true);
  }
  return made;
}

const TINY = Number.MIN_VALUE;

describe('numbers', () => {
  test.each<[string, Given, number, number]>([
    ['an integer', { integer: true }, 1, 1000],
    ['a number', {}, 1, 1000],
    ['an integer from 0 on', { integer: true, minimum: 0 }, 1, 1000],
    ['an integer above 0', { integer: true, exclusiveMinimum: 0 }, 1, 1000],
    ['a share', { minimum: 0, maximum: 1 }, 0, 1],
    ['a percentage', { minimum: 0, maximum: 100 }, 0, 100],
    ['a port', { integer: true, minimum: 1, maximum: 65_535 }, 1, 1000],
    ['a great number', { integer: true, minimum: 1_000_000 }, 1_000_000, 1_010_000],
    ['a time', { integer: true, minimum: 1_600_000_000 }, 1_600_000_000, 1_616_000_000],
    ['up to something', { integer: true, maximum: 50 }, -10_000, 50],
    ['below zero', { maximum: -5 }, -1005, -5],
    ['up to a half', { maximum: 0.5 }, 0, 0.5],
    ['a latitude', { minimum: -90, maximum: 90 }, -90, 90],
    ['an int32 of its full range', { integer: true, formats: ['int32'] }, 1, 1000],
    ['an int64 of its full range', { integer: true, minimum: -(2 ** 63), maximum: 2 ** 63 }, 1, 1000],
    ['a multiple of 5000', { integer: true, multipleOf: [5000] }, 5000, 50_000],
  ])('%s has a usual size', (_title, given, low, high) => {
    for (const value of values(given)) {
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    }
  });

  test('a plain number has at most two places, and there are many of them', () => {
    const made = values({}, 200);
    for (const value of made) expect(String(value)).toMatch(/^\d+(\.\d\d?)?$/);
    expect(new Set(made).size).toBeGreaterThan(190);
  });

  test.each<[string, Given]>([
    ['0 < x < 1e-9', { exclusiveMinimum: 0, exclusiveMaximum: 1e-9 }],
    ['0 < x < 1e-300', { exclusiveMinimum: 0, exclusiveMaximum: 1e-300 }],
    ['0 < x < 3 times the least double', { exclusiveMinimum: 0, exclusiveMaximum: 3 * TINY }],
    ['1 < x < 1 + 2^-50', { exclusiveMinimum: 1, exclusiveMaximum: 1 + 2 ** -50 }],
    ['1 < x < 1 + 2^-51', { exclusiveMinimum: 1, exclusiveMaximum: 1 + 2 ** -51 }],
    ['-1e-9 < x < 0', { exclusiveMinimum: -1e-9, exclusiveMaximum: 0 }],
    ['0.1 alone', { minimum: 0.1, maximum: 0.1 }],
    ['0 alone', { minimum: -0, maximum: 0 }],
    ['0.1 < x < 0.3', { exclusiveMinimum: 0.1, exclusiveMaximum: 0.3 }],
    ['both kinds of bounds', { minimum: 1, exclusiveMinimum: 1, maximum: 1.5, exclusiveMaximum: 1.5 }],
    ['1e300 and more', { minimum: 1e300 }],
    ['the greatest double', { minimum: Number.MAX_VALUE }],
    ['-1e300 and less', { maximum: -1e300 }],
    ['the last safe integers', { integer: true, minimum: 9007199254740989, maximum: 9007199254740991 }],
    ['beyond the safe integers', { integer: true, minimum: 2 ** 60, maximum: 2 ** 60 + 5000 }],
    ['one int32 only', { integer: true, formats: ['int32'], minimum: 2_147_483_647 }],
    ['the upper end of int64', { integer: true, formats: ['int64'], minimum: 2 ** 63 - 4096 }],
    ['uint64 beyond int64', { integer: true, formats: ['uint64'], minimum: 2 ** 63 }],
  ])('%s', (_title, given) => {
    values(given);
  });

  test.each<[readonly number[], Given]>([
    [[0.01], {}],
    [[0.01], { maximum: -5 }],
    [[0.01], { minimum: 0, maximum: 0.05 }],
    [[0.01], { minimum: 100_000 }],
    [[0.1], {}],
    [[0.1], { exclusiveMinimum: 0, maximum: 1 }],
    [[0.001], { minimum: 1, maximum: 2 }],
    [[0.0001], {}],
    [[1e-8], { minimum: 0, maximum: 1e-6 }],
    [[1e-8], {}],
    [[0.3], {}],
    [[0.07], { minimum: 1, maximum: 1.1 }],
    [[1.1], { minimum: 10 }],
    [[2.5], { integer: true }],
    [[0.5], { integer: true }],
    [[1.5], {}],
    [[0.3, 0.7], {}],
    [[0.2, 0.05], {}],
    [[6, 15], { integer: true }],
    [[4, 6, 10], { minimum: 61 }],
    [[7], { integer: true, minimum: 100, maximum: 108 }],
    [[7], { integer: true, minimum: 1e17 }],
    [[1000], { integer: true, minimum: 1, maximum: 1000 }],
    [[10], { maximum: 5 }],
    [[123_456_789], { integer: true }],
    [[2 ** 53], { integer: true }],
    [[1e308], {}],
    [[1e-20], {}],
    [[0.123456789], { integer: true, maximum: 2e9 }],
  ])('multiples of %j within %j', (multipleOf, given) => {
    values({ ...given, multipleOf });
  });

  test.each<[string, Given]>([
    ['an empty range', { minimum: 2, maximum: 1 }],
    ['nothing between neighbours', { exclusiveMinimum: 1, exclusiveMaximum: 1 + 2 ** -52 }],
    ['no integer between 0 and 1', { integer: true, exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ['no integer between 0.1 and 0.9', { integer: true, minimum: 0.1, maximum: 0.9 }],
    ['no multiple within', { multipleOf: [10], minimum: 11, maximum: 19 }],
    ['no common multiple within', { multipleOf: [6, 15], minimum: 1, maximum: 29 }],
    ['no integer multiple within', { integer: true, multipleOf: [0.3], minimum: 1, maximum: 2 }],
    ['no int8 that is so great', { integer: true, formats: ['int8'], minimum: 128 }],
    ['no unsigned integer below zero', { integer: true, formats: ['uint16'], maximum: -1 }],
    ['no int64 at its upper bound', { integer: true, formats: ['int64'], minimum: 2 ** 63 }],
  ])('%s', (_title, given) => {
    expect(compileNumberGenerator(constraintOf(given))).toBeUndefined();
  });

  test('far from zero, where doubles cannot tell cents, the decimals decide', () => {
    const generator = compileNumberGenerator(constraintOf({ multipleOf: [0.01], minimum: 1e15 }));
    expect(generator?.generate(createRandom(1))).toBeGreaterThanOrEqual(1e15);
  });

  test.each<[string, Given, number, boolean]>([
    ['a fraction is no integer', { integer: true }, 1.5, false],
    ['1.0 is an integer', { integer: true }, 1, true],
    ['a bound is included', { minimum: 1, maximum: 1 }, 1, true],
    ['an exclusive bound is not', { exclusiveMinimum: 1 }, 1, false],
    ['an exclusive bound is not', { exclusiveMaximum: 1 }, 1, false],
    ['an int32 ends', { formats: ['int32'] }, 2_147_483_648, false],
    ['an int32 is an integer', { formats: ['int32'] }, 0.5, false],
    ['a double is any number', { formats: ['double'] }, 0.5, true],
    ['an unknown format says nothing', { formats: ['money'] }, -0.001, true],
    ['a multiple', { multipleOf: [0.01] }, 4.35, false],
    ['a multiple', { multipleOf: [0.01] }, 4.34, true],
    ['no multiple', { multipleOf: [0.1] }, 0.25, false],
    ['infinity is no JSON', {}, Infinity, false],
    ['NaN is no JSON', {}, Number.NaN, false],
  ])('%s: %j of %d is %s', (_title, given, value, expected) => {
    expect(satisfiesNumber(constraintOf(given), value)).toBe(expected);
  });

  test('what is made within random bounds lies within them, and nothing only where nothing can', () => {
    const bound = fc.oneof(
      fc.integer({ min: -50, max: 50 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    );
    const step = fc.constantFrom<readonly number[]>([], [], [1], [3], [0.5], [0.25, 2]);
    fc.assert(
      fc.property(
        bound,
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.boolean(),
        step,
        (low, width, integer, multipleOf) => {
          const constraint = constraintOf({ integer, minimum: low, maximum: low + width, multipleOf });
          const generator = compileNumberGenerator(constraint);
          if (generator === undefined) {
            const least = Math.max(integer ? 1 : 0, ...multipleOf);
            expect(least).toBeGreaterThan(0);
            // An interval as wide as the step holds a multiple of it, where doubles are that close together.
            if (Math.abs(low) < 1e9) expect(width).toBeLessThan(Math.max(least, 2));
            return;
          }
          const random = createRandom(7);
          for (let i = 0; i < 5; i++) {
            const value = generator.generate(random);
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(low + width);
            if (integer) expect(Number.isInteger(value)).toBe(true);
            for (const divisor of multipleOf) expect(Number.isInteger(value / divisor)).toBe(true);
          }
        },
      ),
      { numRuns: 400, seed: 20260115 },
    );
  });
});
