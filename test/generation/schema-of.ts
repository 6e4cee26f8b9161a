import { createSchemaScope, type Schema } from '../../src/schema/index.ts';

/** A schema of 2020-12 that is given as data, as requests read it. */
export function schemaOf(json: object): Schema {
  const scope = createSchemaScope();
  scope.addResource({ uri: 'test:schema', root: json, dialect: '2020-12' });
  return scope.schema({ value: json, uri: 'test:schema', pointer: '' }, 'request');
}
