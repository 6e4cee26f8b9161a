import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StringConstraint } from '../../../src/generation/constraint.ts';
import { createRandom } from '../../../src/generation/random.ts';
import { matcherOf } from '../../../src/generation/string/pattern/match.ts';
import { compileStringGenerator } from '../../../src/generation/string/string.ts';

/** Atoms may repeat without end, groups only a few times: then the engine's own matching stays quick. */
const atom = fc.constantFrom('a', 'b', '1', '-', '[ab]', '\\d', '\\w', '.', '[^a]', '\\s', '[b-d1]');
const endless = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{2,}', '+?');
const bounded = fc.constantFrom('', '', '?', '{2}', '{0,2}');
const position = fc.constantFrom('^', '$', '\\b', '\\B', '(?<=a)', '(?<![b1])');

const { pattern } = fc.letrec<{ pattern: string; part: string; sequence: string }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(atom, endless).map(([text, times]) => text + times),
    position,
    fc.tuple(tie('pattern'), bounded).map(([inner, times]) => `(?:${inner})${times}`),
    tie('pattern').map((inner) => `(?=${inner})`),
    tie('pattern').map((inner) => `(?!${inner})`),
  ),
  sequence: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((list) => list.join('|')),
}));

const anchored = fc
  .tuple(fc.boolean(), pattern, fc.boolean())
  .map(([start, text, end]) => (start || end ? `${start ? '^' : ''}(?:${text})${end ? '$' : ''}` : text));

const constraints: fc.Arbitrary<StringConstraint> = fc
  .record({
    patterns: fc.array(anchored, { minLength: 1, maxLength: 2 }),
    notPatterns: fc.oneof(fc.constant([]), fc.array(anchored, { maxLength: 1 })),
    minLength: fc.constantFrom(0, 0, 1, 2, 5),
    longer: fc.constantFrom(Infinity, Infinity, 0, 1, 4),
  })
  .map(({ patterns, notPatterns, minLength, longer }) => ({
    patterns,
    notPatterns,
    minLength,
    maxLength: minLength + longer,
    formats: [],
    contentEncoding: undefined,
    contentMediaType: undefined,
  }));

function holds({ patterns, notPatterns, minLength, maxLength }: StringConstraint, value: string): boolean {
  const { length } = [...value];
  return (
    length >= minLength &&
    length <= maxLength &&
    patterns.every((source) => new RegExp(source, 'u').test(value)) &&
    !notPatterns.some((source) => new RegExp(source, 'u').test(value))
  );
}

/** All strings over a few characters, up to four of them. */
const SHORT = (() => {
  const all = [''];
  for (let from = 0, length = 1; length <= 4; length++) {
    const to = all.length;
    for (; from < to; from++) for (const char of ['a', 'b', '1', '-', ' ']) all.push(all[from] + char);
  }
  return all;
})();

test('what is made for a random pattern matches it, and nothing is found only where no short string matches', () => {
  let made = 0;
  fc.assert(
    fc.property(constraints, fc.nat(), (constraint, seed) => {
      const generator = compileStringGenerator(constraint);
      if (generator === undefined) {
        expect(SHORT.find((value) => holds(constraint, value))).toBeUndefined();
        return;
      }
      made++;
      const random = createRandom(seed);
      for (let i = 0; i < 5; i++) {
        const value = generator.generate(random, 0);
        expect(holds(constraint, value), JSON.stringify(value)).toBe(true);
      }
    }),
    { numRuns: 600, seed: 20260115 },
  );
  expect(made).toBeGreaterThan(200);
});

test('the automaton reads a value as the engine does', () => {
  // A nested quantifier makes a pattern one for the automaton; the whole stays quick on short values.
  const risky = anchored.map((source) => `(?:x+x?)+|${source}`);
  fc.assert(
    fc.property(risky, fc.array(fc.constantFrom(...SHORT), { maxLength: 2 }), (source, parts) => {
      const value = parts.join('');
      expect(matcherOf(source)?.(value)).toBe(new RegExp(source, 'u').test(value));
    }),
    { numRuns: 600, seed: 20260115 },
  );
});
