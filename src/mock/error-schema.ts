import type { Generator } from '../generation/index.ts';
import { isJsonObject, type JsonObject, own, type Schema } from '../schema/index.ts';
import { type Role, roleOf } from './error-words.ts';

const MOST_PARTS = 300;
/** Paths come from requests. */
const MOST_MADE = 100;

const ofSchemas = new WeakMap<Schema, ErrorSchema>();

/** The parts of a schema that speak of one place in a body, whichever branches they are in. */
export class ErrorSchema {
  readonly parts: readonly JsonObject[];
  readonly #scope: Schema['scope'];
  readonly #members = new Map<string, ErrorSchema>();
  #names: readonly string[] | undefined;
  #enums: readonly unknown[] | undefined;
  #types: ReadonlySet<unknown> | undefined;
  #items: ErrorSchema | undefined;
  #roles: ReadonlyMap<string, Role> | undefined;
  #entryRoles: ReadonlyMap<string, Role> | undefined;
  readonly #made = new WeakMap<Generator, Map<string, unknown>>();

  private constructor(scope: Schema['scope'], roots: readonly unknown[]) {
    this.#scope = scope;
    const parts = new Set<JsonObject>();
    const waiting = [...roots];
    while (waiting.length > 0 && parts.size < MOST_PARTS) {
      const part = waiting.shift();
      if (!isJsonObject(part) || parts.has(part)) continue;
      parts.add(part);
      if (typeof part['$ref'] === 'string') waiting.push(scope.byId(part['$ref']).json);
      for (const keyword of ['allOf', 'anyOf', 'oneOf', 'then', 'else']) {
        const below = part[keyword];
        waiting.push(...(Array.isArray(below) ? below : [below]));
      }
    }
    this.parts = [...parts];
  }

  static of(schema: Schema): ErrorSchema {
    let known = ofSchemas.get(schema);
    if (!known) ofSchemas.set(schema, (known = new ErrorSchema(schema.scope, [schema.json])));
    return known;
  }

  /** The names of the declared members. */
  get names(): readonly string[] {
    if (!this.#names) {
      const names = this.parts.flatMap(({ properties }) =>
        isJsonObject(properties) ? Object.keys(properties) : [],
      );
      this.#names = [...new Set(names)];
    }
    return this.#names;
  }

  /** What the declared members are for, and those of a value besides; within an entry of a list or not. */
  rolesIn(value: object, inEntry: boolean): ReadonlyMap<string, Role> {
    const declared = inEntry
      ? (this.#entryRoles ??= rolesOf(this.names, true))
      : (this.#roles ??= rolesOf(this.names, false));
    const more = Object.keys(value).filter((name) => !declared.has(name));
    return more.length === 0 ? declared : new Map([...declared, ...rolesOf(more, inEntry)]);
  }

  /** The value that a name stands for, which nobody changes: clients repeat their mistakes. */
  made(schema: Schema, key: string, generator: Generator): unknown {
    let byKey = this.#made.get(generator);
    if (!byKey) this.#made.set(generator, (byKey = new Map()));
    let value = byKey.get(key);
    if (value === undefined) {
      value = generator.generate(schema, { key });
      if (byKey.size >= MOST_MADE) byKey.clear();
      byKey.set(key, value);
    }
    return value;
  }

  /** Are members of any name said to be welcome? */
  get invitesMembers(): boolean {
    return this.parts.some(({ additionalProperties: more }) => more === true || isJsonObject(more));
  }

  get enums(): readonly unknown[] {
    return (this.#enums ??= this.parts.flatMap((part) => {
      const values = Array.isArray(part['enum']) ? part['enum'] : [];
      return Object.hasOwn(part, 'const') ? [...values, part['const']] : values;
    }));
  }

  /** The JSON types that are named; none where anything goes. */
  get types(): ReadonlySet<unknown> {
    return (this.#types ??= new Set(this.parts.flatMap(({ type }) => type ?? [])));
  }

  /** Is a value of this type to be tried? */
  may(type: string): boolean {
    const { types } = this;
    return types.size === 0 || types.has(type) || (type === 'number' && types.has('integer'));
  }

  member(name: string): ErrorSchema {
    const known = this.#members.get(name);
    if (known) return known;
    const made = this.#member(name);
    // Names that are not declared come from requests.
    if (this.names.includes(name)) this.#members.set(name, made);
    return made;
  }

  #member(name: string): ErrorSchema {
    const declared = this.parts.flatMap(({ properties }) =>
      isJsonObject(properties) && Object.hasOwn(properties, name) ? [own(properties, name)] : [],
    );
    const more = this.parts.map(({ additionalProperties }) => additionalProperties);
    return new ErrorSchema(this.#scope, declared.length > 0 ? declared : more);
  }

  items(): ErrorSchema {
    return (this.#items ??= new ErrorSchema(
      this.#scope,
      this.parts.map(({ items }) => items),
    ));
  }
}

function rolesOf(names: readonly string[], inEntry: boolean): ReadonlyMap<string, Role> {
  return new Map(names.map((name) => [name, roleOf(name, inEntry)]));
}
