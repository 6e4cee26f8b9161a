import { isJsonObject, type JsonObject, own, type Schema } from '../schema/index.ts';

const MOST_PARTS = 300;

/** The parts of a schema that speak of one place in a body, whichever branches they are in. */
export class ErrorSchema {
  readonly parts: readonly JsonObject[];
  readonly #scope: Schema['scope'];

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
    return new ErrorSchema(schema.scope, [schema.json]);
  }

  /** The names of the declared members. */
  get names(): string[] {
    const names = this.parts.flatMap(({ properties }) =>
      isJsonObject(properties) ? Object.keys(properties) : [],
    );
    return [...new Set(names)];
  }

  /** Are members of any name said to be welcome? */
  get invitesMembers(): boolean {
    return this.parts.some(({ additionalProperties: more }) => more === true || isJsonObject(more));
  }

  get enums(): unknown[] {
    return this.parts.flatMap((part) => {
      const values = Array.isArray(part['enum']) ? part['enum'] : [];
      return Object.hasOwn(part, 'const') ? [...values, part['const']] : values;
    });
  }

  /** The JSON types that are named; none where anything goes. */
  get types(): Set<unknown> {
    return new Set(this.parts.flatMap(({ type }) => type));
  }

  /** Is a value of this type to be tried? */
  may(type: string): boolean {
    const types = this.types;
    types.delete(undefined);
    return types.size === 0 || types.has(type) || (type === 'number' && types.has('integer'));
  }

  member(name: string): ErrorSchema {
    const declared = this.parts.flatMap(({ properties }) =>
      isJsonObject(properties) && Object.hasOwn(properties, name) ? [own(properties, name)] : [],
    );
    const more = this.parts.map(({ additionalProperties }) => additionalProperties);
    return new ErrorSchema(this.#scope, declared.length > 0 ? declared : more);
  }

  items(): ErrorSchema {
    return new ErrorSchema(
      this.#scope,
      this.parts.map(({ items }) => items),
    );
  }
}
