import { Validator } from '@cfworker/json-schema';
import {
  registerSchema,
  setShouldValidateFormat,
  unregisterSchema,
  validate,
} from '@hyperjump/json-schema/draft-2020-12';
import '@hyperjump/json-schema/formats';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { describe, expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { createRandom } from '../../../src/generation/random.ts';
import { compileStringGenerator, satisfiesString } from '../../../src/generation/string/string.ts';
import { formatCheck } from '../../../src/schema/index.ts';

const NOW = Date.UTC(2026, 0, 15, 9, 30);
const DAY = 86_400_000;

setShouldValidateFormat(true);

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

function values(given: Partial<StringConstraint>, count = 60): string[] {
  const constraint = constraintOf(given);
  const generator = compileStringGenerator(constraint);
  expect(generator, 'a generator').toBeDefined();
  const random = createRandom('format');
  const made = Array.from({ length: count }, () => generator!.generate(random, NOW));
  for (const value of made) {
    expect([...value].length).toBeGreaterThanOrEqual(constraint.minLength);
    expect([...value].length).toBeLessThanOrEqual(constraint.maxLength);
    expect(satisfiesString(constraint, value), value).toBe(true);
  }
  return made;
}

const ajv = fullFormats as unknown as Record<string, unknown>;

function byAjv(format: string, value: string): boolean {
  const entry = ajv[format];
  if (entry instanceof RegExp) return entry.test(value);
  if (typeof entry === 'function') return entry(value);
  const check = (entry as { validate?: unknown } | undefined)?.validate;
  if (check instanceof RegExp) return check.test(value);
  return typeof check === 'function' ? check(value) : true;
}

let schemas = 0;

/** All judges agree that these are values of the format. */
async function judged(format: string, made: readonly string[]): Promise<void> {
  const uri = `https://judge.test/${schemas++}`;
  registerSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', format }, uri);
  const hyperjump = await validate(uri);
  unregisterSchema(uri);
  const cfworker = new Validator({ type: 'string', format }, '2020-12');
  for (const value of made) {
    expect(formatCheck(format)?.(value), `ours of ${value}`).not.toBe(false);
    expect(byAjv(format, value), `ajv-formats of ${value}`).toBe(true);
    expect(hyperjump(value).valid, `@hyperjump of ${value}`).toBe(true);
    expect(cfworker.validate(value).valid, `@cfworker of ${value}`).toBe(true);
  }
}

const REGISTERED = [
  'date-time',
  'date',
  'time',
  'duration',
  'email',
  'idn-email',
  'hostname',
  'idn-hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uri-reference',
  'iri',
  'iri-reference',
  'uri-template',
  'uuid',
  'json-pointer',
  'relative-json-pointer',
  'regex',
  'byte',
  'binary',
  'password',
];

describe('formats', () => {
  test.each(REGISTERED)('every judge takes our %s', async (format) => {
    await judged(format, values({ formats: [format] }));
  });

  test.each([
    ['hostname', 1, 1],
    ['hostname', 2, 4],
    ['hostname', 64, 64],
    ['hostname', 128, 128],
    ['hostname', 200, 253],
    ['idn-hostname', 30, 30],
    ['email', 6, 6],
    ['email', 0, 8],
    ['email', 60, 60],
    ['email', 100, 120],
    ['uri', 3, 3],
    ['uri', 0, 10],
    ['uri', 14, 14],
    ['uri', 300, 300],
    ['uri-reference', 1, 1],
    ['uri-reference', 50, 50],
    ['iri', 20, 21],
    ['uri-template', 5, 5],
    ['uri-template', 80, 80],
    ['date-time', 24, 24],
    ['date-time', 22, 22],
    ['date-time', 0, 20],
    ['date-time', 26, 40],
    ['time', 9, 9],
    ['time', 13, 14],
    ['duration', 0, 3],
    ['duration', 10, 10],
    ['ipv4', 7, 7],
    ['ipv4', 10, 10],
    ['ipv4', 15, 15],
    ['ipv6', 2, 2],
    ['ipv6', 3, 3],
    ['ipv6', 12, 12],
    ['ipv6', 14, 14],
    ['ipv6', 15, 15],
    ['ipv6', 39, 39],
    ['byte', 4, 4],
    ['byte', 13, 18],
    ['byte', 400, 400],
    ['base64url', 11, 11],
    ['json-pointer', 1, 1],
    ['json-pointer', 40, 40],
    ['relative-json-pointer', 1, 1],
    ['relative-json-pointer', 12, 12],
    ['regex', 25, 25],
    ['password', 64, 64],
    ['password', 1, 3],
    ['hex', 40, 40],
    ['uuid', 36, 36],
  ])('%s with %i to %i characters', async (format, minLength, maxLength) => {
    await judged(format, values({ formats: [format], minLength, maxLength }, 30));
  });

  test.each([
    ['date-time', 0, 19],
    ['date', 11, 20],
    ['uuid', 0, 35],
    ['uuid', 37, 100],
    ['ipv4', 16, 20],
    ['ipv4', 0, 6],
    ['ipv6', 46, 60],
    ['byte', 5, 7],
    ['email', 0, 4],
  ])('%s has no value of %i to %i characters', (format, minLength, maxLength) => {
    expect(compileStringGenerator(constraintOf({ formats: [format], minLength, maxLength }))).toBeUndefined();
  });

  test.each([
    ['uuid', ['^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$']],
    ['uuid', ['^[0-9a-f]{8}-[0-9a-f]{4}-7']],
    ['uuid', ['^[0-9A-F-]+$']],
    ['uuid', ['^abc']],
    ['date-time', ['Z$']],
    ['date-time', ['^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$']],
    ['date-time', ['^.{10}T.{8}\\.\\d{6}Z$']],
    ['date-time', ['\\+00:00$']],
    ['date-time', ['[+-]\\d\\d:30$']],
    ['date-time', ['^2031-']],
    ['date', ['^2024-0[1-6]-']],
    ['date', ['-31$']],
    ['time', ['^0\\d:', '\\.\\d{3}Z$']],
    ['duration', ['^PT\\d+S$']],
    ['duration', ['^P\\d+D$']],
    ['duration', ['^PT\\d+H\\d+M$']],
    ['email', ['^[^@]+@acme\\.io$']],
    ['email', ['^[a-z]{3}@']],
    ['email', ['^(?!.*example)']],
    ['hostname', ['\\.internal$']],
    ['hostname', ['^[a-z]+$']],
    ['uri', ['^http://']],
    ['uri', ['^https://api\\.acme\\.com/v\\d+/']],
    ['uri', ['^urn:']],
    ['uri', ['\\.png$']],
    ['uri', ['^s3://[a-z-]+/']],
    ['ipv4', ['^10\\.']],
    ['ipv4', ['^172\\.16\\.']],
    ['ipv6', ['^fe80:']],
    ['ipv6', ['^([0-9a-f]{4}:){7}[0-9a-f]{4}$']],
    ['byte', ['^[A-Z]', '==$']],
    ['json-pointer', ['^/items/\\d+$']],
    ['regex', ['^\\^', '\\$$']],
  ] as const)('%s that matches %s', async (format, patterns) => {
    await judged(format, values({ formats: [format], patterns }, 30));
  });

  test.each([
    ['email', 'hostname', false],
    ['uri', 'uri-reference', true],
    ['hostname', 'idn-hostname', true],
    ['uri', 'iri', true],
    ['date', 'uri-reference', true],
    ['nonsense', 'date', true],
  ])('%s and %s together: %s', async (first, second, possible) => {
    const formats = [first, second];
    if (!possible) {
      expect(compileStringGenerator(constraintOf({ formats }))).toBeUndefined();
      return;
    }
    const made = values({ formats }, 20);
    await judged(first, made);
    await judged(second, made);
  });

  test.each([
    ['date-time', 1],
    ['date', 1],
    ['date-time-rfc1123', 1],
    ['unixtime', 1000],
  ])('%s lies some days to two years before now', (format, unit) => {
    for (const value of values({ formats: [format] })) {
      const time = unit === 1 ? Date.parse(value) : Number(value) * unit;
      expect(time).toBeLessThan(NOW - DAY);
      expect(time).toBeGreaterThan(NOW - 733 * DAY);
    }
  });

  test.each([
    ['url', /^https:\/\/[a-z.]+\/[a-z/]+$/],
    ['uuid4', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['guid', /^[0-9a-f]{8}-[0-9a-f]{4}-4/],
    ['ulid', /^0[0-9A-HJKMNP-TV-Z]{25}$/],
    ['date-time-rfc1123', /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat), \d\d [A-Z][a-z]{2} 202\d \d\d:\d\d:\d\d GMT$/],
    ['http-date', / GMT$/],
    ['date-time-rfc-2822', /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} 202\d \d\d:\d\d:\d\d \+0000$/],
    ['dateTime', /^202\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
    ['google-datetime', /^202\d-\d\d-\d\dT/],
    ['google-duration', /^\d+s$/],
    ['google-fieldmask', /^[a-z]+$/],
    ['unixtime', /^17\d{8}$/],
    ['iso-country-code', /^[A-Z]{2}$/],
    ['iso-639-1', /^[a-z]{2}$/],
    ['currency', /^[A-Z]{3}$/],
    ['phone-number', /^\+1\d{10}$/],
    ['creditcard', /^\d{16}$/],
    ['hex', /^[0-9a-f]{16}$/],
    ['cidr', /^10\.\d+\.0\.0\/\d\d$/],
    ['ip-address', /^\d+(\.\d+){3}$/],
    ['json', /^\{"name":"[a-z]+"\}$/],
    ['html', /^<p>[a-z]+<\/p>$/],
    ['etag', /^"[0-9a-f]{16}"$/],
    ['snowflake', /^\d{17,19}$/],
    ['semver', /^\d+\.\d+\.\d+$/],
    ['color', /^#[0-9a-f]{6}$/],
    ['http-method', /^[A-Z]+$/],
    ['int64', /^\d+$/],
    ['a format that nobody knows', /^[A-Z][a-z ]+$/],
  ])('%s, which no standard registers, looks like %s', (format, expected) => {
    for (const value of values({ formats: [format] })) expect(value).toMatch(expected);
  });

  test('a credit card number passes the check of its digits', () => {
    for (const value of values({ formats: ['creditcard'] })) {
      const sum = [...value].reduce((total, digit, i) => {
        const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
        return total + (doubled > 9 ? doubled - 9 : doubled);
      }, 0);
      expect(sum % 10).toBe(0);
    }
  });

  test('an unknown format does not keep a pattern from being matched', () => {
    for (const value of values({ formats: ['nonsense', 'ulid'], patterns: ['^prd_[0-9a-z]{26}$'] }, 20))
      expect(value).toMatch(/^prd_[0-9a-z]{26}$/);
  });
});
