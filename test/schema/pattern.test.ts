import { expect, test } from 'vitest';
import { compilePattern } from '../../src/schema/index.ts';

test.each([
  ['a plain pattern is not anchored', 'b', ['abc'], ['acd']],
  ['a code point beyond the BMP is one character', '^.$', ['🙂'], ['ab']],
  ['Unicode properties are known', '^\\p{L}+$', ['é'], ['1']],
  ['\\A and \\z are the ends of the text', '\\Aab\\z', ['ab'], ['xab', 'ab\n', 'A']],
  ['\\Z is the end of the text', '^ab\\Z', ['ab'], ['abZ']],
  ['a leading (?i) ignores case', '(?i)^ab$', ['AB', 'ab'], ['b']],
  ['(?i) behind ^ is read as well', '^(?i)ab$', ['AB'], ['b']],
  ['POSIX classes are read', '^[[:alpha:]_]+$', ['ab_'], ['a1', ':']],
  ['two POSIX classes in one', '^[[:upper:][:digit:]]+$', ['A1'], ['a']],
  ['\\h is a space or a tab', '^a\\hb[\\h]c$', ['a\tb c'], ['ahbhc']],
  ['possessive quantifiers match like greedy ones', '^a++b*+c?+$', ['aab'], ['b']],
  ['a plus behind an escaped plus is a quantifier', '^\\++$', ['+++'], ['a']],
  ['needless escapes are taken', '^\\@\\-\\"\\_$', ['@-"_'], ['\\@']],
  ['a loose dash in a class is a dash', '^[\\w- ]+$', ['a- b'], ['+']],
  ['a loose brace is a brace', '^{a}$', ['{a}'], ['a']],
  ['slashes around an anchored pattern are no part of it', '/^ab$/i', ['AB'], ['/ab/']],
  ['slashes in a path are a part of it', '/ab/', ['/ab/'], ['ab']],
  ['Python names groups with P', '^(?P<x>a)(?P=x)$', ['aa'], ['a']],
  ['Java has properties of its own', '^\\p{Alnum}\\p{Punct}[\\p{Digit}]$', ['a!1'], ['!a1']],
])('%s', (_title, pattern, matching, others) => {
  const compiled = compilePattern(pattern);
  expect(matching.filter((text) => !compiled?.test(text))).toEqual([]);
  expect(others.filter((text) => compiled?.test(text) !== false)).toEqual([]);
});

test.each(['(a', '[b-a]', '\\p{Nonsense}', '(?>a)', 'a(?i)b', '\\Qa.b\\E', 'a{2,1}', '(?<=a', '*'])(
  '%s is no pattern that can be read with certainty',
  (pattern) => {
    expect(compilePattern(pattern)).toBeUndefined();
  },
);

test('many patterns do not displace the meaning of one', () => {
  for (let i = 0; i < 5000; i++) compilePattern(`^x${i}$`);
  expect(compilePattern('^x0$')?.test('x0')).toBe(true);
});
