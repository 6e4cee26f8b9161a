import { isJsonObject, type JsonObject } from './json.ts';

/** What the values at a place are: schemas, a map or list of them, an OpenAPI document around them, or data. */
export type Position = 'schema' | 'schemas' | 'document' | 'data';

/** How a keyword's value holds schemas. */
type SchemaShape = 'one' | 'list' | 'map' | 'one or list' | 'map of one or list';

/** Keywords of all dialects whose values hold schemas. */
const SCHEMA_KEYWORDS: ReadonlyMap<string, SchemaShape> = new Map<string, SchemaShape>([
  ['$defs', 'map'],
  ['definitions', 'map'],
  ['properties', 'map'],
  ['patternProperties', 'map'],
  ['dependentSchemas', 'map'],
  ['dependencies', 'map of one or list'],
  ['items', 'one or list'],
  ['prefixItems', 'list'],
  ['allOf', 'list'],
  ['anyOf', 'list'],
  ['oneOf', 'list'],
  ['additionalItems', 'one'],
  ['additionalProperties', 'one'],
  ['contains', 'one'],
  ['propertyNames', 'one'],
  ['not', 'one'],
  ['if', 'one'],
  ['then', 'one'],
  ['else', 'one'],
  ['unevaluatedItems', 'one'],
  ['unevaluatedProperties', 'one'],
  ['contentSchema', 'one'],
]);

/** Keys of an OpenAPI document below which there is data, not schemas. */
const DATA_KEYS: ReadonlySet<string> = new Set([
  'example',
  'examples',
  'default',
  'enum',
  'value',
  'dataValue',
]);

/** What stands below a place, by the token that leads there and the value found there. */
export function positionBelow(position: Position, token: string, value: unknown): Position {
  if (position === 'schemas') return Array.isArray(value) ? 'data' : 'schema';
  if (position === 'data') return 'data';
  if (position === 'document') {
    if (token === 'schema' || token === 'itemSchema') return 'schema';
    if (token === 'schemas' || token === 'definitions') return 'schemas';
    return DATA_KEYS.has(token) || token.startsWith('x-') ? 'data' : 'document';
  }
  const shape = SCHEMA_KEYWORDS.get(token);
  if (shape === undefined) return 'data';
  if (shape === 'one') return 'schema';
  if (shape === 'one or list') return Array.isArray(value) ? 'schemas' : 'schema';
  return 'schemas';
}

const DOCUMENT_KEYS = ['openapi', 'swagger', 'components', 'paths', 'asyncapi', 'arazzo'];
const SCHEMA_HINTS = [
  '$ref',
  '$schema',
  '$id',
  'id',
  '$anchor',
  '$dynamicRef',
  '$dynamicAnchor',
  'type',
  'enum',
  'const',
];

/** Is the root of a file an OpenAPI document (or a piece of one), or a schema? */
export function positionOfRoot(root: unknown): Position {
  if (typeof root === 'boolean') return 'schema';
  if (!isJsonObject(root)) return 'document';
  if (DOCUMENT_KEYS.some((key) => Object.hasOwn(root, key))) return 'document';
  return looksLikeSchema(root) ? 'schema' : 'document';
}

function looksLikeSchema(value: JsonObject): boolean {
  if (SCHEMA_HINTS.some((key) => Object.hasOwn(value, key))) return true;
  return Object.keys(value).some((key) => SCHEMA_KEYWORDS.has(key));
}
