import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexPlainYaml, parsePlainYaml } from '../../src/document/plain-yaml.ts';
import { parseYaml } from '../../src/document/yaml.ts';

const depth = 100;

/** What the parser of all of YAML says; undefined where it refuses or finds fault. */
function judge(text: string): ReturnType<typeof parseYaml> | undefined {
  try {
    const faults: never[] = [];
    const parsed = parseYaml(text, depth, faults);
    return faults.length === 0 ? parsed : undefined;
  } catch {
    return undefined;
  }
}

describe('the plain part of YAML', () => {
  test.each([
    ['members and nested members', 'a: 1\nb:\n  c: x\n  d: true\n'],
    ['lists at the column of their key', 'a:\n- 1\n- 2\nb: ~\n'],
    ['lists in lists', '- - 1\n  - 2\n-\n  - 3\n'],
    ['mappings in lists', '- a: 1\n  b: 2\n-   c: 3\n    d: 4\n'],
    ['nothing, which is null', 'a:\nb: \nc:\n'],
    ['comments', '# one\na: 1 # two\n  # three\nb: # four\n  - 1 # five\n\n# six\n'],
    ['a mark at the beginning', '# one\n---\na: 1\n'],
    ['words that mean something', 'a: [true, False, ~, null, NULL, yes, on, tru]\nb: NULL\nc: TRUE\nd: no\n'],
    ['numbers', 'a: [1, -2, 1.5, 1e3, 0x1F, 0o17, .5, 5.]\nb: 1.2.3\nc: 2024-01-01\nd: 0123\ne: 1e999\n'],
    ['keys that look like something else', '200: a\nnull: b\n1.0: c\ntrue: d\n'],
    ['quoted keys', "'200': a\n\"b c\": d\n'it''s': 1\n"],
    ['colons and number signs inside of words', 'a: http://x#y\nb: a:b\nc#d: e\n'],
    ['scalars of several lines', 'a: one\n  two\n\n  three\nb: x\n'],
    ['quoted texts of several lines', "a: 'one\n  two\n\n  it''s'\nb: \"one\n  two\\\n  \\ three\\n\"\n"],
    ['escapes', 'a: "\\u00e9\\x41\\t\\"\\\\\\/"\n'],
    ['literal texts', 'a: |\n  one\n    two\n\n  three\n\nb: |-\n  x\n\nc: |+\n  y\n\nd: 1\n'],
    ['folded texts', 'a: >\n  one\n  two\n\n  three\n    four\n  five\nb: >-\n\n  x\n'],
    ['flow collections', 'a: []\nb: {}\nc: [a, "b", \'c\', -1, {d: e, "f": [g]}]\nd: [a,\n  b\n  ]\n'],
    ['white space of other kinds', 'a: \u00a0b\u3000\n\u3000c: d\n'],
    ['characters beyond 16 bits', 'a: \u{1f600}\n'],
    ['spaces at the end', 'a: b  \nc: |\n  d  \ne: "f "   \n'],
    ['no break at the end', 'a:\n  - b: |\n      c'],
  ])('%s are read as the other parser reads them', (_fact, text) => {
    const read = parsePlainYaml(text, depth);
    expect(read).not.toBeUndefined();
    const judged = judge(text);
    expect(read).toStrictEqual(judged?.value);
    expect(indexPlainYaml(text, depth)).toStrictEqual(judged?.index());
  });

  test.each([
    ['an anchor', 'a: &x 1\nb: *x\n'],
    ['a tag', 'a: !x 1\n'],
    ['a tab', 'a:\t1\n'],
    ['a carriage return', 'a: 1\r\n'],
    ['a key that occurs twice', 'a: 1\na: 2\n'],
    ['a key that occurs twice in braces', 'a: {b: 1, b: 2}\n'],
    ['a merge key', 'a:\n  <<: 1\n'],
    ['the name of the prototype', '__proto__: 1\n'],
    ['several documents', 'a: 1\n---\nb: 2\n'],
    ['an end mark', 'a: 1\n...\n'],
    ['a directive', '%YAML 1.2\n---\na: 1\n'],
    ['a complex key', '? a\n: b\n'],
    ['a member that is indented less than the first', '  a: 1\n b: 2\n'],
    ['a member that is indented more than the first', 'a: 1\n  b: 2\n'],
    ['a colon in a scalar', 'a: b: c\n'],
    ['a list that is not closed', 'a: [1\n'],
    ['a text that is not closed', 'a: "b\n'],
    ['half of a character', 'a: \ud800\n'],
    ['minus zero', 'a: -0\n'],
    ['no number', 'a: .nan\n'],
    ['an indentation indicator', 'a: |2\n    b\n'],
    ['a lone scalar', 'a\n'],
    ['nothing', '# a\n'],
    ['nesting beyond the limit', '['.repeat(depth) + ']'.repeat(depth)],
    ['nesting beyond the limit in lines', `${'- '.repeat(depth)}a\n`],
  ])('%s is left to the other parser', (_fact, text) => {
    expect(parsePlainYaml(text, depth)).toBeUndefined();
  });

  test('the shipped description keeps to it, so that a start needs no other parser', () => {
    const text = readFileSync(new URL('../../spec/authentik.yaml', import.meta.url), 'utf8');
    const read = parsePlainYaml(text, depth);
    expect(read).not.toBeUndefined();
    expect(read).toStrictEqual(judge(text)?.value);
  });

  test('whatever is read of fragments put together at random, the other parser reads without fault', () => {
    const fragments = [
      ...[
        'a',
        'b',
        'a: ',
        'b:',
        ': ',
        '- ',
        '-',
        '\n',
        '\n  ',
        '\n    ',
        '\n- ',
        ' ',
        '#',
        ' # c',
        "'",
        '"',
        '\\',
        '""',
      ],
      ...[
        '|',
        '>',
        '|-\n',
        '>+\n',
        '[',
        ']',
        '{',
        '}',
        ', ',
        ',',
        '1',
        '-1',
        '~',
        'true',
        '?',
        '&',
        '*',
        '!',
        '<<',
        '%',
      ],
      ...['---', '\n\n', '$ref: ', "'#/x'", 'é', '.', '@', '`', '=', '+', '\\n', '\\u0041', 'null', '0x1'],
    ];
    const texts = fc
      .array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 14 })
      .map((parts) => `a:${parts.join('')}`);
    fc.assert(
      fc.property(texts, (text) => {
        const read = parsePlainYaml(text, depth);
        if (read === undefined) return;
        expect([read]).toStrictEqual([judge(text)?.value]);
      }),
      { numRuns: Number(process.env['FUZZ'] ?? 3000) },
    );
  });
});
