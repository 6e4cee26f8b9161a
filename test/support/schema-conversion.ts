import { escapeToken, type Found, isObject, type RawDocument, type RawObject } from './raw-document.ts';
import {
  asserts,
  compilePattern,
  convertBounds,
  convertCounts,
  convertFormat,
  convertType,
  dialectOf,
  ignoresReferenceSiblings,
  membersOf,
  namesOf,
  type RawDialect,
} from './schema-keywords.ts';

export type RawDirection = 'request' | 'response' | 'any';
export type PlainSchema = boolean | RawObject;

interface Context {
  readonly direction: RawDirection;
  readonly dialect: RawDialect;
  /** Names that must not travel this way, from schemas around that judge the same object. */
  readonly hidden: ReadonlySet<string>;
  /** `$dynamicAnchor`s seen on the way, outermost kept. */
  readonly scope: ReadonlyMap<string, Found>;
}

const NOTHING: ReadonlySet<string> = new Set();
const SCHEMA_MAPS = ['patternProperties', 'dependentSchemas'] as const;
const SCHEMA_LISTS = ['anyOf', 'oneOf'] as const;
const IN_PLACE = ['not', 'if', 'then', 'else'] as const;
const BELOW = [
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'additionalProperties',
] as const;

/**
 * Schemas of a description as plain 2020-12: each is a definition that is named by a URI, references name definitions,
 * and only keywords that can make a value wrong remain. Direction, nullable, dialects and dynamic references are
 * worked into them, so that any 2020-12 validator can judge.
 */
export class SchemaConversion {
  /** By URI, in the order in which they were made. */
  readonly definitions: Record<string, PlainSchema> = Object.create(null) as Record<string, PlainSchema>;
  readonly uris: string[] = [];
  /** References that name nothing: nothing is asked for there. */
  readonly unresolved = new Set<string>();
  readonly #document: RawDocument;
  readonly #prefix: string;
  readonly #ids = new Map<string, string>();
  readonly #pending: Array<() => void> = [];
  readonly #hidden = new Map<string, ReadonlySet<string>>();

  constructor(document: RawDocument, prefix: string) {
    this.#document = document;
    this.#prefix = prefix;
  }

  /** URI of the definition for the schema at that place. */
  definition(at: Found, direction: RawDirection): string {
    const uri = this.#define(at, { direction, dialect: this.#dialect(), hidden: NOTHING, scope: new Map() });
    for (let convert = this.#pending.pop(); convert; convert = this.#pending.pop()) convert();
    return uri;
  }

  #define(at: Found, context: Context): string {
    const scope = this.#entered(at, context.scope);
    const names = [...scope].map(([name, found]) => `${name}=${found.uri}#${found.pointer}`);
    const key = [at.uri, at.pointer, context.direction, [...context.hidden].sort(), names].join('|');
    const known = this.#ids.get(key);
    if (known) return known;
    const uri = `${this.#prefix}${this.#ids.size}`;
    this.#ids.set(key, uri);
    this.#pending.push(() => {
      this.definitions[uri] = this.#convert(at, { ...context, dialect: this.#dialect(), scope });
      this.uris.push(uri);
    });
    return uri;
  }

  #convert(at: Found, outer: Context): PlainSchema {
    if (typeof at.value === 'boolean') return at.value;
    if (!isObject(at.value)) return true;
    const schema = at.value;
    const context = this.#inside(at, schema, outer);
    const { dialect } = context;
    const reference = typeof schema['$ref'] === 'string' ? schema['$ref'] : undefined;
    if (reference !== undefined && ignoresReferenceSiblings(dialect))
      return this.#reference(reference, at, context);
    const out: RawObject = { ...convertBounds(schema), ...convertCounts(schema, dialect) };
    const both: PlainSchema[] = [];
    if (reference !== undefined) both.push(this.#reference(reference, at, context));
    if (typeof schema['$dynamicRef'] === 'string')
      both.push(this.#dynamic(schema['$dynamicRef'], at, context));
    const type = convertType(schema, dialect);
    if (type !== undefined) out['type'] = type;
    if (Array.isArray(schema['enum'])) out['enum'] = schema['enum'];
    if (asserts(dialect, 'const') && Object.hasOwn(schema, 'const')) both.push({ enum: [schema['const']] });
    if (typeof schema['pattern'] === 'string' && compilePattern(schema['pattern']))
      out['pattern'] = schema['pattern'];
    const { format, extra } = convertFormat(schema, dialect);
    if (format !== undefined) out['format'] = format;
    both.push(...extra);
    this.#objects(at, schema, context, out);
    this.#arrays(at, schema, context, out);
    this.#applicators(at, schema, context, out);
    both.push(...this.#list(at, 'allOf', context));
    if (both.length > 0) out['allOf'] = both;
    return out;
  }

  #inside(at: Found, schema: RawObject, outer: Context): Context {
    const own = typeof schema['$schema'] === 'string' ? dialectOf(schema['$schema']) : undefined;
    const hidden = this.#hiddenNames(at, outer.direction, 0);
    return {
      direction: outer.direction,
      dialect: own ?? outer.dialect,
      hidden: hidden.size === 0 ? outer.hidden : new Set([...outer.hidden, ...hidden]),
      scope: typeof schema['$id'] === 'string' ? this.#entered(at, outer.scope) : outer.scope,
    };
  }

  #objects(at: Found, schema: RawObject, context: Context, out: RawObject): void {
    const below = { ...context, hidden: NOTHING };
    const required = namesOf(schema['required']).filter((name) => !context.hidden.has(name));
    if (required.length > 0) out['required'] = required;
    const properties = this.#properties(at).map(([name, property]): [string, PlainSchema] => {
      return [name, this.#travels(property, context.direction) ? this.#convert(property, below) : false];
    });
    if (properties.length > 0) out['properties'] = Object.fromEntries(properties);
    for (const keyword of asserts(context.dialect, 'dependentRequired') ? ['dependentRequired'] : []) {
      const members = membersOf(schema[keyword]).map(([name, names]) => [
        name,
        namesOf(names).filter((one) => !context.hidden.has(one)),
      ]);
      if (members.length > 0) out[keyword] = Object.fromEntries(members);
    }
    for (const keyword of SCHEMA_MAPS) {
      if (!asserts(context.dialect, keyword)) continue;
      const inner = keyword === 'dependentSchemas' ? context : below;
      const members = membersOf(schema[keyword])
        .filter(([name]) => keyword !== 'patternProperties' || compilePattern(name))
        .map(([name, value]) => [name, this.#convert(this.#at(at, value, keyword, name), inner)]);
      if (members.length > 0) out[keyword] = Object.fromEntries(members);
    }
    if (asserts(context.dialect, 'dependencies')) this.#dependencies(at, schema, context, out);
  }

  /** By name. Some people put a `$ref` where the map of properties stands; no property's schema is a text. */
  #properties(at: Found): Array<[string, Found]> {
    const written = this.#document.child(at, 'properties');
    const map =
      isObject(written?.value) && typeof written.value['$ref'] === 'string'
        ? this.#document.follow(written)
        : written;
    return map ? membersOf(map.value).map(([name, value]) => [name, this.#at(map, value, name)]) : [];
  }

  #dependencies(at: Found, schema: RawObject, context: Context, out: RawObject): void {
    for (const [name, value] of membersOf(schema['dependencies'])) {
      const keyword = Array.isArray(value) ? 'dependentRequired' : 'dependentSchemas';
      const converted = Array.isArray(value)
        ? namesOf(value).filter((one) => !context.hidden.has(one))
        : this.#convert(this.#at(at, value, 'dependencies', name), context);
      out[keyword] = { ...(isObject(out[keyword]) ? out[keyword] : {}), [name]: converted };
    }
  }

  #arrays(at: Found, schema: RawObject, context: Context, out: RawObject): void {
    const below = { ...context, hidden: NOTHING };
    const items = schema['items'];
    const tuple = Array.isArray(items) ? 'items' : 'prefixItems';
    if (Array.isArray(schema[tuple]) && (tuple === 'items' || asserts(context.dialect, tuple))) {
      out['prefixItems'] = this.#list(at, tuple, below);
      const rest = tuple === 'items' ? 'additionalItems' : 'items';
      if (schema[rest] !== undefined && (rest === 'items' || context.dialect !== '3.0')) {
        out['items'] = this.#convert(this.#at(at, schema[rest], rest), below);
      }
    } else if (items !== undefined) {
      out['items'] = this.#convert(this.#at(at, items, 'items'), below);
    }
  }

  #applicators(at: Found, schema: RawObject, context: Context, out: RawObject): void {
    const below = { ...context, hidden: NOTHING };
    for (const keyword of SCHEMA_LISTS) {
      const list = asserts(context.dialect, keyword) ? this.#list(at, keyword, context) : [];
      if (list.length > 0) out[keyword] = list;
    }
    for (const keyword of [...IN_PLACE, ...BELOW]) {
      if (schema[keyword] === undefined || !asserts(context.dialect, keyword)) continue;
      const inner = (IN_PLACE as readonly string[]).includes(keyword) ? context : below;
      out[keyword] = this.#convert(this.#at(at, schema[keyword], keyword), inner);
    }
  }

  #list(at: Found, keyword: string, context: Context): PlainSchema[] {
    const list = isObject(at.value) ? at.value[keyword] : undefined;
    if (!Array.isArray(list) || (keyword === 'allOf' && !asserts(context.dialect, keyword))) return [];
    return list.map((value, index) => this.#convert(this.#at(at, value, keyword, index), context));
  }

  #reference(reference: string, at: Found, context: Context): PlainSchema {
    const target = this.#document.resolve(reference, at);
    if (target === undefined) {
      this.unresolved.add(reference);
      return true;
    }
    return { $ref: this.#define(target, context) };
  }

  #dynamic(reference: string, at: Found, context: Context): PlainSchema {
    const target = this.#document.resolve(reference, at);
    const name = reference.split('#')[1] ?? '';
    const isDynamic = isObject(target?.value) && target.value['$dynamicAnchor'] === name;
    const outermost = isDynamic ? context.scope.get(name) : undefined;
    return outermost ? { $ref: this.#define(outermost, context) } : this.#reference(reference, at, context);
  }

  #entered(at: Found, scope: ReadonlyMap<string, Found>): ReadonlyMap<string, Found> {
    const anchors = this.#document.anchors(at).filter(({ name, dynamic }) => dynamic && !scope.has(name));
    return anchors.length === 0
      ? scope
      : new Map([...scope, ...anchors.map(({ name, found }) => [name, found] as const)]);
  }

  #travels(property: Found, direction: RawDirection): boolean {
    return (
      direction === 'any' || !this.#marked(property, direction === 'response' ? 'writeOnly' : 'readOnly', 0)
    );
  }

  #marked(at: Found, mark: string, depth: number): boolean {
    const schema = at.value;
    if (!isObject(schema) || depth > 16) return false;
    if (typeof schema['$ref'] === 'string') {
      const target = this.#document.resolve(schema['$ref'], at);
      if (target && this.#marked(target, mark, depth + 1)) return true;
      if (ignoresReferenceSiblings(this.#dialect())) return false;
    }
    if (schema[mark] === true) return true;
    const members = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
    return members.some((value, index) => this.#marked(this.#at(at, value, 'allOf', index), mark, depth + 1));
  }

  /** Names of properties that do not travel that way, as the schema, what it refers to and its `allOf` say. */
  #hiddenNames(at: Found, direction: RawDirection, depth: number): ReadonlySet<string> {
    if (direction === 'any' || !isObject(at.value) || depth > 16) return NOTHING;
    const key = `${direction} ${at.uri}#${at.pointer}`;
    const known = this.#hidden.get(key);
    if (known) return known;
    const names = new Set<string>();
    const schema = at.value;
    const reference =
      typeof schema['$ref'] === 'string' ? this.#document.resolve(schema['$ref'], at) : undefined;
    const allOf = Array.isArray(schema['allOf']) ? schema['allOf'] : [];
    const parts = allOf.map((value, index) => this.#at(at, value, 'allOf', index));
    for (const part of reference ? [reference, ...parts] : parts) {
      for (const name of this.#hiddenNames(part, direction, depth + 1)) names.add(name);
    }
    for (const [name, property] of this.#properties(at)) {
      if (!this.#travels(property, direction)) names.add(name);
    }
    if (depth === 0) this.#hidden.set(key, names);
    return names;
  }

  #dialect(): RawDialect {
    const { family } = this.#document;
    if (family !== '3.1') return family;
    const root = this.#document.entry.value;
    const declared = isObject(root) ? root['jsonSchemaDialect'] : undefined;
    return (typeof declared === 'string' ? dialectOf(declared) : undefined) ?? '2020-12';
  }

  #at(parent: Found, value: unknown, ...keys: Array<string | number>): Found {
    const pointer = keys.reduce<string>((path, key) => `${path}/${escapeToken(String(key))}`, parent.pointer);
    return { uri: parent.uri, pointer, value };
  }
}
