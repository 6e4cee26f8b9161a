import { expect, test } from 'vitest';
import { createSchemaScope, prepareValidation, type SchemaScope } from '../../src/schema/index.ts';

const uri = 'file:///api.json';

const User = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, boss: { $ref: '#/components/schemas/User' } },
};

function userOf(scope: SchemaScope) {
  scope.addResource({
    uri,
    root: { openapi: '3.0.3', components: { schemas: { User } } },
    dialect: 'openapi-3.0',
  });
  return scope.schema({ value: User, uri, pointer: '/components/schemas/User' });
}

test('a schema can be used at once, without Ajv', () => {
  const user = userOf(createSchemaScope());
  expect(
    [
      { name: 'a', boss: { name: 'b' } },
      { name: 'a', boss: {} },
    ].map((value) => user.accepts(value)),
  ).toEqual([true, false]);
  expect(user.violations({ name: 1 }).map(({ pointer }) => pointer)).toEqual(['/name']);
});

test('the same source and direction give the same schema, another direction another', () => {
  const scope = createSchemaScope();
  const user = userOf(scope);
  const source = { value: User, uri, pointer: '/components/schemas/User' };
  expect(scope.schema(source)).toBe(user);
  expect(scope.schema(source, 'any')).toBe(user);
  expect(scope.schema(source, 'request')).not.toBe(user);
  expect(scope.byId(user.id)).toBe(user);
  expect(user).toMatchObject({ name: 'User', direction: 'any', scope, source });
});

test('the verdict does not change when a schema that is used often is compiled', async () => {
  await prepareValidation();
  const user = userOf(createSchemaScope({ compileAfter: 3 }));
  const verdicts = Array.from({ length: 12 }, (_, i) => user.accepts(i % 2 ? { name: 'a' } : { name: 1 }));
  expect(verdicts).toEqual(Array.from({ length: 12 }, (_, i) => i % 2 === 1));
});

test.each([0, 1000])(
  'members that every object inherits are no data (compiled after %d uses)',
  async (compileAfter) => {
    await prepareValidation();
    const value = {
      required: ['toString'],
      properties: { constructor: { type: 'string' }, valueOf: { const: { toString: 1 } } },
      dependentRequired: { hasOwnProperty: ['x'] },
      additionalProperties: { type: 'number' },
    };
    Object.defineProperty(value.properties, '__proto__', { value: { type: 'string' }, enumerable: true });
    const schema = createSchemaScope({ compileAfter }).schema({ value, uri: 'memory:x', pointer: '' });
    const verdicts = [
      '{}',
      '{"toString":1}',
      '{"toString":1,"constructor":1}',
      '{"toString":1,"constructor":"x","valueOf":{"toString":1}}',
      '{"toString":1,"valueOf":{"toString":2}}',
      '{"toString":1,"__proto__":"x"}',
      '{"toString":1,"__proto__":1}',
      '{"toString":1,"hasOwnProperty":1}',
      '{"toString":1,"other":"x"}',
    ].map((text) => schema.accepts(JSON.parse(text)));
    expect(verdicts).toEqual([false, true, false, true, false, true, false, false, false]);
  },
);

test('a scope holds a piece of an adopted schema against a value', () => {
  const scope = createSchemaScope();
  const { boss } = (userOf(scope).json as { properties: { boss: unknown } }).properties;
  expect(scope.holds(boss, { name: 'x' })).toBe(true);
  expect(scope.holds(boss, {})).toBe(false);
  expect(scope.holds(false, 1)).toBe(false);
});
