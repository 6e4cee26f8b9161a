import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDeeperThan } from '../../src/document/json-text.ts';

/** One character after the other. */
function expectedOf(text: string, limit: number): number | undefined {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isString = !isString;
    else if (isString && text[at] === '\\') at++;
    else if (!isString && '{['.includes(text[at]!) && ++depth > limit) return at;
    else if (!isString && '}]'.includes(text[at]!)) depth--;
  }
  return undefined;
}

const word = fc.string({
  unit: fc.constantFrom('{', '[', '}', ']', '"', '\\', ',', '\n', 'a'),
  maxLength: 6,
});
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'medium' }, word, fc.nat(9), tie('array'), tie('object')),
  array: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(word, tie('value'), { maxKeys: 4 }),
}));
const layout = fc.constantFrom<(json: string) => string>(
  (json) => json,
  (json) => json.replaceAll('\n', '\r\n'),
  // Some lines joined, as people write them.
  (json) => json.replaceAll('{\n', '{').replaceAll(/\n +\]/g, ']'),
);

test('depth is counted by brackets outside of strings, however lines are laid out', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), layout, fc.nat(5), (json, indent, lay, limit) => {
      const text = lay(JSON.stringify(json, null, indent));
      expect(findDeeperThan(text, limit)).toBe(expectedOf(text, limit));
    }),
    { numRuns: 1000 },
  );
});

test.each<[string, string]>([
  ['one long line', '[[],'.repeat(300_000)],
  ['lines that end in brackets', '[[],\n'.repeat(300_000)],
  ['a string of brackets', `["${'{'.repeat(1_000_000)}`],
  ['quotes that are escaped', `[${'"\\"{",'.repeat(200_000)}`],
])('%s is read once', (_title, text) => {
  expect(findDeeperThan(text, Number.POSITIVE_INFINITY)).toBeUndefined();
});
