export { isJsonObject, type JsonObject } from './json.ts';
export { compilePattern } from './pattern.ts';
export type {
  Dialect,
  Direction,
  Resource,
  Schema,
  SchemaFault,
  SchemaScope,
  SchemaSource,
} from './schema.ts';
export type { Violation } from './violation.ts';
