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
  let root = roots.get(schema);
  if (!root) roots.set(schema, (root = new Projection(schema, [schema.json])));
  return root.of(value, 0);
}

/** Do the same subschemas speak of the top of every value, and none of them of a kind that its discriminator names? */
export function isSteady(schema: Schema): boolean {
  const parts = steadyParts(schema, [schema.json]);
  return parts?.every(({ discriminator }) => discriminator === undefined) === true;
}

const roots = new WeakMap<Schema, Projection>();
/** By the node that alone speaks of a place, so that what is recursive comes to an end. */
const below: Readonly<Record<Schema['direction'], WeakMap<JsonObject, Projection>>> = {
  request: new WeakMap(),
  response: new WeakMap(),
  any: new WeakMap(),
};

interface Member {
  /** Undefined: it is left away. */
  readonly projection: Projection | undefined;
}

/** What schemas that speak of one place say of its members: worked out once where no choice depends on the value. */
class Projection {
  readonly #schema: Schema;
  readonly #nodes: readonly unknown[];
  #members: Map<string, Member> | undefined;
  /** Undefined where the value decides which subschemas apply, null before that is known. */
  #parts: readonly JsonObject[] | undefined | null = null;
  #items: Projection | undefined;
  /** What was shown as it is last, and how deep: the steps towards one answer look at the same parts again and again. */
  #whole: object | undefined;
  #wholeAt = 0;

  constructor(schema: Schema, nodes: readonly unknown[]) {
    this.#schema = schema;
    this.#nodes = nodes;
  }

  of(value: unknown, depth: number): unknown {
    if (typeof value !== 'object' || value === null || depth > maxDepth) return value;
    if (value === this.#whole && depth === this.#wholeAt) return value;
    if (this.#parts === null) this.#parts = steadyParts(this.#schema, this.#nodes);
    const parts = this.#parts ?? applicable(this.#schema, this.#nodes, value, depth);
    const shown = Array.isArray(value)
      ? this.#ofItems(parts, value, depth)
      : this.#ofMembers(parts, value as JsonObject, depth);
    if (shown === value) {
      this.#whole = value;
      this.#wholeAt = depth;
    }
    return shown;
  }

  #ofItems(parts: readonly JsonObject[], value: unknown[], depth: number): unknown {
    let changed = false;
    const items = value.map((item, index) => {
      const next = this.#item(parts, index).of(item, depth + 1);
      changed ||= next !== item;
      return next;
    });
    return changed ? items : value;
  }

  #item(parts: readonly JsonObject[], index: number): Projection {
    const isSteady = this.#parts && !parts.some(({ prefixItems }) => prefixItems !== undefined);
    if (isSteady && this.#items) return this.#items;
    const nodes = parts.flatMap((part) => {
      const prefix = part['prefixItems'];
      return Array.isArray(prefix) && index < prefix.length ? [prefix[index]] : [part['items']];
    });
    const made = projectionOf(this.#schema, nodes);
    if (isSteady) this.#items = made;
    return made;
  }

  #ofMembers(parts: readonly JsonObject[], value: JsonObject, depth: number): JsonObject {
    let kept: JsonObject | undefined;
    const names = Object.keys(value);
    for (let index = 0; index < names.length; index++) {
      const name = names[index] as string;
      const { projection } = this.#member(parts, name);
      const member = value[name];
      const next = projection ? projection.of(member, depth + 1) : undefined;
      // Most values are shown as they are: a copy is made with the first difference.
      if (!kept && (next !== member || !projection)) {
        kept = {};
        for (let before = 0; before < index; before++) {
          const copied = names[before] as string;
          setOwn(kept, copied, value[copied]);
        }
      }
      if (kept && projection) setOwn(kept, name, next);
    }
    return kept ?? value;
  }

  #member(parts: readonly JsonObject[], name: string): Member {
    const known = this.#parts && this.#members?.get(name);
    if (known) return known;
    const schema = this.#schema;
    const hidden = schema.direction === 'response' ? 'writeOnly' : 'readOnly';
    const nodes = parts.flatMap((part) => memberNodes(part, name));
    const gone =
      (nodes.length === 0 && isClosed(parts) && !parts.some((part) => demands(part, name))) ||
      nodes.includes(false) ||
      (schema.direction !== 'any' && hides(schema, nodes, hidden, 0));
    const member = { projection: gone ? undefined : projectionOf(schema, nodes) };
    // Other names come from requests.
    if (
      this.#parts &&
      parts.some((part) => isJsonObject(part['properties']) && Object.hasOwn(part['properties'], name))
    )
      (this.#members ??= new Map()).set(name, member);
    return member;
  }
}

function projectionOf(schema: Schema, nodes: readonly unknown[]): Projection {
  const said = nodes.filter(isJsonObject);
  const [only] = said;
  if (said.length !== 1 || only === undefined) return new Projection(schema, nodes);
  const known = below[schema.direction];
  let projection = known.get(only);
  if (!projection) known.set(only, (projection = new Projection(schema, [only])));
  return projection;
}

/** Undefined where it depends on the value which of them apply. */
function steadyParts(schema: Schema, nodes: readonly unknown[]): readonly JsonObject[] | undefined {
  const parts = applicable(schema, nodes, undefined, maxDepth);
  const chooses = parts.some((part) =>
    ['if', 'anyOf', 'oneOf'].some((keyword) => part[keyword] !== undefined),
  );
  return chooses ? undefined : parts;
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

/** A member may be required without being described. */
function demands({ required }: JsonObject, name: string): boolean {
  return Array.isArray(required) && required.includes(name);
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
 * and oneOf the branch that keeps most of the value, all of them where none fits, or not alone.
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
      if (Array.isArray(branches))
        waiting.push(...choose(schema, branches, value, depth, keyword === 'oneOf'));
    }
  }
  return parts;
}

function choose(
  schema: Schema,
  branches: readonly unknown[],
  value: unknown,
  depth: number,
  isAlone: boolean,
): unknown[] {
  const { scope } = schema;
  const open = branches.filter((branch) => branch !== false);
  if (open.length > maxBranches || depth > maxDepth / 4) {
    const holding = open.find((branch) => scope.holds(branch, value));
    return holding === undefined ? open.slice(0, 1) : [holding];
  }
  let best: { branch: unknown; kept: number; shown: unknown } | undefined;
  for (const branch of open) {
    const shown = projectionOf(schema, [branch]).of(value, depth + 1);
    if (!scope.holds(branch, shown)) continue;
    const kept = Object.keys(shown as object).length;
    if (best === undefined || kept > best.kept) best = { branch, kept, shown };
  }
  if (best === undefined) return open;
  const { branch, shown } = best;
  // What tells it from another branch may be a member that only the other one speaks of.
  const isShared = isAlone && open.some((other) => other !== branch && scope.holds(other, shown));
  return isShared ? open : [branch];
}
