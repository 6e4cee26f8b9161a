import { expect, test } from 'vitest';
import { mayReferElsewhere } from '../../src/document/elsewhere.ts';

test.each<[string, boolean]>([
  ['{"$ref":"#/a"}', false],
  ['{ "$ref" : "#/a" }', false],
  ['{"$ref":"a.json"}', true],
  ['{"$ref"\n:\n"a.json"}', true],
  ['{"$ref":"#\\/a"}', false],
  ['{"\\u0024ref":"a.json"}', true],
  ["$ref: '#/a'", false],
  ['$ref: "#/a"', false],
  ["$ref: '#/a'\nb: c.yaml", false],
  ['$ref: a.yaml', true],
  ["'$ref': ./a", true],
  ['$ref:\n    a.yaml', true],
  ['$ref: >-\n    a.yaml', true],
  ['{$ref: a.yaml}', true],
  ['? $ref\n: a.yaml', true],
  ['description: write a $ref to it', false],
  ['$dynamicRef: "#a"', false],
  ['$dynamicRef: a.yaml#b', true],
  ['$recursiveRef: "#"', false],
  ['operationRef: "#/paths/~1a/get"', false],
  ['operationRef: a.yaml#/paths/~1a/get', true],
  ['mapping:\n  a: A\n  b: "#/components/schemas/B"', false],
  ['mapping:\n  a: A\n  b: b.yaml', true],
  ['"mapping": { "a": "./a.json" }', true],
  ['"mapping": { "a": "./a.json#/A" }', true],
  ['defaultMapping: other.yml', true],
  ['defaultMapping: Other', false],
  ['example: a.yaml', false],
])('%j may refer elsewhere: %s', (text, expected) => {
  expect(mayReferElsewhere(text)).toBe(expected);
});

test('text that is made to be slow is read to its end', () => {
  const hostile = [
    'mapping: ',
    ':a'.repeat(500_000),
    'mapping:'.repeat(100_000),
    '$ref:#'.repeat(100_000),
  ].join('');
  expect(mayReferElsewhere(hostile)).toBe(false);
  expect(mayReferElsewhere(`${hostile} $ref: a`)).toBe(true);
});
