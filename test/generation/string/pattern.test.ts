import { describe, expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { createRandom } from '../../../src/generation/random.ts';
import { compileStringGenerator, satisfiesString } from '../../../src/generation/string/string.ts';
import { type HardCase, SATISFIABLE, UNSATISFIABLE } from './hard-patterns.ts';

const NOW = Date.UTC(2026, 0, 15);

function constraintOf([
  ,
  patterns,
  minLength = 0,
  maxLength = Infinity,
  notPatterns = [],
]: HardCase): StringConstraint {
  return {
    minLength,
    maxLength,
    patterns: typeof patterns === 'string' ? [patterns] : patterns,
    notPatterns,
    formats: [],
    contentEncoding: undefined,
    contentMediaType: undefined,
  };
}

function native(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    return new RegExp(source);
  }
}

/** Some values, each checked by the engine's own RegExp. */
function values(hard: HardCase, count: number): string[] {
  const constraint = constraintOf(hard);
  const generator = compileStringGenerator(constraint);
  expect(generator, 'a generator').toBeDefined();
  const random = createRandom('test');
  const made = Array.from({ length: count }, () => generator!.generate(random, NOW));
  for (const value of made) {
    const length = [...value].length;
    expect(length).toBeGreaterThanOrEqual(constraint.minLength);
    expect(length).toBeLessThanOrEqual(constraint.maxLength);
    for (const pattern of constraint.patterns) expect(value).toMatch(native(pattern));
    for (const pattern of constraint.notPatterns) expect(value).not.toMatch(native(pattern));
    expect(satisfiesString(constraint, value)).toBe(true);
  }
  return made;
}

const title = (list: readonly HardCase[]) => list.map((hard) => [hard[0], hard] as const);

describe('patterns', () => {
  test.each(title(SATISFIABLE))('a string is found for %s', (_title, hard) => {
    values(hard, 20);
  });

  test.each(title(UNSATISFIABLE))('nothing is found for %s', (_title, hard) => {
    expect(compileStringGenerator(constraintOf(hard))).toBeUndefined();
  });

  test.each([
    ['\\w+', /^[a-z_]+$/],
    ['.+', /^[a-z ]+$/],
    ['^.*$', /^[a-z ]+$/],
    ['^[A-Z]{3}$', /^[A-Z]{3}$/],
    ['^\\d+$', /^([1-9]\d{0,2}|0)$/],
    ['^[^/]+$', /^[a-z ]+$/],
    ['^[\\s\\S]+$', /^[a-z ]+$/],
    ['^[A-Z][a-z]+$', /^[A-Z][a-z]{2,25}$/],
    ['^[0-9a-fA-F]{32}$', /^[0-9a-f]{32}$/],
    ['^\\s*[a-z]+\\s*$', /^[a-z]+$/],
    ['^refs/', /^refs\/[a-z ]+$/],
    ['http://schema.org', /^http:\/\/schema\.org$/],
    ['^[a-z]+(?:-[a-z]+)*$', /^[a-z]+(?:-[a-z]+){0,3}$/],
    ['^[^\\x00-\\x7f]+$', /^[\u00c0-\u017f]+$/],
    ['^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$', /^[ -~]{8,20}$/],
  ])('%s gives what reads well', (pattern, readable) => {
    for (const value of values(['', pattern], 30)) expect(value).toMatch(readable);
  });

  test.each([
    ['a date', '^\\d{4}-\\d{2}-\\d{2}$', /^202[456]-(0[1-9]|1[0-2])-[0-3]\d$/],
    ['a time', '^\\d\\d:\\d\\d:\\d\\d$', /^[0-2]\d:[0-5]\d:[0-5]\d$/],
    ['an e-mail', '^[^@ ]+@[^@ ]+\\.[a-z]+$', /^[a-z.]+@example\.(com|org|net)$/],
    ['a URL', '^https?://', /^https:\/\/[a-z.]*example\.(com|org|net)\/[a-z/]+$/],
    ['an IP address', '^(\\d{1,3}\\.){3}\\d{1,3}$', /^(192\.|198\.51|203\.0|10\.)/],
    ['a version', '^\\d+\\.\\d+\\.\\d+$', /^[0-5]\.\d{1,2}\.\d{1,2}$/],
    ['a UUID', '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$', /-4[0-9a-f]{3}-[89ab]/],
  ])('a pattern that plainly means %s gives one', (_title, pattern, expected) => {
    for (const value of values(['', pattern], 20)) expect(value).toMatch(expected);
  });

  test.each([
    ['^[a-z]+$', 100, 60],
    ['^[a-z0-9-]{1,63}$', 100, 60],
    ['^[0-9a-f]{24}$', 100, 100],
    ['^(?=.*\\d)[a-z\\d]{8,}$', 100, 80],
    ['\\w+', 100, 60],
  ])('%s gives different strings', (pattern, count, distinct) => {
    expect(new Set(values(['', pattern], count)).size).toBeGreaterThanOrEqual(distinct);
  });

  test('the same random stream gives the same strings', () => {
    const hard: HardCase = ['', '^[a-z]+@[a-z]+\\.(com|org)$', 12, 20];
    expect(values(hard, 5)).toEqual(values(hard, 5));
  });

  test('a string is empty only where it must be', () => {
    for (const pattern of ['', '^[a-z]*$', '^$|^x', '^(?:|en|zh.*)$', '(?=)', '^(?!.*\\.\\.)[a-z.]*$'])
      for (const value of values(['', pattern], 20)) expect(value, pattern).not.toBe('');
  });

  test('what is no regular expression demands nothing', () => {
    const constraint = constraintOf(['', '([a-z']);
    expect(satisfiesString(constraint, 'anything')).toBe(true);
    expect(compileStringGenerator(constraint)?.generate(createRandom(1), NOW)).toMatch(/\w/);
  });

  test('10 kB of alternatives are one pattern like others', () => {
    const words = Array.from({ length: 1500 }, (_, i) => `w${i.toString(36)}x${i % 7}`);
    const pattern = `^(?:${words.join('|')})$`;
    expect(pattern.length).toBeGreaterThan(8_000);
    values(['', pattern], 20);
    values(['', [pattern, '3$', 'a'], 0, Infinity, ['^w1']], 20);
  });

  test('a pattern that is nested a thousand times neither overflows the stack nor hangs', () => {
    const pattern = `^${'(?:'.repeat(1000)}a${')?'.repeat(1000)}$`;
    const generator = compileStringGenerator(constraintOf(['', pattern]));
    if (generator !== undefined) expect(generator.generate(createRandom(1), NOW)).toMatch(native(pattern));
  });

  test.each([
    ['(a+)+$', `${'a'.repeat(5000)}!`],
    ['^(\\w+\\s?)*$', `${'word '.repeat(500)}!`],
    ['^(a|aa)+$', `${'a'.repeat(5000)}b`],
    ['^([a-z]+)*[A-Z]$', 'a'.repeat(5000)],
    ['(x+x+)+y', 'x'.repeat(5000)],
    ['^(?:.*a){12}$', 'b'.repeat(3000)],
  ])('a value that would make %s backtrack for ages is refused at once', (pattern, value) => {
    expect(satisfiesString(constraintOf(['', pattern]), value)).toBe(false);
  });
});
