import { beforeAll, expect, test } from 'vitest';
import { createSchemaScope, prepareValidation, type Schema } from '../../src/schema/index.ts';
import { contradicts, fill, mergePatch } from '../../src/state/merge.ts';
import { absent, edit, pick, put } from '../../src/state/pointer.ts';
import { project } from '../../src/state/project.ts';
import { stamped } from '../../src/state/timestamps.ts';

beforeAll(prepareValidation);

function schemaOf(value: object): Schema {
  const scope = createSchemaScope();
  scope.addResource({ uri: 'test:/s', root: value, dialect: '2020-12' });
  return scope.schema({ value, uri: 'test:/s', pointer: '' }, 'response');
}

const integer = { type: 'integer' };

test.each<[string, object, unknown, unknown]>([
  ['members that are not named go', { properties: { a: integer } }, { a: 1, b: 2 }, { a: 1 }],
  ['nothing is named: all stays', { type: 'object' }, { a: 1 }, { a: 1 }],
  [
    'others are described: all stays',
    { properties: { a: integer }, additionalProperties: integer },
    { a: 1, b: 2 },
    { a: 1, b: 2 },
  ],
  ['what is writeOnly goes', { properties: { a: { writeOnly: true }, b: {} } }, { a: 1, b: 2 }, { b: 2 }],
  [
    'items are projected',
    { type: 'array', items: { properties: { a: integer } } },
    [{ a: 1, b: 2 }],
    [{ a: 1 }],
  ],
  [
    'what an alternative leaves away stays where it tells that no other one is meant',
    { oneOf: [{ properties: { a: integer } }, { properties: { a: integer, b: integer } }] },
    { a: 1, b: 'x', c: 3 },
    { a: 1, b: 'x' },
  ],
  [
    'parts of allOf name together',
    { allOf: [{ properties: { a: integer } }, { properties: { b: integer } }] },
    { a: 1, b: 2, c: 3 },
    { a: 1, b: 2 },
  ],
  [
    'the branch of oneOf that keeps most is taken',
    {
      oneOf: [
        { properties: { a: integer }, additionalProperties: false },
        { required: ['b'], properties: { a: integer, b: integer } },
      ],
    },
    { a: 1, b: 2, c: 3 },
    { a: 1, b: 2 },
  ],
  [
    'names by a pattern stay',
    { properties: { a: integer }, patternProperties: { '^x-': true } },
    { a: 1, 'x-b': 2, c: 3 },
    { a: 1, 'x-b': 2 },
  ],
])('projection: %s', (_title, schema, value, expected) => {
  expect(project(schemaOf(schema), value)).toEqual(expected);
});

test('a value of which nothing goes is itself', () => {
  const value = { a: 1 };
  expect(project(schemaOf({ properties: { a: integer } }), value)).toBe(value);
});

test.each<[unknown, unknown, unknown]>([
  [{ a: 1 }, { a: 2, b: 3 }, { a: 1, b: 3 }],
  [{ a: { b: 1 } }, { a: { b: 2, c: 3 } }, { a: { b: 1, c: 3 } }],
  [{ a: null }, { a: { b: 2 } }, { a: null }],
  [[1], [1, 2], [1]],
])('%j filled by %j is %j', (value, more, expected) => {
  expect(fill(value, more)).toEqual(expected);
});

test.each<[unknown, unknown, unknown]>([
  // RFC 7396, appendix A.
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched by %j is %j', (target, patch, expected) => {
  expect(mergePatch(target, patch)).toEqual(expected);
});

test('a patch cannot reach a prototype', () => {
  const patched = mergePatch({}, JSON.parse('{"__proto__": {"bad": true}}'));
  expect(({} as Record<string, unknown>)['bad']).toBeUndefined();
  expect(Object.getPrototypeOf(patched)).toBe(Object.prototype);
});

test.each<[unknown, unknown, boolean]>([
  ['a', 'b', true],
  ['a', { id: 'a' }, false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1 }, { a: 2 }, true],
  [[1, 2], [1], true],
  [['a', 'b'], [{ id: 1 }], false],
  [['a'], [], true],
  [1, undefined, false],
])('sent %j, shown %j: a contradiction is %s', (sent, shown, expected) => {
  expect(contradicts(sent, shown)).toBe(expected);
});

test('pointers with a star reach every item', () => {
  const value = { users: [{ id: 1 }, { id: 2 }] };
  expect(pick(value, '/users/*/id')).toEqual([1, 2]);
  expect(edit(value, '/users/*/id', (id) => (id === 1 ? absent : id))).toEqual({ users: [{}, { id: 2 }] });
  expect(edit(value, '/users/*', (user) => (user === value.users[0] ? absent : user))).toEqual({
    users: [{ id: 2 }],
  });
  expect(put(value, '/meta/total', 2)).toEqual({ ...value, meta: { total: 2 } });
  expect(edit(value, '/none/*', () => 1)).toBe(value);
});

test.each([
  ['created_at', '2020-01-01T00:00:00Z', '2030-01-02T03:04:05Z'],
  ['createdAt', '2020-01-01T00:00:00.000+02:00', '2030-01-02T03:04:05.000+00:00'],
  ['date_created', '2020-01-01', '2030-01-02'],
  ['updated', 1_577_836_800, 1_893_553_445],
  ['lastModified', 1_577_836_800_000, 1_893_553_445_000],
  ['creation_time', 'yesterday', 'yesterday'],
  ['birthday', '2020-01-01', '2020-01-01'],
])('%s %s becomes %s', (name, before, after) => {
  expect(stamped({ [name]: before }, Date.parse('2030-01-02T03:04:05Z'), true, new Set())).toEqual({
    [name]: after,
  });
});
