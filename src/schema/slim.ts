import { isJsonObject, type JsonObject, own, setOwn } from './json.ts';

const ONE = ['items', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else'];
const LISTS = ['allOf', 'anyOf', 'oneOf'];
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
];

/** Keywords through which a schema looks at properties and items in other schemas than itself. */
const ELSEWHERE = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas', 'contains', 'prefixItems'];
/** Longer lists are searched by hash. */
const LONG_ENUM = 24;
/** An inline schema with so many properties of its own is compiled by itself, when a value gets there. */
const MANY_PROPERTIES = 6;

/**
 * An adopted schema as Ajv gets it: assertions only (Ajv looks for identifiers in annotations, too), and what Ajv
 * reads differently in keywords of ours, all of them called `standin…`. These hold their schemas in a list, so that
 * Ajv does not look into them.
 */
export function slim(json: unknown): boolean | JsonObject {
  if (!isJsonObject(json)) return json !== false;
  const to: JsonObject = {};
  for (const key of PLAIN) if (json[key] !== undefined) to[key] = json[key];
  for (const key of ONE) if (json[key] !== undefined) to[key] = slim(json[key]);
  if (isJsonObject(json['items'])) to['items'] = slimPart(json['items']);
  for (const key of LISTS) {
    const list = json[key];
    if (Array.isArray(list) && list.length > 0) to[key] = list.map(slim);
  }
  if (json['uniqueItems'] === true) to['uniqueItems'] = true;
  if (json['contains'] !== undefined) {
    for (const key of ['minContains', 'maxContains']) if (json[key] !== undefined) to[key] = json[key];
  }
  slimValues(json, to);
  slimUnevaluated(json, to);
  const interpreted: JsonObject = {};
  slimNamed(json, to, interpreted);
  slimTuple(json, to, interpreted);
  if (Object.keys(interpreted).length > 0) to['standinHolds'] = [interpreted];
  return to;
}

/** Ajv's cost grows faster than a schema, so that big ones are handed over in pieces. */
function slimPart(json: unknown): boolean | JsonObject {
  const properties = isJsonObject(json) ? json['properties'] : undefined;
  const big = isJsonObject(properties) && Object.keys(properties).length >= MANY_PROPERTIES;
  return big ? { standinPart: [json] } : slim(json);
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
  if (ELSEWHERE.some((key) => json[key] !== undefined)) {
    to['standinUnevaluated'] = [json];
    return;
  }
  if (properties !== undefined) to['additionalProperties'] ??= slim(properties);
  if (items !== undefined) to['items'] ??= slim(items);
}

/**
 * Names that Ajv misreads: those that every object answers to without having them (to tell the difference it has an
 * option of a high price), and the empty one.
 */
function isMisread(name: string): boolean {
  return name === '' || name in Object.prototype;
}

function slimNamed(json: JsonObject, to: JsonObject, interpreted: JsonObject): void {
  const properties = slimMap(json['properties']);
  const patterns = slimMap(json['patternProperties']);
  for (const name of Object.keys(properties)) {
    if (!isMisread(name)) continue;
    patterns[`^${name}$`] = own(properties, name);
    delete properties[name];
  }
  if (Object.keys(properties).length > 0) to['properties'] = properties;
  if (Object.keys(patterns).length > 0) to['patternProperties'] = patterns;
  const required = json['required'];
  if (Array.isArray(required)) {
    const hidden = required.filter(isMisread);
    if (hidden.length > 0) interpreted['required'] = hidden;
    if (hidden.length < required.length) to['required'] = required.filter((name) => !isMisread(name));
  }
  const dependent = json['dependentRequired'];
  if (isJsonObject(dependent)) {
    const names = Object.entries(dependent).flatMap(([name, others]) => [name, ...(others as string[])]);
    (names.some(isMisread) ? interpreted : to)['dependentRequired'] = dependent;
  }
  const schemas = json['dependentSchemas'];
  if (isJsonObject(schemas)) {
    if (Object.keys(schemas).some(isMisread)) interpreted['dependentSchemas'] = schemas;
    else to['dependentSchemas'] = slimMap(schemas);
  }
}

/** Where an array is shorter than `prefixItems`, Ajv skips the keywords that it looks at next. */
function slimTuple(json: JsonObject, to: JsonObject, interpreted: JsonObject): void {
  if (json['prefixItems'] === undefined) return;
  for (const key of ['prefixItems', 'items']) if (json[key] !== undefined) interpreted[key] = json[key];
  delete to['items'];
}

function slimMap(map: unknown): JsonObject {
  const to: JsonObject = {};
  if (isJsonObject(map)) for (const name of Object.keys(map)) setOwn(to, name, slimPart(map[name]));
  return to;
}
