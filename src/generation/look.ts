import { isJsonObject, type JsonObject, type Schema, setOwn } from '../schema/index.ts';

const maxDepth = 40;
const maxParts = 10_000;

/** The schema's own keywords and those of every subschema that applies in place, through references. */
function inPlace(schema: unknown, { scope }: Schema, found: JsonObject[] = []): JsonObject[] {
  if (!isJsonObject(schema) || found.includes(schema) || found.length > 400) return found;
  found.push(schema);
  const owner = { scope } as Schema;
  if (typeof schema['$ref'] === 'string') inPlace(scope.byId(schema['$ref']).json, owner, found);
  for (const keyword of ['allOf', 'anyOf', 'oneOf', 'then', 'else']) {
    const parts = schema[keyword];
    for (const part of Array.isArray(parts) ? parts : [parts]) inPlace(part, owner, found);
  }
  return found;
}

/** The names of the members that a schema describes, whichever branch it is in. */
export function describedMembers(schema: Schema): Set<string> {
  const names = new Set<string>();
  for (const part of inPlace(schema.json, schema)) {
    if (isJsonObject(part['properties'])) for (const name of Object.keys(part['properties'])) names.add(name);
  }
  return names;
}

/** The schemas of the items of every array that a schema can be or can hold as a member, by member; '' is itself. */
export function describedLists(schema: Schema): Map<string, Set<string>> {
  const lists = new Map<string, Set<string>>();
  const note = (name: string, node: unknown) => {
    for (const part of inPlace(node, schema)) {
      if (!isJsonObject(part['items'])) continue;
      const members = lists.get(name) ?? new Set<string>();
      for (const item of inPlace(part['items'], schema)) {
        if (isJsonObject(item['properties']))
          for (const key of Object.keys(item['properties'])) members.add(key);
      }
      lists.set(name, members);
    }
  };
  note('', schema.json);
  for (const part of inPlace(schema.json, schema)) {
    if (!isJsonObject(part['properties'])) continue;
    for (const [name, member] of Object.entries(part['properties'])) note(name, member);
  }
  return lists;
}

/** `example`, `examples` and `default` of the schema, through the references that it consists of. */
export function schemaExamples(schema: Schema): unknown[] {
  const examples: unknown[] = [];
  const defaults: unknown[] = [];
  let node: unknown = schema.json;
  for (let hops = 0; isJsonObject(node) && hops < maxDepth; hops++) {
    if (node['example'] !== undefined) examples.push(node['example']);
    if (Array.isArray(node['examples'])) examples.push(...node['examples']);
    if (node['default'] !== undefined) defaults.push(node['default']);
    if (typeof node['$ref'] !== 'string') break;
    node = schema.scope.byId(node['$ref']).json;
  }
  return [...examples, ...defaults];
}

/**
 * The value without the members that belong to the other direction (writeOnly in a response, readOnly in a request);
 * the value itself where there are none.
 */
export function withoutHidden(schema: Schema, value: unknown): unknown {
  if (schema.direction === 'any') return value;
  const hidden = schema.direction === 'response' ? 'writeOnly' : 'readOnly';
  return hides(schema, hidden) ? strip([schema.json], value, 0) : value;

  function strip(nodes: readonly unknown[], part: unknown, depth: number): unknown {
    if (typeof part !== 'object' || part === null || depth > maxDepth) return part;
    const parts = nodes.flatMap((node) => inPlace(node, schema));
    if (Array.isArray(part)) {
      const items = parts.map((node) => node['items']);
      const stripped = part.map((item) => strip(items, item, depth + 1));
      return stripped.every((item, index) => item === part[index]) ? part : stripped;
    }
    const kept: JsonObject = {};
    let changed = false;
    for (const [name, member] of Object.entries(part)) {
      const members = parts.flatMap((node) => memberOf(node, name));
      if (members.some((node) => inPlace(node, schema).some((applied) => applied[hidden] === true)))
        changed = true;
      else {
        const stripped = strip(members, member, depth + 1);
        changed ||= stripped !== member;
        setOwn(kept, name, stripped);
      }
    }
    return changed ? kept : part;
  }

  function memberOf({ properties, additionalProperties }: JsonObject, name: string): unknown[] {
    if (isJsonObject(properties) && Object.hasOwn(properties, name)) return [properties[name]];
    return isJsonObject(additionalProperties) ? [additionalProperties] : [];
  }
}

const hiding = new WeakMap<Schema, boolean>();

/** Has anything below the schema the mark? Where nothing has, no value need be walked. */
function hides(schema: Schema, mark: string): boolean {
  const known = hiding.get(schema);
  if (known !== undefined) return known;
  const seen = new Set<unknown>();
  const left: unknown[] = [schema.json];
  let found = false;
  while (left.length > 0 && !found) {
    for (const part of inPlace(left.pop(), schema)) {
      if (seen.has(part)) continue;
      seen.add(part);
      const { items, properties, additionalProperties } = part;
      found ||= part[mark] === true || seen.size > maxParts;
      const members = isJsonObject(properties) ? Object.values(properties) : [];
      for (const below of [items, additionalProperties, ...members]) if (!seen.has(below)) left.push(below);
    }
  }
  hiding.set(schema, found);
  return found;
}
