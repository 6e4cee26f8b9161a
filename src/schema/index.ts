export { prepareValidation } from './compiler.ts';
export { isMultipleOf, sameJson } from './equality.ts';
export { formatCheck, numberFormatCheck } from './formats.ts';
export { isJsonObject, type JsonObject, own, setOwn } from './json.ts';
export { escapeToken, joinPointer, parsePointer, valueAt } from './json-pointer.ts';
export { editDistance, nearName } from './near-name.ts';
export { compilePattern } from './pattern.ts';
export { loadQueries, type Queries } from './queries.ts';
export { isSecretName, receivedText } from './received.ts';
export type {
  Dialect,
  Direction,
  Resource,
  Schema,
  SchemaScope,
  SchemaSource,
} from './schema.ts';
export { createSchemaScope } from './scope.ts';
export type { Violation } from './violation.ts';
