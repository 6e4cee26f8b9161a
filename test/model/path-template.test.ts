import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parsePathTemplate } from '../../src/model/index.ts';

const shape = (key: string): string =>
  parsePathTemplate(key)
    .segments.map((pieces) =>
      pieces
        .map((piece) =>
          typeof piece === 'string' ? piece : `<${piece.name}${piece.isMultiSegment ? '...' : ''}>`,
        )
        .join(' '),
    )
    .join(' | ');

const cases: Array<[key: string, segments: string, query: string, fragment: string]> = [
  ['/', '', '', ''],
  ['', '', '', ''],
  ['/a', 'a', '', ''],
  ['a', 'a', '', ''],
  ['/a/', 'a | ', '', ''],
  ['//a', ' | a', '', ''],
  ['/a/{b}', 'a | <b>', '', ''],
  ['/f/{n}.{e}', 'f | <n> . <e>', '', ''],
  ['/v1/{n}:cancel', 'v1 | <n> :cancel', '', ''],
  ['/range({x})', 'range( <x> )', '', ''],
  ['/{a}{b}', '<a> <b>', '', ''],
  ['/{+p}', '<p...>', '', ''],
  ['/{p*}', '<p...>', '', ''],
  ['/{p+}', '<p...>', '', ''],
  ['/v1/{name=projects/*/x/*}:go', 'v1 | <name...> :go', '', ''],
  ['/v1/{name=*}', 'v1 | <name>', '', ''],
  ['/v1/{name=**}', 'v1 | <name...>', '', ''],
  ['/{p:.*}', '<p...>', '', ''],
  ['/{p:path}', '<p...>', '', ''],
  ['/{id:[0-9]{3}}/x', '<id> | x', '', ''],
  ['/{;id*}', '<id>', '', ''],
  ['/{.id}', '<id>', '', ''],
  ['/a{?page,size}', 'a', '', ''],
  ['/a?b=c&d', 'a', 'b=c&d', ''],
  ['/a#b', 'a', '', 'b'],
  ['/a?b#c?d#e', 'a', 'b', 'c?d#e'],
  ['/a/{b', 'a | {b', '', ''],
  ['/a/b}/{c}', 'a | b} | <c>', '', ''],
  ['/a/{}', 'a | <>', '', ''],
  ['/%7Ea/é', '%7Ea | é', '', ''],
];

test.each(cases)('%j is read as %j', (key, segments, query, fragment) => {
  const template = parsePathTemplate(key);
  expect([shape(key), template.query, template.fragment]).toEqual([segments, query, fragment]);
});

test('any text can be read, and its literal text survives', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('/', '{', '}', '?', '#', '*', '+', ':', '=', 'a', '%') }),
      (key) => {
        const { segments, expressions } = parsePathTemplate(key);
        expect(segments.length).toBeGreaterThan(0);
        expect(segments.flat().filter((piece) => typeof piece !== 'string')).toEqual(expressions);
      },
    ),
  );
});

test('a long run of braces is read in linear time', () => {
  expect(parsePathTemplate(`/${'{'.repeat(100_000)}`).expressions).toEqual([]);
  expect(parsePathTemplate(`/${'{a}'.repeat(50_000)}`).expressions).toHaveLength(50_000);
});
