import {
  type Direction,
  isJsonObject,
  own,
  type Schema,
  type SchemaScope,
  type SchemaSource,
} from '../schema/index.ts';
import { joinSources } from './join.ts';
import { childOf, followed, mostParts, type Part, partsOf } from './parts.ts';

/** What describes a member, and whether all of it applies whichever branch is taken. Most members are never looked at. */
interface Described {
  /** What has the member among its properties, and what it says there. */
  readonly within: SchemaSource;
  readonly value: unknown;
  /** Others that describe it too. */
  others: SchemaSource[] | undefined;
  certain: boolean;
}

/** Most places have one type: they share these. */
const single: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'].map((type) => [
    type,
    new Set([type]),
  ]),
);

/**
 * What a description says of one place in a value, all references and branches together. Read from the schemas as they
 * are written, so that looking adopts and compiles nothing; each part is worked out when first asked for.
 */
export class Facts {
  readonly #scope: SchemaScope;
  readonly #sources: readonly SchemaSource[];
  readonly #certain: boolean;
  #joined: SchemaSource | undefined;
  #source: SchemaSource | undefined;
  #parts: readonly Part[] | undefined;
  #members: Map<string, Described> | undefined;
  #known: Map<string, Facts> | undefined;
  #types: ReadonlySet<string> | undefined;
  #items: Facts | false | undefined;

  /** `certain`: do all of the sources apply, whichever branch is taken? */
  constructor(sources: readonly SchemaSource[], scope: SchemaScope, certain = true) {
    this.#sources = sources;
    this.#scope = scope;
    this.#certain = certain;
  }

  /** Where it stands: a reference to a component is the component. */
  get source(): SchemaSource {
    return (this.#source ??= followed(this.#join(), this.#scope, false));
  }

  /** The name of the component that it is, `User`; undefined for an inline schema. */
  get name(): string | undefined {
    const match = /^\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(this.source.pointer);
    return match?.[1];
  }

  /** The schema of the place itself. */
  schema(direction: Direction): Schema {
    const source = followed(this.#join(), this.#scope, true);
    return this.#scope.schema(source, direction);
  }

  /** Do both say the same, being one and the same schema? */
  is(other: Facts): boolean {
    return this.source.value === other.source.value;
  }

  /** The names of all members that are described. */
  get names(): ReadonlySet<string> {
    return new Set(this.#memberSources().keys());
  }

  get size(): number {
    return this.#memberSources().size;
  }

  has(name: string): boolean {
    return this.#memberSources().has(name);
  }

  member(name: string): Facts | undefined {
    const described = this.#memberSources().get(name);
    if (described === undefined) return undefined;
    this.#known ??= new Map();
    let facts = this.#known.get(name);
    if (facts === undefined) {
      const { within, value, others = [], certain } = described;
      const sources = [childOf(within, value, 'properties', name), ...others];
      this.#known.set(name, (facts = new Facts(sources, this.#scope, certain)));
    }
    return facts;
  }

  /** Each described member. */
  *members(): Generator<[string, Facts]> {
    for (const name of this.#memberSources().keys()) yield [name, this.member(name) as Facts];
  }

  /** The items of an array. */
  get items(): Facts | undefined {
    return (this.#items ??= this.#below('items') ?? false) || undefined;
  }

  /** The values of a map: what `additionalProperties` or `patternProperties` say. */
  get values(): Facts | undefined {
    return this.#below('additionalProperties') ?? this.#below('unevaluatedProperties') ?? this.#patterned();
  }

  /** The types that a value can have, `null` among them; empty where nothing is said. */
  get types(): ReadonlySet<string> {
    return (this.#types ??= this.#readTypes());
  }

  get isObject(): boolean {
    return this.types.has('object') || (this.types.size === 0 && this.size > 0);
  }

  get isArray(): boolean {
    return this.types.has('array') && !this.types.has('object');
  }

  /** Of the scalars that can be a key. */
  get isKeyLike(): boolean {
    const { types } = this;
    if (types.size === 0) return this.size === 0 && this.items === undefined;
    return (types.has('string') || types.has('integer') || types.has('number')) && !types.has('object');
  }

  get isInteger(): boolean {
    return (this.types.has('integer') || this.types.has('number')) && !this.types.has('string');
  }

  get nullable(): boolean {
    return this.types.has('null') || this.flag('nullable');
  }

  isRequired(name: string): boolean {
    return this.#allParts().some(({ json, certain }) => {
      const required = own(json, 'required');
      return certain && Array.isArray(required) && required.includes(name);
    });
  }

  /** Is the keyword true anywhere in what certainly applies? */
  flag(keyword: 'readOnly' | 'writeOnly' | 'nullable' | 'deprecated'): boolean {
    return this.#allParts().some(({ json, certain }) => certain && own(json, keyword) === true);
  }

  /** The outermost text under a keyword. */
  text(keyword: 'format' | 'description' | 'title' | 'pattern'): string | undefined {
    for (const { json } of this.#allParts()) {
      const value = own(json, keyword);
      if (typeof value === 'string') return value;
    }
    return undefined;
  }

  /** The values of `enum` and `const`; undefined where there is neither. */
  get enum(): readonly unknown[] | undefined {
    const found: unknown[] = [];
    for (const { json } of this.#allParts()) {
      const values = own(json, 'enum');
      if (Array.isArray(values)) found.push(...values);
      if (Object.hasOwn(json, 'const')) found.push(json['const']);
    }
    return found.length > 0 ? [...new Set(found)] : undefined;
  }

  /** The outermost value of a keyword. */
  value(keyword: string): unknown {
    for (const { json } of this.#allParts()) {
      if (Object.hasOwn(json, keyword)) return json[keyword];
    }
    return undefined;
  }

  /** What a JSON Pointer's tokens lead to; `*` is any item of an array. */
  at(tokens: readonly string[]): Facts | undefined {
    let facts: Facts | undefined = this;
    for (const token of tokens) facts = token === '*' ? facts?.items : facts?.member(token);
    return facts;
  }

  #join(): SchemaSource {
    return (this.#joined ??= joinSources(this.#sources, this.#scope, this.#certain));
  }

  #allParts(): readonly Part[] {
    return (this.#parts ??= partsOf(this.#sources, this.#scope));
  }

  #memberSources(): Map<string, Described> {
    if (this.#members !== undefined) return this.#members;
    const members = new Map<string, Described>();
    for (const { source, json, certain } of this.#allParts()) {
      const properties = own(json, 'properties');
      if (!isJsonObject(properties)) continue;
      for (const name of Object.keys(properties)) {
        const found = members.get(name);
        const value = properties[name];
        if (found === undefined) members.set(name, { within: source, value, others: undefined, certain });
        else if ((found.others?.length ?? 0) < mostParts - 1) {
          (found.others ??= []).push(childOf(source, value, 'properties', name));
          found.certain &&= certain;
        }
      }
    }
    this.#members = members;
    return members;
  }

  #below(keyword: string): Facts | undefined {
    const found: SchemaSource[] = [];
    let isCertain = true;
    for (const { source, json, certain } of this.#allParts()) {
      const value = own(json, keyword);
      if (!isJsonObject(value)) continue;
      found.push(childOf(source, value, keyword));
      isCertain &&= certain;
    }
    return found.length > 0 ? new Facts(found, this.#scope, isCertain) : undefined;
  }

  #patterned(): Facts | undefined {
    const found: SchemaSource[] = [];
    for (const { source, json } of this.#allParts()) {
      const patterns = own(json, 'patternProperties');
      if (!isJsonObject(patterns)) continue;
      for (const [pattern, value] of Object.entries(patterns))
        if (isJsonObject(value)) found.push(childOf(source, value, 'patternProperties', pattern));
    }
    return found.length > 0 ? new Facts(found, this.#scope, false) : undefined;
  }

  #readTypes(): ReadonlySet<string> {
    const parts = this.#allParts();
    const type = parts.length === 1 ? own((parts[0] as Part).json, 'type') : undefined;
    // `null` alone leaves open what else the place may be.
    const alone = typeof type === 'string' && type !== 'null' ? single.get(type) : undefined;
    return alone ?? this.#joinTypes(parts);
  }

  #joinTypes(parts: readonly Part[]): ReadonlySet<string> {
    const types = new Set<string>();
    let hinted: string | undefined;
    for (const { json } of parts) {
      const type = own(json, 'type');
      for (const one of Array.isArray(type) ? type : [type]) if (typeof one === 'string') types.add(one);
      if (isJsonObject(own(json, 'properties'))) hinted ??= 'object';
      else if (isJsonObject(own(json, 'items'))) hinted ??= 'array';
    }
    if ([...types].every((type) => type === 'null')) {
      if (hinted !== undefined) types.add(hinted);
      for (const value of this.enum ?? []) types.add(typeOf(value));
    }
    const [only] = types;
    return (types.size === 1 && single.get(only as string)) || types;
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return Array.isArray(value) ? 'array' : typeof value;
}
