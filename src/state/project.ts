import { compilePattern, isJsonObject, type JsonObject, type Schema, setOwn } from '../schema/index.ts';

const maxDepth = 40;
const maxParts = 400;
const maxBranches = 24;

/**
 * As much of a value as a schema speaks of: members that it does not name are left away where it names any and does not
 * describe others, those of the other direction (writeOnly in a response) always. The value itself where nothing goes.
 * Whether what is left is valid is another question.
 */
export function project(schema: Schema, value: unknown): unknown {
  return projectBy(schema, [schema.json], value, 0);
}

function projectBy(schema: Schema, nodes: readonly unknown[], value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return value;
  const parts = applicable(schema, nodes, value, depth);
  if (Array.isArray(value)) return projectItems(schema, parts, value, depth);
  return projectMembers(schema, parts, value as JsonObject, depth);
}

function projectItems(
  schema: Schema,
  parts: readonly JsonObject[],
  value: unknown[],
  depth: number,
): unknown {
  const items = value.map((item, index) => {
    const nodes = parts.flatMap((part) => {
      const prefix = part['prefixItems'];
      return Array.isArray(prefix) && index < prefix.length ? [prefix[index]] : [part['items']];
    });
    return projectBy(schema, nodes, item, depth + 1);
  });
  return items.every((item, index) => item === value[index]) ? value : items;
}

function projectMembers(
  schema: Schema,
  parts: readonly JsonObject[],
  value: JsonObject,
  depth: number,
): JsonObject {
  const closed = isClosed(parts);
  const hidden = schema.direction === 'response' ? 'writeOnly' : 'readOnly';
  const kept: JsonObject = {};
  let changed = false;
  for (const [name, member] of Object.entries(value)) {
    const nodes = parts.flatMap((part) => memberNodes(part, name));
    const gone =
      (nodes.length === 0 && closed) ||
      nodes.includes(false) ||
      (schema.direction !== 'any' && hides(schema, nodes, hidden, 0));
    if (gone) changed = true;
    else {
      const next = projectBy(schema, nodes, member, depth + 1);
      changed ||= next !== member;
      setOwn(kept, name, next);
    }
  }
  return changed ? kept : value;
}

function hides(schema: Schema, nodes: readonly unknown[], keyword: string, depth: number): boolean {
  return nodes.some((node) => {
    if (!isJsonObject(node) || depth > 6) return false;
    if (node[keyword] === true) return true;
    const deeper: unknown[] = Array.isArray(node['allOf']) ? [...node['allOf']] : [];
    if (typeof node['$ref'] === 'string') deeper.push(schema.scope.byId(node['$ref']).json);
    return hides(schema, deeper, keyword, depth + 1);
  });
}

/** Does it name members, and describe no others? */
function isClosed(parts: readonly JsonObject[]): boolean {
  let named = false;
  for (const part of parts) {
    const { properties, additionalProperties, unevaluatedProperties } = part;
    if (isJsonObject(properties) && Object.keys(properties).length > 0) named = true;
    if (additionalProperties === false || unevaluatedProperties === false) return true;
    if (additionalProperties === true || isJsonObject(additionalProperties)) return false;
  }
  return named;
}

function memberNodes(part: JsonObject, name: string): unknown[] {
  const { properties, patternProperties, additionalProperties } = part;
  const nodes: unknown[] = [];
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) nodes.push(properties[name]);
  if (isJsonObject(patternProperties)) {
    for (const [pattern, node] of Object.entries(patternProperties))
      if (matches(pattern, name)) nodes.push(node);
  }
  if (nodes.length === 0 && additionalProperties !== undefined && additionalProperties !== true) {
    nodes.push(additionalProperties);
  }
  return nodes;
}

function matches(pattern: string, name: string): boolean {
  const compiled = compilePattern(pattern);
  return compiled?.test(name) === true;
}

/**
 * Every subschema that applies in place to the value, through references; `then` and `else` as their `if` says, of anyOf
 * and oneOf the branch that keeps most of the value, all of them where none fits.
 */
function applicable(schema: Schema, nodes: readonly unknown[], value: unknown, depth: number): JsonObject[] {
  const parts: JsonObject[] = [];
  const waiting = [...nodes];
  while (waiting.length > 0 && parts.length < maxParts) {
    const node = waiting.shift();
    if (!isJsonObject(node) || parts.includes(node)) continue;
    parts.push(node);
    if (typeof node['$ref'] === 'string') waiting.push(schema.scope.byId(node['$ref']).json);
    if (Array.isArray(node['allOf'])) waiting.push(...node['allOf']);
    if (isJsonObject(node['dependentSchemas'])) waiting.push(...Object.values(node['dependentSchemas']));
    if (node['if'] !== undefined) waiting.push(node[schema.scope.holds(node['if'], value) ? 'then' : 'else']);
    for (const keyword of ['anyOf', 'oneOf']) {
      const branches = node[keyword];
      if (Array.isArray(branches)) waiting.push(...choose(schema, branches, value, depth));
    }
  }
  return parts;
}

function choose(schema: Schema, branches: readonly unknown[], value: unknown, depth: number): unknown[] {
  const open = branches.filter((branch) => branch !== false);
  if (open.length > maxBranches || depth > maxDepth / 4) {
    const holding = open.find((branch) => schema.scope.holds(branch, value));
    return holding === undefined ? open.slice(0, 1) : [holding];
  }
  let best: { branch: unknown; kept: number } | undefined;
  for (const branch of open) {
    const shown = projectBy(schema, [branch], value, depth + 1);
    if (!schema.scope.holds(branch, shown)) continue;
    const kept = Object.keys(shown as object).length;
    if (best === undefined || kept > best.kept) best = { branch, kept };
  }
  return best === undefined ? open : [best.branch];
}
