import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  createSchemaScope,
  type Dialect,
  type Direction,
  prepareValidation,
} from '../../src/schema/index.ts';

beforeAll(prepareValidation);

const keyword = fc.constantFrom(
  ...['$ref', '$id', 'id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$recursiveRef', '$recursiveAnchor'],
  ...['$schema', '$defs', 'definitions', 'type', 'enum', 'const', 'nullable', 'x-nullable', 'discriminator'],
  ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required', 'dependencies'],
  ...[
    'dependentSchemas',
    'dependentRequired',
    'items',
    'prefixItems',
    'additionalItems',
    'contains',
    'minContains',
  ],
  ...['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'unevaluatedItems', 'unevaluatedProperties'],
  ...[
    'minimum',
    'exclusiveMinimum',
    'multipleOf',
    'minLength',
    'pattern',
    'format',
    'uniqueItems',
    'readOnly',
  ],
  ...['__proto__', 'constructor', 'example', 'a', 'mapping', 'propertyName'],
);
const word = fc.constantFrom(
  ...[
    '',
    '#',
    '#/',
    '#/a',
    '#/$defs/a',
    '#a',
    'a',
    '/',
    '//',
    'http://[',
    '%',
    '#%zz',
    '~',
    'urn:x',
    '__proto__',
  ],
  ...[
    'string',
    'object',
    'Object',
    'any',
    '(',
    '^a',
    '[[:constructor:]]',
    'uuid',
    'http://json-schema.org/draft-07/schema#',
  ],
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, Number.POSITIVE_INFINITY, 3),
    word,
    fc.array(tie('json'), { maxLength: 3 }),
    {
      weight: 6,
      arbitrary: fc.dictionary(keyword, tie('json'), { minKeys: 1, maxKeys: 5, noNullPrototype: true }),
    },
  ),
}));

const DIALECTS: Dialect[] = ['2020-12', '2019-09', 'draft-07', 'draft-04', 'openapi-3.0', 'swagger-2.0'];
const dialect = fc.constantFrom(...DIALECTS);
const direction = fc.constantFrom<Direction>('any', 'request', 'response');

test('whatever stands where a schema should be is read, compiled and explained without a crash', () => {
  fc.assert(
    fc.property(
      json,
      json,
      fc.array(json, { maxLength: 5 }),
      dialect,
      direction,
      (root, other, values, written, way) => {
        const scope = createSchemaScope({ compileAfter: 0 });
        const uri = 'file:///api.json';
        scope.addResource({ uri, root, dialect: written });
        scope.addResource({ uri: 'file:///a', root: other, dialect: written });
        const schema = scope.schema({ value: root, uri, pointer: '' }, way);
        for (const value of values) {
          const verdict = schema.accepts(value);
          expect(scope.holds(schema.json, value)).toBe(verdict);
          expect(schema.violations(value).length === 0).toBe(verdict);
        }
      },
    ),
    { numRuns: 500, seed: 3 },
  );
});

test('a schema that holds itself, as YAML can write it, is read to a bounded depth', () => {
  const value: Record<string, unknown> = { type: 'object' };
  value['properties'] = { self: value };
  const scope = createSchemaScope();
  const schema = scope.schema({ value, uri: 'memory:x', pointer: '' });
  expect([schema.accepts({ self: { self: 1 } }), schema.accepts({ self: {} })]).toEqual([false, true]);
  expect(scope.faults.map(({ code }) => code)).toContain('schema-too-large');
});

test('aliases that multiply are read to a bounded size', () => {
  let value: unknown = { type: 'string' };
  for (let i = 0; i < 30; i++) value = { type: 'object', properties: { a: value, b: value } };
  const scope = createSchemaScope();
  expect(scope.schema({ value, uri: 'memory:x', pointer: '' }).accepts({ a: 1 })).toBe(false);
  expect(scope.faults.map(({ code }) => code)).toContain('schema-too-large');
});
