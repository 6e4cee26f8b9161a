import { isJsonObject, type JsonObject } from '../../schema/index.ts';
import { isAnnotation } from './annotations.ts';

/**
 * A schema of Swagger 2.0 in the words of OpenAPI 3.0 (3.0.4, Schema Object). Its subschemas have been written before.
 * May change the schema that it is given.
 */
export function toOpenApi30(schema: JsonObject): JsonObject {
  if (schema['x-nullable'] !== undefined) {
    if (schema['x-nullable'] === true) schema['nullable'] = true;
    delete schema['x-nullable'];
  }
  if (typeof schema['$ref'] === 'string') return besideReference(schema);
  delete schema['collectionFormat'];
  if (schema['type'] === 'file') {
    schema['type'] = 'string';
    schema['format'] ??= 'binary';
  }
  if (Array.isArray(schema['type']) || schema['type'] === 'null') spellTypes(schema, [schema['type']].flat());
  if (Array.isArray(schema['items']))
    schema['items'] = anyOfItems(schema['items'], schema['additionalItems']);
  delete schema['additionalItems'];
  if (schema['type'] === 'array' && schema['items'] === undefined) schema['items'] = {};
  if (Array.isArray(schema['required']) && schema['required'].length === 0) delete schema['required'];
  return schema;
}

/** Nothing counts beside a reference: what demands nothing stays beside an `allOf`, the rest goes. */
function besideReference(schema: JsonObject): JsonObject {
  const { $ref, ...beside } = schema;
  const kept = Object.entries(beside).filter(([key]) => key === 'nullable' || isAnnotation(key));
  return kept.length === 0 ? { $ref } : { ...Object.fromEntries(kept), allOf: [{ $ref }] };
}

/** OpenAPI 3.0 has one type at most, and `nullable`. */
function spellTypes(schema: JsonObject, types: unknown[]): void {
  const nullable = types.includes('null');
  const others = types.filter((type) => type !== 'null');
  delete schema['type'];
  if (others.length > 1) {
    const anyOf = others.map((type) => oneType(type, nullable));
    schema['allOf'] = [...(Array.isArray(schema['allOf']) ? schema['allOf'] : []), { anyOf }];
  } else if (others.length === 1) {
    schema['type'] = others[0];
  } else if (nullable) {
    schema['enum'] = [null];
  }
  if (nullable) schema['nullable'] = true;
}

function oneType(type: unknown, nullable: boolean): JsonObject {
  return { type, ...(type === 'array' ? { items: {} } : {}), ...(nullable ? { nullable } : {}) };
}

/** OpenAPI 3.0 has no schemas by position. */
function anyOfItems(schemas: unknown[], others: unknown): unknown {
  const all = isJsonObject(others) ? [...schemas, others] : schemas;
  return all.length > 1 ? { anyOf: all } : (all[0] ?? {});
}
