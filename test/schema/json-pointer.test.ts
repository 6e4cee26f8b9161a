import { expect, test } from 'vitest';
import { escapeToken, joinPointer, parsePointer, sameJson, valueAt } from '../../src/schema/index.ts';

/** RFC 6901 section 5. */
const example = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8, ' ': 7 };

test.each([
  ['', example],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/foo/01', undefined],
  ['/foo/-', undefined],
  ['/foo/length', undefined],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/m~0n', 8],
  ['/ ', 7],
  ['/toString', undefined],
  ['/m~0n/x', undefined],
  ['foo', undefined],
])('%j names %j', (pointer, value) => {
  expect(valueAt(example, pointer)).toEqual(value);
});

test('tokens are escaped and unescaped', () => {
  const tokens = ['a/b', '~1', '', 'x'];
  expect(joinPointer('/p', ...tokens, 3)).toBe('/p/a~1b/~01//x/3');
  expect(parsePointer(joinPointer('', ...tokens))).toEqual(tokens);
  expect(escapeToken('~/')).toBe('~0~1');
  expect(parsePointer('x')).toBeUndefined();
});

test.each([
  [{ a: 1, b: [1] }, { b: [1], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: undefined }, {}, false],
  [JSON.parse('{"__proto__":1}'), {}, false],
  [JSON.parse('{"valueOf":1}'), JSON.parse('{"valueOf":1}'), true],
  [null, {}, false],
  [0, false, false],
  [[], {}, false],
])('%j equals %j: %s', (a, b, expected) => {
  expect(sameJson(a, b)).toBe(expected);
  expect(sameJson(b, a)).toBe(expected);
});
