import { isJsonObject, type JsonObject, own, setOwn } from './json.ts';

/** Keywords for a value's parts whose subschemas are slimmed too, by how they hold them. */
const ONE = ['items', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'];
const LISTS = ['prefixItems', 'allOf', 'anyOf', 'oneOf'];
const MAPS = ['properties', 'patternProperties', 'dependentSchemas'];
const PLAIN = [
  '$ref',
  'type',
  'multipleOf',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
  'dependentRequired',
];

/** Looks past its own `additionalProperties`: keywords through which a schema evaluates properties elsewhere. */
const ELSEWHERE = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas'];
/** Longer lists are searched by hash. */
const LONG_ENUM = 24;

/**
 * An adopted schema as Ajv gets it: assertions only (Ajv looks for identifiers in annotations, too), and what Ajv
 * reads differently in keywords of ours, all of them called `standin…`.
 */
export function slim(json: unknown): boolean | JsonObject {
  if (!isJsonObject(json)) return json !== false;
  const to: JsonObject = {};
  for (const key of PLAIN) if (json[key] !== undefined) to[key] = json[key];
  for (const key of ONE) if (json[key] !== undefined) to[key] = slim(json[key]);
  for (const key of LISTS) {
    const list = json[key];
    if (Array.isArray(list) && list.length > 0) to[key] = list.map(slim);
  }
  for (const key of MAPS) if (isJsonObject(json[key])) to[key] = slimMap(json[key]);
  if (json['uniqueItems'] === true) to['uniqueItems'] = true;
  if (json['contains'] !== undefined) {
    for (const key of ['minContains', 'maxContains']) if (json[key] !== undefined) to[key] = json[key];
  }
  slimValues(json, to);
  slimUnevaluated(json, to);
  slimProto(json, to);
  return to;
}

function slimMap(map: JsonObject): JsonObject {
  const to: JsonObject = {};
  // The key `__proto__` is left to `slimProto`.
  for (const key of Object.keys(map)) if (key !== '__proto__') to[key] = slim(map[key]);
  return to;
}

/** Ajv compares objects by way of their members `constructor`, `valueOf` and `toString`, which here are data. */
function slimValues(json: JsonObject, to: JsonObject): void {
  const values = json['enum'];
  if (Array.isArray(values)) {
    const inline = values.length > 0 && values.length <= LONG_ENUM && values.every(isPrimitive);
    to[inline ? 'enum' : 'standinEnum'] = values;
  }
  if (Object.hasOwn(json, 'const')) {
    if (isPrimitive(json['const'])) to['const'] = json['const'];
    else to['standinConst'] = [json['const']];
  }
}

function isPrimitive(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function slimUnevaluated(json: JsonObject, to: JsonObject): void {
  const properties = json['unevaluatedProperties'];
  const items = json['unevaluatedItems'];
  if (properties === undefined && items === undefined) return;
  if (ELSEWHERE.every((key) => json[key] === undefined) && json['contains'] === undefined) {
    if (properties !== undefined) to['additionalProperties'] ??= slim(properties);
    if (items !== undefined) to['items'] ??= slim(items);
    return;
  }
  // In a list, so that Ajv does not look into it.
  to['standinUnevaluated'] = [json];
}

function slimProto(json: JsonObject, to: JsonObject): void {
  const property = isJsonObject(json['properties']) ? own(json['properties'], '__proto__') : undefined;
  if (property !== undefined) {
    to['patternProperties'] = {
      ...(to['patternProperties'] as JsonObject | undefined),
      '^__proto__$': slim(property),
    };
  }
  const rest: JsonObject = {};
  for (const key of ['dependentRequired', 'dependentSchemas']) {
    const map = json[key];
    const entry = isJsonObject(map) ? own(map, '__proto__') : undefined;
    if (entry === undefined) continue;
    const only: JsonObject = {};
    setOwn(only, '__proto__', entry);
    rest[key] = only;
  }
  if (Object.keys(rest).length > 0) to['standinHolds'] = [rest];
}
