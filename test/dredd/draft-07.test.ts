import { expect, test } from 'vitest';
import { draft07 } from '../../src/dredd/draft-07.ts';
import { createSchemaScope, type Dialect, prepareValidation, type Schema } from '../../src/schema/index.ts';
import { suiteCases, suitePresent, suiteRemotes } from '../support/corpus.ts';
import { metaSchemas } from '../support/native-judge.ts';
import { gavelSays, gavelTakes } from './gavel.ts';

function schemaOf(root: unknown, dialect: Dialect = '2020-12', remotes = new Map<string, unknown>()): Schema {
  const scope = createSchemaScope();
  for (const [uri, value] of remotes) scope.addResource({ uri, root: value, dialect });
  scope.addResource({ uri: 'memory:test', root, dialect });
  return scope.schema({ value: root, uri: 'memory:test', pointer: '' });
}

/** [what the schema says, schema, values that Dredd must refuse, values that it must take] */
const said: ReadonlyArray<[string, unknown, unknown[], unknown[]]> = [
  ['a type of several', { type: ['string', 'null'] }, [1, {}], ['a', null]],
  ['numeric bounds', { exclusiveMinimum: 1, maximum: 3 }, [1, 4], [2, 3, 'x']],
  [
    'a tuple',
    { prefixItems: [{ type: 'integer' }], items: { type: 'string' } },
    [['a'], [1, 2]],
    [[], [1, 'a']],
  ],
  ['a tuple with an end', { prefixItems: [true, true], items: false }, [[1, 2, 3]], [[1], [1, 2]]],
  ['const', { const: null }, [0, ''], [null]],
  ['members that demand others', { dependentRequired: { a: ['b'] } }, [{ a: 1 }], [{ b: 1 }, { a: 1, b: 1 }]],
  [
    'schemas that hang on members',
    { dependentSchemas: { a: { required: ['b'] }, c: { maxProperties: 1 } } },
    [{ a: 1 }, { c: 1, d: 1 }],
    [{ c: 1 }],
  ],
  [
    'unevaluated members of one schema',
    { properties: { a: true }, unevaluatedProperties: false },
    [{ b: 1 }],
    [{ a: 1 }],
  ],
  [
    'recursion',
    { type: 'object', properties: { next: { $ref: '#' }, n: { type: 'integer' } } },
    [{ next: { next: { n: 'x' } } }],
    [{ next: { next: { n: 1 } } }],
  ],
  [
    'keywords beside a reference',
    { $ref: '#/$defs/a', required: ['b'], $defs: { a: { required: ['a'] } } },
    [{ a: 1 }, { b: 1 }],
    [{ a: 1, b: 1 }],
  ],
  ['a pattern', { pattern: '^[A-Z]-\\d+$' }, ['a-1'], ['A-12']],
  [
    'a date and time',
    { format: 'date-time' },
    ['yesterday'],
    ['2026-01-01T00:00:00Z', '2026-01-01t00:00:00.5+02:00'],
  ],
  ['an address', { format: 'email' }, ['nobody'], ['a@b.example', '"a b"@c.example']],
  [
    'members that every object inherits',
    { properties: { constructor: { type: 'string' } } },
    [{ constructor: 1 }],
    [{}, { constructor: 'x' }],
  ],
  ['not', { not: { required: ['a'] } }, [{ a: 1 }], [{}]],
  [
    'exactly one of several',
    { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    [{}, { a: 1, b: 1 }],
    [{ a: 1 }],
  ],
  ['a condition', { if: { required: ['a'] }, then: { required: ['b'] } }, [{ a: 1 }], [{}, { a: 1, b: 1 }]],
  ['the schema that nothing satisfies', false, [1, {}], []],
  ['values', { enum: [1, 'a', null] }, [2, 'b'], [1, 'a', null]],
];

test.each(said)('Dredd understands %s', (_, schema, refused, taken) => {
  const translated = draft07(schemaOf(schema));
  expect(refused.filter((value) => gavelSays(translated, value).length === 0)).toEqual([]);
  expect(taken.flatMap((value) => gavelSays(translated, value))).toEqual([]);
});

/** [what would be said too much, schema, values that are valid] */
const loosened: ReadonlyArray<[string, unknown, unknown[]]> = [
  ['a step that division cannot tell', { multipleOf: 0.01 }, [19.99, 4.35]],
  ['a refusal of what is not looked at', { not: { multipleOf: 0.3 } }, [1]],
  ['one of several that look alike', { oneOf: [{ format: 'byte' }, { format: 'duration' }] }, ['P1D']],
  [
    'a condition that is not looked at',
    { if: { contains: { const: 1 }, maxContains: 1 }, else: false },
    [[1]],
  ],
  [
    'further members beside a pattern that is not read',
    { patternProperties: { '^\\p{Lu}': true }, additionalProperties: false },
    [{ Ä: 1 }],
  ],
  ['nothing contained', { contains: { const: 1 }, minContains: 0 }, [[2]]],
  [
    'unevaluated members of several schemas',
    { allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
    [{ a: 1 }],
  ],
  [
    'a reference that is not exact, refused',
    { not: { $ref: '#/$defs/a' }, $defs: { a: { format: 'duration' } } },
    ['x'],
  ],
  ['characters of two halves', { pattern: '^.$' }, ['😀']],
];

test.each(loosened)('Dredd is told less than %s', (_, schema, values) => {
  const source = schemaOf(schema);
  const patterns = values.every((value) => !/[\ud800-\udfff]/.test(String(value)));
  expect(values.flatMap((value) => gavelSays(draft07(source, patterns), value))).toEqual([]);
});

test.skipIf(!suitePresent)(
  'of the values of the JSON Schema test suite that are valid, Dredd takes each one, and of the others it refuses most',
  { timeout: 120_000 },
  async () => {
    await prepareValidation();
    const remotes = new Map([...suiteRemotes(), ...(await metaSchemas())]);
    const alarms: string[] = [];
    let refused = 0;
    let invalid = 0;
    for (const { file, description, schema, tests } of suiteCases('draft2020-12')) {
      const source = schemaOf(schema, '2020-12', remotes);
      const takes = gavelTakes(draft07(source));
      const takesHalves = gavelTakes(draft07(source, false));
      for (const { data, description: what } of tests) {
        const isTaken = /[\ud800-\udfff]/.test(JSON.stringify(data)) ? takesHalves(data) : takes(data);
        if (source.accepts(data)) {
          if (!isTaken) alarms.push(`${file}: ${description}: ${what}`);
          continue;
        }
        invalid++;
        if (!isTaken) refused++;
      }
    }
    expect(alarms).toEqual([]);
    expect(refused / invalid).toBeGreaterThan(0.5);
    process.stdout.write(`Dredd refuses ${refused} of ${invalid} invalid values.\n`);
  },
);
