import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { satisfiesString } from '../../../src/generation/string/string.ts';
import { realism, strings, subject, text } from './believable.ts';

const en = await realism();

/** Owner, name, constraint, what a believable value looks like. */
const ROWS: readonly (readonly [string, string, Partial<StringConstraint>, RegExp])[] = [
  ['User', 'country', { patterns: ['^[A-Z]{2}$'] }, /^[A-Z]{2}$/],
  ['User', 'country', { minLength: 3, maxLength: 3 }, /^[A-Z]{3}$/],
  ['User', 'country', { patterns: ['^[0-9]{3}$'] }, /^\d{3}$/],
  ['User', 'language', { patterns: ['^[a-z]{2}-[A-Z]{2}$'] }, /^[a-z]{2}-[A-Z]{2}$/],
  ['User', 'locale', { patterns: ['^[a-z]{2}_[A-Z]{2}$'] }, /^[a-z]{2}_[A-Z]{2}$/],
  ['User', 'first_name', { maxLength: 5 }, /^[\p{L}']{2,5}$/u],
  ['User', 'bio', { maxLength: 30 }, /^[\p{L}].{5,29}$/u],
  ['User', 'bio', { minLength: 200 }, /^(?=.{200})[\p{L}]/u],
  ['User', 'username', { patterns: ['^[a-z0-9_]{3,30}$'] }, /^[a-z0-9_]{3,30}$/],
  ['User', 'username', { minLength: 12, maxLength: 16 }, /^[a-z0-9._-]{12,16}$/],
  ['User', 'phone', { patterns: ['^\\+[1-9]\\d{1,14}$'] }, /^\+\d+$/],
  ['User', 'phone', { patterns: ['^\\d{3}-\\d{4}$'] }, /^555-01\d\d$/],
  ['User', 'gender', { patterns: ['^[MF]$'] }, /^[MF]$/],
  ['User', 'birth_date', { formats: ['date'] }, /^(?:19|20)\d\d-\d\d-\d\d$/],
  ['User', 'email', { formats: ['email'] }, /@example\./],
  ['User', 'frobnication', { formats: ['email'] }, /@example\./],
  ['User', 'frobnication', { formats: ['date-time'] }, /^202\d-/],
  ['User', 'frobnication', { formats: ['uuid'] }, /^[0-9a-f]{8}-/],
  ['User', 'id', { formats: ['uuid'] }, /^[0-9a-f]{8}-/],
  ['User', 'frobnication', { formats: ['uri'] }, /^https:\/\/example\./],
  ['Server', 'address', { formats: ['ipv4'] }, /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./],
  ['Server', 'ip', { formats: ['ipv6'] }, /^2001:db8:/],
  ['Order', 'created_at', { formats: ['date'] }, /^202\d-\d\d-\d\d$/],
  ['Order', 'created_on', { formats: ['date-time'] }, /^202\d-\d\d-\d\dT/],
  ['Order', 'date', { patterns: ['^\\d{2}/\\d{2}/\\d{4}$'] }, /^\d\d\/\d\d\/202\d$/],
  ['Order', 'date', { patterns: ['^\\d{8}$'] }, /^202\d{5}$/],
  ['Order', 'start_time', { patterns: ['^\\d{2}:\\d{2}$'] }, /^\d\d:\d\d$/],
  ['Order', 'created', { patterns: ['^\\d{10}$'] }, /^1[67]\d{8}$/],
  ['Card', 'expiry', { patterns: ['^\\d{2}/\\d{2}$'] }, /^\d\d\/2\d$/],
  ['Product', 'name', { maxLength: 12 }, /^[A-Z].{2,11}$/],
  ['Product', 'name', { patterns: ['^[a-z-]+$'] }, /^[a-z]+(?:-[a-z]+)*$/],
  ['Article', 'slug', { patterns: ['^[-a-zA-Z0-9_]+$'], maxLength: 20 }, /^[a-z0-9]+(?:-[a-z0-9]+)*$/],
  ['Permission', 'name', { patterns: ['^[A-Z_]+$'] }, /^[A-Z_]+$/],
  ['Payment', 'currency', { patterns: ['^[a-z]{3}$'] }, /^[a-z]{3}$/],
  ['Payment', 'amount', { patterns: ['^\\d+$'] }, /^\d+$/],
  ['Commit', 'sha', { maxLength: 7 }, /^[0-9a-f]{7}$/],
  ['Commit', 'sha', { minLength: 64, maxLength: 64 }, /^[0-9a-f]{64}$/],
  ['Thing', 'color', { patterns: ['^[0-9a-fA-F]{6}$'] }, /^[0-9a-f]{6}$/],
  ['Package', 'version', { patterns: ['^v\\d+\\.\\d+$', '^v'] }, /^v\d+\.\d+$/],
  ['Order', 'user_id', { patterns: ['^[0-9a-f]{24}$'] }, /^[0-9a-f]{24}$/],
  ['Order', 'id', { patterns: ['^\\d+$'] }, /^\d+$/],
  ['File', 'path', { patterns: ['^/'] }, /^\/\w+/],
  ['Device', 'mac', { patterns: ['^([0-9A-F]{2}:){5}[0-9A-F]{2}$'] }, /^00:00:5E/],
  ['Server', 'hostname', { patterns: ['^[a-z0-9-]+$'] }, /^[a-z]+-\d\d/],
  ['Service', 'duration', { patterns: ['^\\d+m$'] }, /^\d+m$/],
];

test.each(ROWS)('%s.%s within %j stays believable', (owner, name, given, looks) => {
  const constraint = text(given);
  const values = strings(en, subject(name, owner), constraint);
  for (const value of values.filter((one) => one !== undefined)) {
    expect(satisfiesString(constraint, value), value).toBe(true);
    expect(value).toMatch(looks);
  }
  expect(values.filter((one) => one !== undefined).length).toBeGreaterThan(14);
});

test.each([
  ['Status of it. One of: draft, sent, paid', /^(?:draft|sent|paid)$/],
  ['Can be `open` or `closed`.', /^(?:open|closed)$/],
  ['Possible values: "a1", "b2", "c3"', /^(?:a1|b2|c3)$/],
  [
    'Specify if it is due to `spam`, `legal` (illegal content), or `violation`.',
    /^(?:spam|legal|violation)$/,
  ],
  ['Must be set to `saml` when that method is used', /^saml$/],
  ["Always 'list'", /^list$/],
  [
    'Image pull policy. One of Always, Never, IfNotPresent. Defaults to it.',
    /^(?:Always|Never|IfNotPresent)$/,
  ],
])('the description "%s" gives the values', (description, looks) => {
  for (const value of strings(en, subject('status', 'Thing', { description }))) expect(value).toMatch(looks);
});

test.each([
  ['frobnication', 'For example `quux-1`', /^quux-1$/],
  ['value', 'e.g. "blue-green"', /^blue-green$/],
  ['frobnication', 'An ISO 8601 timestamp', /^202\d-\d\d-\d\dT/],
  ['frobnication', 'Formatted as YYYY-MM-DD', /^202\d-\d\d-\d\d$/],
  ['frobnication', 'The email address of the buyer', /@example\./],
  ['content', 'The file, base64-encoded', /^[A-Za-z0-9+/]+=*$/],
])('for %s the description "%s" helps', (name, description, looks) => {
  for (const value of strings(en, subject(name, 'Thing', { description }))) expect(value).toMatch(looks);
});

test('an example in a description is left out where the constraint refuses it', () => {
  const about = subject('code', 'Thing', { description: 'e.g. `not-a-number`' });
  for (const value of strings(en, about, text({ patterns: ['^\\d{6}$'] })))
    expect(value ?? '100000').toMatch(/^\d{6}$/);
});

const specs = '../shared/specs/index.json';

test.skipIf(!existsSync(specs))('the words of most properties in real descriptions are known', async () => {
  const { frequentNames } = await import('./frequent-names.ts');
  const names = frequentNames().slice(0, 500);
  const known = names.filter(({ name, owner }) => en.explain(subject(name, owner)) !== undefined);
  const share = known.length / names.length;
  process.stdout.write(
    `${known.length} of the ${names.length} most frequent string properties have a rule\n`,
  );
  expect(share).toBeGreaterThan(0.9);
});
