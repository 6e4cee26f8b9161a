import { isJsonObject, type JsonObject, own, type Schema } from '../schema/index.ts';

const MOST_PARTS = 300;

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
