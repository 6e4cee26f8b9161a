import { describe, expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { createRandom } from '../../../src/generation/random.ts';
import { compileStringGenerator, satisfiesString } from '../../../src/generation/string/string.ts';

const NOW = Date.UTC(2026, 0, 15);

function constraintOf(given: Partial<StringConstraint>): StringConstraint {
  return {
    minLength: 0,
    maxLength: Infinity,
    patterns: [],
    notPatterns: [],
    formats: [],
    contentEncoding: undefined,
    contentMediaType: undefined,
    ...given,
  };
}

function values(given: Partial<StringConstraint>, count = 40): string[] {
  const constraint = constraintOf(given);
  const generator = compileStringGenerator(constraint);
  expect(generator, 'a generator').toBeDefined();
  const random = createRandom('plain');
  const made = Array.from({ length: count }, () => generator!.generate(random, NOW));
  for (const value of made) {
    expect(value.length).toBeGreaterThanOrEqual(constraint.minLength);
    expect(value.length).toBeLessThanOrEqual(constraint.maxLength);
    expect(satisfiesString(constraint, value)).toBe(true);
  }
  return made;
}

describe('plain strings', () => {
  test('without bounds they are one to three words', () => {
    const made = values({}, 200);
    for (const value of made) expect(value).toMatch(/^[A-Z][a-z]+( [a-z]+){0,2}$/);
    expect(new Set(made).size).toBeGreaterThan(150);
  });

  test.each([
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 4],
    [5, 5],
    [7, 9],
    [0, 12],
    [12, 12],
    [20, 20],
    [30, 33],
    [41, 41],
    [50, 60],
    [100, 100],
    [255, 255],
    [1000, 4000],
    [10_000, 10_000],
  ])('with %i to %i characters they are words or sentences', (minLength, maxLength) => {
    for (const value of values({ minLength, maxLength })) {
      expect(value).toMatch(/^[A-Z]?[A-Za-z]*([ .]+[A-Za-z]+)*\.?$/);
      expect(value).toBe(value.trim());
      expect(value).not.toBe('');
    }
  });

  test('they are empty where nothing else fits', () => {
    expect(values({ maxLength: 0 }, 1)).toEqual(['']);
  });

  test('a mebibyte is made, more is not', () => {
    expect(values({ minLength: 2 ** 20, maxLength: 2 ** 20 }, 1)[0]).toHaveLength(2 ** 20);
    expect(compileStringGenerator(constraintOf({ minLength: 2 ** 20 + 1 }))).toBeUndefined();
  });

  test('bounds that contradict each other give nothing', () => {
    expect(compileStringGenerator(constraintOf({ minLength: 5, maxLength: 4 }))).toBeUndefined();
  });

  test.each([
    [['^[A-Z]'], 0, Infinity],
    [['[aeiou]'], 0, Infinity],
    [['[a-z]', '[A-Z]'], 3, 8],
    [['^.{0,9}$'], 0, 30],
    [[' '], 12, 12],
    [['\\w'], 1, 1],
  ])('what %s forbids is left out', (notPatterns, minLength, maxLength) => {
    for (const value of values({ notPatterns, minLength, maxLength }))
      for (const pattern of notPatterns) expect(value).not.toMatch(new RegExp(pattern, 'u'));
  });

  test('the same stream gives the same strings', () => {
    expect(values({}, 10)).toEqual(values({}, 10));
  });
});

describe('what a string satisfies', () => {
  test.each([
    ['length in code points', { minLength: 2, maxLength: 2 }, '😀😀', true],
    ['length in code points', { maxLength: 1 }, '😀😀', false],
    ['a pattern anywhere', { patterns: ['b'] }, 'abc', true],
    ['every pattern', { patterns: ['b', 'd'] }, 'abc', false],
    ['no forbidden pattern', { notPatterns: ['b'] }, 'abc', false],
    ['a format', { formats: ['date'] }, '2025-02-29', false],
    ['a format', { formats: ['date'] }, '2024-02-29', true],
    ['every format', { formats: ['uri', 'email'] }, 'a@example.com', false],
    ['unknown formats by anything', { formats: ['nonsense'] }, '', true],
    ['base64', { contentEncoding: 'base64' }, 'YWJj', true],
    ['base64', { contentEncoding: 'base64' }, 'YWJ', false],
    ['base64url', { contentEncoding: 'base64url' }, '_-8', true],
    ['base64url', { contentEncoding: 'base64url' }, '+/8', false],
    ['base16', { contentEncoding: 'base16' }, '0aF', false],
    ['base32', { contentEncoding: 'base32' }, 'MZXW6===', true],
    ['an unknown encoding by anything', { contentEncoding: 'x-own' }, '???', true],
    ['JSON', { contentMediaType: 'application/json' }, '{"a":1}', true],
    ['JSON', { contentMediaType: 'application/json' }, '{a:1}', false],
    ['coded JSON', { contentEncoding: 'base64', contentMediaType: 'application/json' }, 'e30=', true],
    ['coded JSON', { contentEncoding: 'base64', contentMediaType: 'application/json' }, 'e30', false],
  ] as const)('%s: %j and %j is %s', (_title, given, value, expected) => {
    expect(satisfiesString(constraintOf(given), value)).toBe(expected);
  });
});

describe('content', () => {
  const decoders: Record<string, (text: string) => string> = {
    base64: (text) => Buffer.from(text, 'base64').toString('utf8'),
    base64url: (text) => Buffer.from(text, 'base64url').toString('utf8'),
    base16: (text) => Buffer.from(text, 'hex').toString('utf8'),
    '7bit': (text) => text,
    'quoted-printable': (text) => text,
  };

  test.each(Object.keys(decoders))('%s holds text', (contentEncoding) => {
    for (const value of values({ contentEncoding }))
      expect(decoders[contentEncoding]!(value)).toMatch(/^[A-Z][a-z ]+$/);
  });

  test.each(Object.keys(decoders))('%s holds JSON where the media type says so', (contentEncoding) => {
    for (const value of values({ contentEncoding, contentMediaType: 'application/json' }))
      expect(JSON.parse(decoders[contentEncoding]!(value))).toEqual({ name: expect.any(String) });
  });

  test.each([
    ['base64', 4, 4],
    ['base64', 13, 18],
    ['base64', 1000, 1003],
    ['base64url', 2, 3],
    ['base64url', 43, 43],
    ['base16', 9, 10],
    ['base16', 64, 64],
    ['base32', 16, 16],
    ['base32', 20, 24],
    ['quoted-printable', 7, 7],
  ])('%s has a length of %i to %i', (contentEncoding, minLength, maxLength) => {
    values({ contentEncoding, minLength, maxLength });
  });

  test('base64 is of no length that is no multiple of four', () => {
    expect(
      compileStringGenerator(constraintOf({ contentEncoding: 'base64', minLength: 5, maxLength: 7 })),
    ).toBeUndefined();
  });

  test.each([
    ['application/json', 1, 1],
    ['application/json', 2, 2],
    ['application/json', 5, 9],
    ['application/json', 50, 50],
    ['application/vnd.api+json', 12, 200],
  ])('%s has a length of %i to %i', (contentMediaType, minLength, maxLength) => {
    for (const value of values({ contentMediaType, minLength, maxLength })) JSON.parse(value);
  });

  test.each([
    ['text/html', /^<p>[a-z]+<\/p>$/],
    ['application/xml', /^<name>[a-z]+<\/name>$/],
    ['application/x-www-form-urlencoded', /^name=[a-z]+$/],
    ['text/csv', /^name\r\n[a-z]+$/],
    ['text/plain; charset=utf-8', /^[A-Z][a-z ]+$/],
    ['application/pdf', /^[A-Z][a-z ]+$/],
  ])('%s looks like it', (contentMediaType, expected) => {
    for (const value of values({ contentMediaType })) expect(value).toMatch(expected);
  });

  test('coded content can match a pattern', () => {
    for (const value of values({ contentEncoding: 'base64', patterns: ['^[A-Z]{2}', '=$'] }))
      expect(value).toMatch(/^[A-Z]{2}.*=$/);
  });
});
