import { type JsonObject, setOwn } from '../../schema/index.ts';
import { isAnnotation } from './annotations.ts';

/** Keywords that could refuse null whatever `type` says. */
const guards: readonly string[] = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not', 'const', 'if'];
/** What OpenAPI 3.0 knows not and 3.1 would follow. */
const names: readonly string[] = [
  '$id',
  '$anchor',
  '$dynamicAnchor',
  '$dynamicRef',
  '$schema',
  '$recursiveRef',
];

/**
 * A schema of OpenAPI 3.0 as JSON Schema 2020-12, as OpenAPI 3.1 has it. Its subschemas have been written before.
 * May change the schema that it is given.
 */
export function toOpenApi31(schema: JsonObject): JsonObject {
  for (const name of names) delete schema[name];
  if (typeof schema['$ref'] === 'string') dropIdle(schema);
  exclusive(schema, 'minimum', 'exclusiveMinimum');
  exclusive(schema, 'maximum', 'exclusiveMaximum');
  if (Array.isArray(schema['items'])) {
    schema['prefixItems'] = schema['items'];
    delete schema['items'];
    if (schema['additionalItems'] !== undefined) schema['items'] = schema['additionalItems'];
  }
  delete schema['additionalItems'];
  const { nullable } = schema;
  delete schema['nullable'];
  return nullable === true ? admitNull(schema) : schema;
}

/** OpenAPI 3.0 ignores what stands beside a reference; 3.1 does not. */
function dropIdle(schema: JsonObject): void {
  for (const key of Object.keys(schema)) {
    const kept = key === '$ref' || key === 'nullable' || isAnnotation(key);
    if (!kept) delete schema[key];
  }
}

function exclusive(schema: JsonObject, bound: string, keyword: string): void {
  if (typeof schema[keyword] !== 'boolean') return;
  const strict = schema[keyword];
  delete schema[keyword];
  if (!strict || schema[bound] === undefined) return;
  schema[keyword] = schema[bound];
  delete schema[bound];
}

function admitNull(schema: JsonObject): JsonObject {
  if (guards.some((keyword) => schema[keyword] !== undefined)) {
    const outer: JsonObject = {};
    const inner: JsonObject = {};
    for (const [key, value] of Object.entries(schema)) {
      setOwn(isAnnotation(key) ? outer : inner, key, value);
    }
    outer['anyOf'] = [inner, { type: 'null' }];
    return outer;
  }
  const { type, enum: values } = schema;
  if (typeof type === 'string' && type !== 'null') schema['type'] = [type, 'null'];
  else if (Array.isArray(type) && !type.includes('null')) schema['type'] = [...type, 'null'];
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...values, null];
  return schema;
}
