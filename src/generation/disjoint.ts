import { isJsonObject, type JsonObject, type SchemaScope } from '../schema/index.ts';
import { anyType, bitOf, type Subschema, typeBit, typeBits } from './shape.ts';

const maxDepth = 8;

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
  if (branches.length > 60) return false;
  const outlines = branches.map((branch) => outlineOf(branch, scope, 0));
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

function outlineOf(schema: Subschema, scope: SchemaScope, depth: number): Outline {
  const outline: Outline = { types: schema === false ? 0 : anyType, required: new Set(), only: new Map() };
  if (typeof schema === 'boolean' || depth > maxDepth) return outline;
  const bits = typeBits(schema['type']);
  if (bits.length > 0) outline.types &= bits.reduce((all, bit) => all | bit, 0);
  const values = constants(schema);
  if (values) outline.types &= values.reduce((all: number, value) => all | bitOf(value), 0);
  if (Array.isArray(schema['required']))
    for (const name of schema['required']) outline.required.add(String(name));
  if (isJsonObject(schema['properties'])) {
    for (const [name, sub] of Object.entries(schema['properties'])) {
      const allowed = isJsonObject(sub) ? constants(follow(sub, scope)) : undefined;
      if (allowed) outline.only.set(name, allowed);
    }
  }
  const parts = Array.isArray(schema['allOf']) ? [...schema['allOf']] : [];
  if (typeof schema['$ref'] === 'string') parts.push(scope.byId(schema['$ref']).json);
  for (const part of parts) {
    const inner = outlineOf(part as Subschema, scope, depth + 1);
    outline.types &= inner.types;
    for (const name of inner.required) outline.required.add(name);
    for (const [name, allowed] of inner.only) outline.only.set(name, allowed);
  }
  return outline;
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

/** The scalars that enum or const leave. */
function constants(schema: JsonObject): unknown[] | undefined {
  const values = Object.hasOwn(schema, 'const') ? [schema['const']] : schema['enum'];
  return Array.isArray(values) && values.every((value) => typeof value !== 'object' || value === null)
    ? values
    : undefined;
}
