import { type Schema, Validator } from '@cfworker/json-schema';
import { assert, check, property, sample } from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type Arbitraries, createArbitraries, createGenerator } from '../../src/generation/index.ts';
import { prepareValidation } from '../../src/schema/index.ts';
import { schemaOf } from './schema-of.ts';

let arbitraries: Arbitraries;
beforeAll(async () => {
  await prepareValidation();
  arbitraries = await createArbitraries(await createGenerator());
});

const user: Schema = {
  type: 'object',
  required: ['name', 'age'],
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 40 },
    age: { type: 'integer', minimum: 0, maximum: 150 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 5 },
  },
  additionalProperties: false,
};

test('its values are valid for another validator', () => {
  const judge = new Validator(user, '2020-12');
  assert(property(arbitraries.of(schemaOf(user)), (value) => judge.validate(value).valid));
});

test('its invalid values are invalid for another validator', () => {
  const judge = new Validator(user, '2020-12');
  assert(
    property(arbitraries.of(schemaOf(user), { invalid: true }), (value) => !judge.validate(value).valid),
  );
});

test('a failing property shrinks to the smallest value that the schema takes', () => {
  const arbitrary = arbitraries.of(schemaOf(user));
  const { counterexample } = check(
    property(arbitrary, (value) => (value as { age: number }).age < 18),
    { seed: 7 },
  );
  const [smallest] = counterexample ?? [];
  expect(Object.keys(smallest as object)).toEqual(['name', 'age']);
  expect(smallest).toMatchObject({ age: 18 });
  expect((smallest as { name: string }).name).toHaveLength(2);
});

test('the same seed gives the same values', () => {
  const values = () => sample(arbitraries.of(schemaOf(user)), { seed: 3, numRuns: 10 });
  expect(values()).toEqual(values());
  expect(arbitraries.sample(schemaOf(user), 5)).toEqual(arbitraries.sample(schemaOf(user), 5));
});
