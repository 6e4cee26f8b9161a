import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createSchemaScope, prepareValidation } from '../../src/schema/index.ts';

beforeAll(prepareValidation);

const name = fc.constantFrom('a', 'b', 'c', '', 'constructor');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 2.5, -1, '', 'a', 'ab', 'b'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 3 }),
  ),
}));

const bound = fc.integer({ min: 0, max: 3 });
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'object', 'array', 'null');

const { schema } = fc.letrec((tie) => {
  const list = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.boolean(),
      fc.record({ type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })) }),
      fc.record({ const: value }),
      fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 3 }) }),
      fc.record(
        { minimum: bound, maximum: bound, exclusiveMinimum: bound, multipleOf: fc.constantFrom(1, 2, 0.5) },
        { requiredKeys: [] },
      ),
      fc.record(
        { minLength: bound, maxLength: bound, pattern: fc.constantFrom('^a', 'b$') },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          prefixItems: list,
          items: tie('schema'),
          contains: tie('schema'),
          minContains: bound,
          maxContains: bound,
          minItems: bound,
          uniqueItems: fc.boolean(),
          unevaluatedItems: tie('schema'),
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          properties: fc.dictionary(name, tie('schema'), { maxKeys: 2 }),
          patternProperties: fc.dictionary(fc.constantFrom('^a', 'b|c'), tie('schema'), { maxKeys: 2 }),
          additionalProperties: tie('schema'),
          propertyNames: tie('schema'),
          required: names,
          minProperties: bound,
          maxProperties: bound,
          dependentRequired: fc.dictionary(name, names, { maxKeys: 1 }),
          dependentSchemas: fc.dictionary(name, tie('schema'), { maxKeys: 1 }),
          unevaluatedProperties: tie('schema'),
        },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          allOf: list,
          anyOf: list,
          oneOf: list,
          not: tie('schema'),
          if: tie('schema'),
          then: tie('schema'),
          else: tie('schema'),
          unevaluatedProperties: tie('schema'),
          unevaluatedItems: tie('schema'),
          $ref: fc.constantFrom('#/$defs/x', '#/$defs/y'),
        },
        { requiredKeys: [] },
      ),
    ),
  };
});

test('compiled, interpreted and explained, random schemas mean what they mean to another validator', () => {
  fc.assert(
    fc.property(
      schema,
      schema,
      schema,
      fc.array(value, { minLength: 5, maxLength: 10 }),
      (main, x, y, values) => {
        const root = { $defs: { x, y }, allOf: [main] };
        const judge = new Validator(root as never, '2020-12', false);
        const scope = createSchemaScope({ compileAfter: 0 });
        const adopted = scope.schema({ value: root, uri: 'memory:root', pointer: '' });
        for (const each of values) {
          let verdict: boolean;
          try {
            verdict = judge.validate(each).valid;
          } catch {
            // A circle of references.
            continue;
          }
          const ours = [
            scope.holds(adopted.json, each),
            adopted.accepts(each),
            adopted.violations(each).length === 0,
          ];
          expect({ root, each, ours }).toEqual({ root, each, ours: [verdict, verdict, verdict] });
        }
      },
    ),
    { numRuns: 300, seed: 7 },
  );
});
