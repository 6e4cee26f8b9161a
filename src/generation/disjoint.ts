import { isJsonObject, type JsonObject, type SchemaScope } from '../schema/index.ts';
import { anyType, bitOf, type Subschema, typeBit, typeSet } from './shape.ts';

const maxDepth = 8;
const maxBranches = 60;

/** What can be told of a schema at a glance: its types, and the members that must be there with one of few values. */
interface Outline {
  types: number;
  required: Set<string>;
  /** By member: the only values that it may have. */
  only: Map<string, unknown[]>;
}

/**
 * Can no value satisfy two of the branches? True only where it is plain: their types differ, or a member that both
 * demand has different constants. Then a oneOf needs no check.
 */
export function areDisjoint(branches: readonly Subschema[], scope: SchemaScope): boolean {
  if (branches.length > maxBranches) return false;
  const outlines = branches.map((branch) => knownOutline(branch, scope));
  return outlines.every((left, index) => outlines.slice(index + 1).every((right) => differ(left, right)));
}

function differ(left: Outline, right: Outline): boolean {
  const shared = left.types & right.types;
  if (shared === 0) return true;
  if (shared !== typeBit.object) return false;
  for (const [name, values] of left.only) {
    const others = right.only.get(name);
    if (others && left.required.has(name) && right.required.has(name)) {
      if (!values.some((value) => others.includes(value))) return true;
    }
  }
  return false;
}

/** A subschema belongs to one scope, so what was found for it stays true. */
const known = new WeakMap<object, Outline>();

function knownOutline(schema: Subschema, scope: SchemaScope): Outline {
  if (typeof schema === 'boolean') return outlineOf(schema, scope, 0);
  let outline = known.get(schema);
  if (!outline) known.set(schema, (outline = outlineOf(schema, scope, 0)));
  return outline;
}

function outlineOf(schema: Subschema, scope: SchemaScope, depth: number): Outline {
  const outline: Outline = { types: schema === false ? 0 : anyType, required: new Set(), only: new Map() };
  if (typeof schema === 'boolean' || depth > maxDepth) return outline;
  const types = typeSet(schema['type']);
  if (types !== 0) outline.types &= types;
  const values = constants(schema);
  if (values) outline.types &= values.reduce((all: number, value) => all | bitOf(value), 0);
  if (Array.isArray(schema['required']))
    for (const name of schema['required']) outline.required.add(String(name));
  if (isJsonObject(schema['properties'])) {
    for (const [name, sub] of Object.entries(schema['properties'])) {
      const allowed = isJsonObject(sub) ? constantsOf(sub, scope) : undefined;
      if (allowed) outline.only.set(name, allowed);
    }
  }
  const parts = Array.isArray(schema['allOf']) ? [...schema['allOf']] : [];
  if (typeof schema['$ref'] === 'string') parts.push(scope.byId(schema['$ref']).json);
  for (const part of parts) merge(outline, outlineOf(part as Subschema, scope, depth + 1));
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || branches.length === 0 || branches.length > maxBranches) continue;
    merge(outline, eitherOf(branches.map((branch) => outlineOf(branch as Subschema, scope, depth + 1))));
  }
  return outline;
}

/** What holds for both. */
function merge(outline: Outline, other: Outline): void {
  outline.types &= other.types;
  for (const name of other.required) outline.required.add(name);
  for (const [name, values] of other.only) outline.only.set(name, values);
}

/** What holds whichever of them it is. */
function eitherOf([first, ...rest]: readonly Outline[]): Outline {
  const common: Outline = {
    types: first!.types,
    required: new Set(first!.required),
    only: new Map(first!.only),
  };
  for (const outline of rest) {
    common.types |= outline.types;
    for (const name of common.required) if (!outline.required.has(name)) common.required.delete(name);
    for (const [name, values] of common.only) {
      const others = outline.only.get(name);
      if (others) common.only.set(name, [...values, ...others]);
      else common.only.delete(name);
    }
  }
  return common;
}

function follow(schema: JsonObject, scope: SchemaScope): JsonObject {
  let current = schema;
  for (let hops = 0; hops < maxDepth && typeof current['$ref'] === 'string'; hops++) {
    const target = scope.byId(current['$ref']).json;
    if (!isJsonObject(target)) break;
    current = target;
  }
  return current;
}

/** The scalars that enum or const leave of a schema, or of what it refers to; undefined where there is neither. */
export function constantsOf(schema: JsonObject, scope: SchemaScope): unknown[] | undefined {
  return constants(follow(schema, scope));
}

function constants(schema: JsonObject): unknown[] | undefined {
  const values = Object.hasOwn(schema, 'const') ? [schema['const']] : schema['enum'];
  return Array.isArray(values) && values.every((value) => typeof value !== 'object' || value === null)
    ? values
    : undefined;
}
