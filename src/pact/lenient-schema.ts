import {
  createSchemaScope,
  isJsonObject,
  type JsonObject,
  joinPointer,
  parsePointer,
  type Schema,
  type SchemaSource,
  setOwn,
  type Violation,
} from '../schema/index.ts';

/** What a part of a valid value need not fulfil: it says that something has to be there. */
const DEMANDS = new Set([
  'required',
  'minProperties',
  'minItems',
  'contains',
  'minContains',
  'dependentRequired',
  'dependentSchemas',
  'dependencies',
  'if',
  'then',
  'else',
  'not',
  'uniqueItems',
  'discriminator',
]);

/** Members of these hold schemas by name, of these lists of schemas; other objects in schemas are values. */
const BY_NAME = new Set(['properties', 'patternProperties', '$defs', 'definitions']);
const VALUES = new Set(['const', 'enum', 'default', 'example', 'examples', 'xml', 'externalDocs']);
const MOST_SCHEMAS = 20_000;

/** A violation with the place in the user's text of the keyword that says so. */
export interface PlacedViolation {
  readonly violation: Violation;
  readonly source: SchemaSource | undefined;
}

/**
 * A schema that takes every part of what the given one takes: nothing has to be there, alternatives need not exclude each
 * other. Its violations are of what can be in no value at all.
 */
export function lenientViolations(schema: Schema): (value: unknown) => PlacedViolation[] {
  const definitions: JsonObject = {};
  const names = new Map<string, string>();
  const origins = new WeakMap<object, JsonObject>();
  const waiting: Array<[name: string, id: string]> = [];
  const nameOf = (id: string): string => {
    let name = names.get(id);
    if (name === undefined) {
      name = String(names.size);
      names.set(id, name);
      waiting.push([name, id]);
    }
    return name;
  };
  const copy = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(copy);
    if (!isJsonObject(json)) return json;
    const copied: JsonObject = {};
    origins.set(copied, json);
    for (const [keyword, value] of Object.entries(json)) {
      if (DEMANDS.has(keyword)) continue;
      if (keyword === '$ref' && typeof value === 'string') copied['$ref'] = `#/$defs/${nameOf(value)}`;
      else if (VALUES.has(keyword)) copied[keyword] = value;
      else if (BY_NAME.has(keyword) && isJsonObject(value)) copied[keyword] = copyMembers(value);
      else setOwn(copied, keyword === 'oneOf' ? 'anyOf' : keyword, copy(value));
    }
    // Both would be said of the same member.
    if (Object.hasOwn(json, 'anyOf') && Object.hasOwn(json, 'oneOf')) delete copied['anyOf'];
    return copied;
  };
  const copyMembers = (members: JsonObject): JsonObject => {
    const copied: JsonObject = {};
    for (const [name, member] of Object.entries(members)) setOwn(copied, name, copy(member));
    return copied;
  };
  const root: JsonObject = { $ref: `#/$defs/${nameOf(schema.id)}`, $defs: definitions };
  for (let next = waiting.pop(); next && names.size < MOST_SCHEMAS; next = waiting.pop())
    setOwn(definitions, next[0], copy(schema.scope.byId(next[1]).json));
  const scope = createSchemaScope();
  const uri = 'pact:lenient';
  scope.addResource({ uri, root, dialect: '2020-12' });
  const lenient = scope.schema({ value: root, uri, pointer: '' });
  return (value) =>
    lenient.violations(value).map((violation) => ({ violation, source: sourceOf(violation.schemaPointer) }));

  /** The closest schema around the keyword that the user has written. */
  function sourceOf(pointer: string): SchemaSource | undefined {
    let at: unknown = root;
    let found: { origin: JsonObject; rest: string[] } | undefined;
    for (const token of parsePointer(pointer) ?? []) {
      at =
        isJsonObject(at) && Object.hasOwn(at, token)
          ? at[token]
          : Array.isArray(at)
            ? at[Number(token)]
            : undefined;
      found?.rest.push(token);
      const origin = typeof at === 'object' && at !== null ? origins.get(at) : undefined;
      if (origin) found = { origin, rest: [] };
    }
    const source = found && schema.scope.originOf(found.origin);
    if (!source || !found) return source;
    return { ...source, pointer: joinPointer(source.pointer, ...found.rest) };
  }
}
