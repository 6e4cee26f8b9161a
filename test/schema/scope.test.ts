import { beforeAll, expect, test } from 'vitest';
import { createSchemaScope, prepareValidation } from '../../src/schema/index.ts';

beforeAll(prepareValidation);

const uri = 'file:///api.json';

function open30(components: Record<string, unknown>) {
  const scope = createSchemaScope();
  const root = { openapi: '3.0.3', components: { schemas: components } };
  scope.addResource({ uri, root, dialect: 'openapi-3.0' });
  return {
    scope,
    get: (name: string, direction?: 'request' | 'response') =>
      scope.schema({ value: components[name], uri, pointer: `/components/schemas/${name}` }, direction),
  };
}

test('a reference becomes the id of another schema of the scope, which knows its component name', () => {
  const { scope, get } = open30({
    User: { type: 'object', properties: { boss: { $ref: '#/components/schemas/User' } } },
  });
  const user = get('User');
  expect(user.json).toEqual({ type: 'object', properties: { boss: { $ref: user.id } } });
  expect(scope.byId(user.id).name).toBe('User');
  expect(user.accepts({ boss: { boss: {} } })).toBe(true);
  expect(user.accepts({ boss: { boss: 1 } })).toBe(false);
});

test('readOnly properties are not demanded in a request, wherever they are declared', () => {
  const { get } = open30({
    Base: { properties: { id: { type: 'integer', readOnly: true } } },
    User: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: ['id', 'name'] }] },
  });
  expect(get('User', 'request').accepts({ name: 'x' })).toBe(true);
  expect(get('User', 'response').accepts({ name: 'x' })).toBe(false);
  expect(get('User').accepts({ name: 'x' })).toBe(false);
});
