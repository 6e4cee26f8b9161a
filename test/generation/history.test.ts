import { expect, test } from 'vitest';
import { createGenerator } from '../../src/generation/index.ts';
import { createSchemaScope, prepareValidation, type Schema } from '../../src/schema/index.ts';

const uri = 'https://history.test/';

/** A long list of items of many kinds: more choices than one attempt may work out. */
function list(kinds: number, minItems: number): object {
  const member = { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] };
  const oneOf = Array.from({ length: kinds }, (_, at) => ({
    required: ['kind'],
    properties: { [`m${at}`]: member, kind: { const: at } },
  }));
  return { type: 'array', minItems, items: { type: 'object', oneOf } };
}

function schemaOf(root: object): Schema {
  const scope = createSchemaScope();
  scope.addResource({ uri, root, dialect: '2020-12' });
  return scope.schema({ value: root, uri, pointer: '' });
}

test('a value does not depend on what was generated before it', async () => {
  const [generator] = await Promise.all([createGenerator({ seed: 'h' }), prepareValidation()]);
  const root = list(120, 400);
  const [fresh, used] = [schemaOf(root), schemaOf(root)];
  for (let at = 0; at < 8; at++) generator.generate(used, { key: `earlier ${at}` });
  expect(generator.generate(used, { key: 'last' })).toEqual(generator.generate(fresh, { key: 'last' }));
});
