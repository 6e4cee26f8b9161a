import { isJsonObject, type JsonObject, type SchemaScope } from '../../schema/index.ts';

const maxSchemas = 60;

/** The schema objects that apply to a value in its place: itself, through references, allOf, and the branches that hold. */
export function applicable(scope: SchemaScope, schemas: readonly unknown[], value: unknown): JsonObject[] {
  const found: JsonObject[] = [];
  const waiting = [...schemas];
  for (let schema = waiting.shift(); schema !== undefined; schema = waiting.shift()) {
    if (!isJsonObject(schema) || found.includes(schema) || found.length >= maxSchemas) continue;
    found.push(schema);
    if (typeof schema['$ref'] === 'string') waiting.push(scope.byId(schema['$ref']).json);
    if (Array.isArray(schema['allOf'])) waiting.push(...schema['allOf']);
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = schema[keyword];
      if (Array.isArray(branches)) waiting.push(...branches.filter((branch) => scope.holds(branch, value)));
    }
    if (schema['if'] !== undefined) waiting.push(schema[scope.holds(schema['if'], value) ? 'then' : 'else']);
  }
  return found;
}

/** All values that the schemas give to a keyword. */
export function assertions(schemas: readonly JsonObject[], keyword: string): unknown[] {
  return schemas.filter((schema) => Object.hasOwn(schema, keyword)).map((schema) => schema[keyword]);
}

export function numbers(schemas: readonly JsonObject[], keyword: string): number[] {
  return assertions(schemas, keyword).filter((value) => typeof value === 'number');
}
