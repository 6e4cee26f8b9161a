import {
  compilePattern,
  isJsonObject,
  type JsonObject,
  type Schema,
  type SchemaScope,
} from '../schema/index.ts';

export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** A piece of some Schema's `json`, with what resolves its references. */
export interface SchemaPart {
  readonly json: unknown;
  readonly scope: SchemaScope;
  /** Of the component that it is, where that is known from outside. */
  readonly name?: string | undefined;
}

export function partOf(schema: Schema): SchemaPart {
  return { json: schema.json, scope: schema.scope, name: schema.name };
}

/** Nesting of references and allOf beyond this says nothing more about a value's shape; ten times as many objects. */
const DEPTH_LIMIT = 100;

/**
 * The types that a value may have, through references, allOf, anyOf and oneOf; undefined where all may. What has no
 * `type` but `properties` or `items` counts as an object or an array. An integer is a number too: where `number` is
 * in the set, `integer` is.
 */
export function typesOf(part: SchemaPart): ReadonlySet<JsonType> | undefined {
  return strictTypes(part.json, part.scope, new Map()) ?? hintedTypes(part);
}

type Types = Set<JsonType> | undefined;

/** `known` holds what was found for an object, undefined while it is being looked at, so that each is visited once. */
function strictTypes(json: unknown, scope: SchemaScope, known: Map<JsonObject, Types>): Types {
  if (json === false) return new Set();
  if (!isJsonObject(json)) return undefined;
  if (known.has(json) || known.size > DEPTH_LIMIT * 10) return known.get(json);
  known.set(json, undefined);
  let types = declaredTypes(json);
  const narrow = (other: Types) => {
    if (other) types = types ? new Set([...types].filter((type) => other.has(type))) : other;
  };
  if (Array.isArray(json['enum'])) narrow(new Set(json['enum'].map(typeOf)));
  if (Object.hasOwn(json, 'const')) narrow(new Set([typeOf(json['const'])]));
  narrow(strictTypes(refTarget(json, scope), scope, known));
  for (const member of listOf(json['allOf'])) narrow(strictTypes(member, scope, known));
  for (const key of ['anyOf', 'oneOf']) {
    const members = listOf(json[key]).map((member) => strictTypes(member, scope, known));
    if (members.length > 0 && members.every((member) => member !== undefined)) {
      narrow(new Set(members.flatMap((member) => [...member])));
    }
  }
  known.set(json, types);
  return types;
}

function declaredTypes(json: JsonObject): Types {
  const { type } = json;
  if (type === undefined) return undefined;
  const types = new Set((Array.isArray(type) ? type : [type]) as JsonType[]);
  if (types.has('number')) types.add('integer');
  return types;
}

function hintedTypes(part: SchemaPart): Types {
  let hint: JsonType | undefined;
  for (const json of layersOf(part)) {
    if (isJsonObject(json['properties']) || isJsonObject(json['additionalProperties'])) hint ??= 'object';
    else if (json['items'] !== undefined || json['prefixItems'] !== undefined) hint ??= 'array';
  }
  return hint && new Set([hint]);
}

/** The narrowest type of a JSON value. */
function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'object' ? 'object' : 'string';
}

/** Every object that holds for the value for certain: the schema itself, what it refers to, its allOf; outermost first. */
export function layersOf(part: SchemaPart): JsonObject[] {
  const layers = new Set<JsonObject>();
  const visit = (json: unknown, depth: number) => {
    if (!isJsonObject(json) || layers.has(json) || depth > DEPTH_LIMIT) return;
    layers.add(json);
    visit(refTarget(json, part.scope), depth + 1);
    for (const member of listOf(json['allOf'])) visit(member, depth + 1);
  };
  visit(part.json, 0);
  return [...layers];
}

/** A keyword's value in the outermost layer that has it. */
export function keyword(part: SchemaPart, name: string): unknown {
  return layersOf(part).find((json) => Object.hasOwn(json, name))?.[name];
}

/** The name of the component that a schema is, through references that stand alone; undefined where it is none. */
export function componentName(part: SchemaPart): string | undefined {
  if (part.name !== undefined) return part.name;
  for (const json of layersOf(part)) {
    const ref = json['$ref'];
    if (typeof ref !== 'string') continue;
    const { name } = part.scope.byId(ref);
    if (name !== undefined) return name;
  }
  return undefined;
}

/**
 * What a property's value must satisfy, as one schema; undefined where nothing is said. `properties` before
 * `patternProperties`, these before `additionalProperties`; of alternatives, any one that speaks of the property.
 */
export function propertyPart(part: SchemaPart, name: string): SchemaPart | undefined {
  const json = combined(part.json, part.scope, new Set(), (object) => propertyIn(object, name));
  return json === undefined ? undefined : { json, scope: part.scope };
}

function propertyIn(json: JsonObject, name: string): unknown {
  const { properties, patternProperties } = json;
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) return properties[name];
  if (isJsonObject(patternProperties)) {
    const pattern = Object.keys(patternProperties).find((source) => compilePattern(source)?.test(name));
    if (pattern !== undefined) return patternProperties[pattern];
  }
  const rest = json['additionalProperties'] ?? json['unevaluatedProperties'];
  return isJsonObject(rest) ? rest : undefined;
}

/** What an array's item must satisfy, as one schema; undefined where nothing is said. */
export function itemPart(part: SchemaPart, index: number): SchemaPart | undefined {
  const json = combined(part.json, part.scope, new Set(), (object) => {
    const prefix = listOf(object['prefixItems']);
    return index < prefix.length ? prefix[index] : (object['items'] ?? object['unevaluatedItems']);
  });
  return json === undefined ? undefined : { json, scope: part.scope };
}

/**
 * Joins what each layer and alternative says: layers hold together, of alternatives any may hold. Each object is asked
 * once, however many ways lead to it.
 */
function combined(
  json: unknown,
  scope: SchemaScope,
  seen: Set<JsonObject>,
  ask: (object: JsonObject) => unknown,
): unknown {
  if (!isJsonObject(json) || seen.has(json) || seen.size > DEPTH_LIMIT * 10) return undefined;
  seen.add(json);
  const found: unknown[] = [];
  const add = (said: unknown) => {
    if (said !== undefined && !found.includes(said)) found.push(said);
  };
  const inner = (member: unknown) => combined(member, scope, seen, ask);
  add(ask(json));
  add(inner(refTarget(json, scope)));
  for (const member of listOf(json['allOf'])) add(inner(member));
  for (const members of [listOf(json['anyOf']), listOf(json['oneOf']), [json['then'], json['else']]]) {
    const said = members.map(inner).filter((member) => member !== undefined);
    if (said.length > 0) add(said.length === 1 ? said[0] : { anyOf: said });
  }
  return found.length > 1 ? { allOf: found } : found[0];
}

/** The properties that are named anywhere, alternatives included, and whether others are spoken of. */
export function declaredProperties(part: SchemaPart): { names: ReadonlySet<string>; open: boolean } {
  const names = new Set<string>();
  let open = false;
  combined(part.json, part.scope, new Set(), (json) => {
    const { properties, additionalProperties } = json;
    if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
    if (isJsonObject(additionalProperties) || additionalProperties === true) open = true;
    if (isJsonObject(json['patternProperties'])) open = true;
    return undefined;
  });
  return { names, open: open || names.size === 0 };
}

function refTarget(json: JsonObject, scope: SchemaScope): unknown {
  const ref = json['$ref'];
  return typeof ref === 'string' ? scope.byId(ref).json : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
