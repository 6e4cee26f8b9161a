import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { satisfiesNumber } from '../../../src/generation/number.ts';
import { agree } from '../../../src/generation/realistic/agree.ts';
import { LOCALES } from '../../../src/generation/realistic/locale.ts';
import { createRealism } from '../../../src/generation/realistic/realism.ts';
import { satisfiesString } from '../../../src/generation/string/string.ts';
import { NOW, numeric, realism, stream, strings, subject, text } from './believable.ts';

const en = await realism();

const NAMES =
  'id user_id name title slug email phone price created_at country city zip url avatar version sha status type description bio token duration timezone color path start end count'.split(
    ' ',
  );
const OWNERS = 'User Company Product File Repository Country Address Order Event Thing Error'.split(' ');

const anySubject = fc.record({
  name: fc.oneof(
    fc.constantFrom(...NAMES),
    fc.string({ unit: 'grapheme' }),
    fc.constant('__proto__'),
    fc.constant(undefined),
  ),
  owner: fc.oneof(
    fc.constantFrom(...OWNERS),
    fc.string(),
    fc.constant('constructor'),
    fc.constant(undefined),
  ),
  item: fc.boolean(),
  title: fc.option(fc.string(), { nil: undefined }),
  description: fc.option(
    fc.oneof(
      fc.string(),
      fc.constantFrom('One of: a, b', 'e.g. `x`', 'ISO 8601 date-time', 'Must be `list`'),
    ),
    { nil: undefined },
  ),
});

const anyString: fc.Arbitrary<StringConstraint> = fc
  .record({
    minLength: fc.constantFrom(0, 0, 1, 5, 40),
    room: fc.constantFrom(0, 3, 20, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
    patterns: fc.subarray(['^[a-z]+$', '^[A-Z]{2}$', '^\\d+$', '^[^ ]*$', '[0-9]', '^https', '^\\p{L}+$'], {
      maxLength: 2,
    }),
    notPatterns: fc.subarray(['e', '^a', '\\.']),
    formats: fc.subarray(['date', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'hostname', 'strange'], {
      maxLength: 1,
    }),
  })
  .map(({ minLength, room, ...rest }) => text({ minLength, maxLength: minLength + room, ...rest }));

test('a string for any subject and constraint satisfies the constraint or is left to others', () => {
  fc.assert(
    fc.property(anySubject, anyString, fc.integer(), (about, constraint, seed) => {
      const make = en.compileString(about, constraint);
      const value = make?.(en.entity(stream(seed), about.owner), stream(seed).fork('value'));
      return value === undefined || satisfiesString(constraint, value);
    }),
    { numRuns: 400, seed: 7 },
  );
});

test('a number for any subject and constraint satisfies the constraint or is left to others', () => {
  const names = fc.constantFrom(
    ...NAMES,
    'age',
    'rating',
    'latitude',
    'port',
    'page_size',
    'expires_in',
    'likes',
    'tax_rate',
  );
  const constraints = fc.record({
    integer: fc.boolean(),
    minimum: fc.constantFrom(Number.NEGATIVE_INFINITY, -10, 0, 0.5, 18, 1e6),
    exclusiveMinimum: fc.constantFrom(Number.NEGATIVE_INFINITY, 0, 17),
    maximum: fc.constantFrom(Number.POSITIVE_INFINITY, 1, 20, 1e9),
    exclusiveMaximum: fc.constantFrom(Number.POSITIVE_INFINITY, 100),
    multipleOf: fc.constantFrom([], [5], [0.01], [0.1, 0.25], [1e-7]),
    formats: fc.constant([]),
  });
  fc.assert(
    fc.property(names, anySubject, constraints, fc.integer(), (name, about, constraint, seed) => {
      const make = en.compileNumber({ ...about, name }, constraint);
      const value = make?.(en.entity(stream(seed), about.owner), stream(seed).fork('value'));
      return value === undefined || satisfiesNumber(constraint, value);
    }),
    { numRuns: 1000, seed: 7 },
  );
});

test('the same stream gives the same value, whatever was made in between', async () => {
  const again = await realism();
  for (const name of NAMES) {
    const first = strings(en, subject(name, 'User'), text(), 5);
    strings(again, subject('email', 'Company'), text(), 3);
    expect(strings(again, subject(name, 'User'), text(), 5)).toEqual(first);
  }
});

test('what is asked for first does not change the other values', () => {
  const names = ['email', 'company', 'city', 'name', 'created_at', 'phone', 'price', 'file_name'];
  const read = (order: readonly string[]): Map<string, string | undefined> => {
    const entity = en.entity(stream('order'), 'User');
    const made = order.map((name): [string, string | undefined] => [
      name,
      en.compileString(subject(name, 'User'), text())?.(entity, stream('order').fork(name)),
    ]);
    return new Map(made);
  };
  const there = read(names);
  const back = read(names.toReversed());
  for (const name of names) expect(back.get(name)).toBe(there.get(name));
});

test('agreeing adds no member, removes none and sets nothing that is refused', () => {
  const names = [
    'created_at',
    'updated_at',
    'start',
    'end',
    'min_price',
    'max_price',
    'items',
    'count',
    'next',
    'price',
    'quantity',
    'total',
    'slug',
    'name',
    'deleted_at',
    '__proto__',
    'page',
    'pages',
  ];
  const values = fc.oneof(
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.constant(null),
    fc.array(fc.integer()),
    fc.constantFrom('2024-05-01', '2024-05-01T10:00:00Z', '10:30'),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), values), fc.func(fc.boolean()), (given, verdict) => {
      const object = { ...given };
      const taken = new Map<string, unknown[]>();
      agree(object, (name, value) => {
        const yes = verdict(name, value);
        if (yes) taken.set(name, [...(taken.get(name) ?? []), value]);
        return yes;
      });
      expect(Object.keys(object)).toEqual(Object.keys(given));
      for (const [name, value] of Object.entries(object)) {
        if (Object.is(value, given[name])) continue;
        expect(taken.get(name)).toContainEqual(value);
      }
    }),
    { numRuns: 500, seed: 7 },
  );
});

const SAMPLE = [
  'first_name',
  'full_name',
  'username',
  'email',
  'company',
  'street',
  'city',
  'phone',
  'job_title',
  'slug',
  'domain',
  'description',
  'created_at',
  'iban',
];

test.each(LOCALES)('the locale %s gives valid strings', async (locale) => {
  const local = await realism(locale);
  for (const name of SAMPLE) {
    for (const value of strings(local, subject(name, 'User'), text({ minLength: 1, maxLength: 60 }), 3)) {
      expect(value, name).toMatch(/^\S(?:.*\S)?$/su);
    }
  }
  for (const [name, format, looks] of [
    ['email', 'email', /^[a-z0-9.]+@example\.(?:com|org|net)$/],
    ['website', 'uri', /^https:\/\/[a-z0-9.-]+\/?$/],
    ['username', 'strange', /^[a-z0-9.]{3,}$/],
  ] as const) {
    for (const value of strings(local, subject(name, 'User'), text({ formats: [format] }), 5)) {
      expect(value).toMatch(looks);
    }
  }
});

test.each([
  ['de_DE', 'de'],
  ['pt-BR', 'pt_BR'],
  ['cs', 'cs_CZ'],
  ['en-US', 'en_US'],
])('the locale %s is read as %s', async (given, meant) => {
  const [one, two] = await Promise.all([realism(given), realism(meant)]);
  expect(strings(one, subject('name', 'User'))).toEqual(strings(two, subject('name', 'User')));
});

test('a locale that does not exist is refused, and near ones are named', async () => {
  const failed = createRealism({ locale: 'de_XX', now: NOW });
  await expect(failed).rejects.toMatchObject({
    code: 'unknown-locale',
    message: expect.stringContaining('de, de_AT, de_CH'),
  });
});

test('a number without any bound is believable', () => {
  const make = en.compileNumber(subject('age', 'User'), numeric({ integer: true }));
  for (let i = 0; i < 20; i++) {
    const age = make?.(en.entity(stream(i), 'User'), stream(i));
    expect(age).toBeGreaterThanOrEqual(18);
    expect(age).toBeLessThanOrEqual(80);
  }
});
