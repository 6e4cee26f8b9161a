import { expect, test } from 'vitest';
import { createSchemaScope, prepareValidation } from '../../src/schema/index.ts';

test.each(['constructor', 'toString', '__proto__'])(
  'a member called %s in a branch is judged, compiled or not',
  async (name) => {
    await prepareValidation();
    const text = `{"properties":{"${name}":true},"if":true,"else":{"properties":{"${name}":{}}}}`;
    const scope = createSchemaScope();
    const root = JSON.parse(text) as object;
    scope.addResource({ uri: 'memory:/names', root, dialect: '2020-12' });
    const schema = scope.schema({ value: root, uri: 'memory:/names', pointer: '' });
    expect(schema.accepts({})).toBe(true);
    expect(schema.accepts(JSON.parse(`{"${name}":1}`))).toBe(true);
  },
);

test('a schema of thousands of members is judged', async () => {
  await prepareValidation();
  const names = Array.from({ length: 3_000 }, (_, index) => `member${index}`);
  const root = { properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
  const scope = createSchemaScope();
  scope.addResource({ uri: 'memory:/many', root, dialect: '2020-12' });
  const schema = scope.schema({ value: root, uri: 'memory:/many', pointer: '' });
  expect(schema.accepts({ member2999: 'x' })).toBe(true);
  expect(schema.accepts({ member2999: 1 })).toBe(false);
});
