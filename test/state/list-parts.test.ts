import { expect, test } from 'vitest';
import type { Filter, Paging } from '../../src/resource/index.ts';
import { mentions, passes } from '../../src/state/filter.ts';
import { ordered, orderTerms } from '../../src/state/ordering.ts';
import { cursorOf, pageOf } from '../../src/state/paging.ts';

const thing = {
  name: 'Blue Chair',
  price: 12.5,
  sold: false,
  tags: ['wood', 'blue'],
  made: '2026-01-05T10:00:00Z',
  owner: { id: 7 },
  note: null,
};

test.each<[string, string, Filter['compare'], unknown, boolean]>([
  ['a text equals itself', '/name', 'equals', 'Blue Chair', true],
  ['a text in another case differs', '/name', 'equals', 'blue chair', false],
  ['a number equals its text', '/price', 'equals', '12.50', true],
  ['a boolean equals its text', '/sold', 'equals', 'false', true],
  ['one of several wanted suffices', '/name', 'equals', ['Desk', 'Blue Chair'], true],
  ['one of several had suffices', '/tags/*', 'equals', 'wood', true],
  ['a list parted by commas', '/name', 'in', 'Desk,Blue Chair', true],
  ['none of a list', '/name', 'in', 'Desk,Lamp', false],
  ['another is not it', '/name', 'not', 'Desk', true],
  ['a part within', '/name', 'icontains', 'CHAIR', true],
  ['a beginning', '/name', 'startswith', 'blue', true],
  ['an end', '/name', 'endswith', 'table', false],
  ['more than less', '/price', 'gt', 12, true],
  ['not more than itself', '/price', 'gt', 12.5, false],
  ['at least itself', '/price', 'gte', '12.5', true],
  ['later than a date', '/made', 'gte', '2026-01-05', true],
  ['not before a date', '/made', 'lt', '2026-01-05', false],
  ['a nested key', '/owner/id', 'equals', 7, true],
  ['null is nothing', '/note', 'exists', 'true', false],
  ['null is empty', '/note', 'empty', true, true],
  ['nothing is compared with null', '/note', 'lt', 5, false],
  ['nothing is asked for', '/name', 'equals', '', true],
])('filter: %s', (_title, pointer, compare, wanted, expected) => {
  expect(passes(thing, { pointers: [pointer], compare }, wanted)).toBe(expected);
});

test('search looks into all texts', () => {
  expect([mentions(thing, 'BLUE c'), mentions(thing, 'WOOD'), mentions(thing, 'iron')]).toEqual([
    true,
    true,
    false,
  ]);
});

test.each([
  [
    'sign',
    '-created_at,name',
    undefined,
    [
      ['created_at', true],
      ['name', false],
    ],
  ],
  [
    'sign',
    ['+a', '-b'],
    undefined,
    [
      ['a', false],
      ['b', true],
    ],
  ],
  ['word', 'name desc', undefined, [['name', true]]],
  [
    'colon',
    'name:desc,age:asc',
    undefined,
    [
      ['name', true],
      ['age', false],
    ],
  ],
  ['comma', 'name,desc', undefined, [['name', true]]],
  ['plain', 'name', 'DESC', [['name', true]]],
  ['plain', undefined, 'desc', []],
] as const)('ordering by %s: %j %s', (spelling, by, direction, expected) => {
  const terms = orderTerms(spelling, by, direction);
  expect(terms.map(({ name, descending }) => [name, descending])).toEqual(expected);
});

test('what has no value comes last, either way, and equals keep their order', () => {
  const items = [{ n: 2, k: 'a' }, { n: null, k: 'b' }, { n: 1, k: 'c' }, { n: 2, k: 'd' }, { k: 'e' }];
  const keys = (descending: boolean) =>
    ordered(items, (item) => item, [{ name: 'n', descending }])
      .map(({ k }) => k)
      .join('');
  expect([keys(false), keys(true)]).toEqual(['cadbe', 'adcbe']);
});

const base: Paging = {
  kind: 'page',
  page: undefined,
  firstPage: 1,
  offset: undefined,
  size: undefined,
  defaultSize: 4,
  maxSize: 5,
  after: undefined,
  before: undefined,
  byKey: false,
};
const letters = [...'abcdefghij'];
const page = (paging: Partial<Paging>, asked: Parameters<typeof pageOf>[3]) => {
  const found = pageOf(letters, (letter) => letter, { ...base, ...paging }, asked);
  return found && `${found.items.join('')} ${found.hasPrevious ? '<' : ''}${found.hasNext ? '>' : ''}`;
};

test.each([
  ['the first page', {}, {}, 'abcd >'],
  ['the last page', {}, { page: 3 }, 'ij <'],
  ['a page beyond', {}, { page: 9 }, ' <'],
  ['pages from 0', { firstPage: 0 as const }, { page: 1 }, 'efgh <>'],
  ['a size within bounds', {}, { size: 100 }, 'abcde >'],
  ['an offset', { kind: 'offset' as const }, { offset: 8 }, 'ij <'],
  ['a limit alone', { kind: 'limit-only' as const }, { size: '2' }, 'ab >'],
  ['after a key', { kind: 'cursor' as const }, { after: 'd' }, 'efgh <>'],
  ['before a key', { kind: 'cursor' as const }, { before: 'c' }, 'ab >'],
  ['after a cursor', { kind: 'cursor' as const }, { after: cursorOf('h', 7) }, 'ij <'],
  ['after what is gone', { kind: 'cursor' as const }, { after: cursorOf('gone', 4) }, 'efgh <>'],
  ['after nothing known', { kind: 'cursor' as const }, { after: 'x' }, undefined],
])('paging: %s', (_title, paging, asked, expected) => {
  expect(page(paging, asked)).toBe(expected);
});
