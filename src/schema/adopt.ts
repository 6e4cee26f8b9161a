import { brief, type Copy } from './copy.ts';
import { DIALECTS, type DialectTraits } from './dialect.ts';
import type { Bindings } from './dynamic.ts';
import { isJsonObject, type JsonObject, own, setOwn } from './json.ts';
import { joinPointer } from './json-pointer.ts';
import { KEYWORDS } from './keywords.ts';
import { ANNOTATIONS, admitNull, readDiscriminator } from './read-openapi.ts';
import { reconcileEnum } from './read-type.ts';
import type { Spot } from './resources.ts';
import type { Direction } from './schema.ts';

/** Where in an instance a schema applies, seen from the schema that is being adopted. */
export interface Place {
  /** To the same value as the adopted schema itself. */
  readonly inPlace: boolean;
  readonly direction: Direction;
  /** Names that `required` must not demand. */
  readonly spared: ReadonlySet<string>;
  readonly bindings: Bindings;
}

/** What adoption asks of its scope. */
export interface AdoptHost {
  enter(spot: Spot): Spot;
  /** The bindings inside an embedded resource. */
  bind(bindings: Bindings, spot: Spot): Bindings;
  /** The `id` of what a reference names; undefined where it leads back, true where it does not resolve. */
  refer(reference: string, keyword: string, spot: Spot, place: Place): string | true | undefined;
  mapping(nameOrReference: string, spot: Spot, place: Place): string | undefined;
  named(id: string): { readonly name: string | undefined; readonly value: unknown };
  /** Properties that do not travel, over all that applies to the same value. */
  idle(spot: Spot, direction: Direction): ReadonlySet<string>;
  flag(spot: Spot, direction: Direction): 'readOnly' | 'writeOnly' | undefined;
  fault(code: string, message: string, spot: Spot, pointer: string): void;
  /** Keeps where a piece of the copy comes from. */
  remember(json: JsonObject, spot: Spot): void;
}

const NONE: ReadonlySet<string> = new Set();
const DEEPEST = 400;
/** More than any real schema has inline; aliases of YAML can multiply. */
const MOST_PIECES = 200_000;

/** Copies one schema and its inline subschemas as 2020-12. */
export class Adoption {
  readonly #host: AdoptHost;
  #depth = 0;
  #pieces = 0;
  #truncated = false;

  constructor(host: AdoptHost) {
    this.#host = host;
  }

  /** Undefined where the schema only leads back to one that is being applied to the same value. */
  copy(outer: Spot, place: Place): boolean | JsonObject | undefined {
    if (typeof outer.value === 'boolean') return outer.value;
    const { value } = outer;
    if (!isJsonObject(value)) {
      this.#host.fault('invalid-schema', misfit(value), outer, outer.pointer);
      return value !== 'false';
    }
    if (this.#depth >= DEEPEST || this.#pieces >= MOST_PIECES) {
      const message = 'the schema is nested too deep or too large and is read as "true" from here';
      if (!this.#truncated) this.#host.fault('schema-too-large', message, outer, outer.pointer);
      this.#truncated = true;
      return true;
    }
    this.#depth++;
    this.#pieces++;
    try {
      const spot = this.#host.enter(outer);
      if (spot.base === outer.base) return this.#object(value, spot, place);
      return this.#object(value, spot, { ...place, bindings: this.#host.bind(place.bindings, spot) });
    } finally {
      this.#depth--;
    }
  }

  #object(from: JsonObject, spot: Spot, place: Place): JsonObject | undefined {
    const traits = DIALECTS[spot.dialect];
    const copy = new ObjectCopy(this, this.#host, from, traits, spot, place);
    const reference = copy.readReferences();
    const alone = reference !== 'none' && !traits.refSiblings;
    copy.readKeywords(alone);
    if (!alone) {
      reconcileEnum(copy);
      readDiscriminator(copy);
    }
    if (reference === 'back' && copy.saysNothing()) return undefined;
    const nullable = traits.nullable.some((keyword) => own(from, keyword) === true);
    const result = nullable ? admitNull(copy.to, place.direction) : copy.to;
    if (result !== copy.to) {
      for (const branch of result['anyOf'] as JsonObject[]) this.#host.remember(branch, spot);
    }
    this.#host.remember(result, spot);
    return result;
  }
}

class ObjectCopy implements Copy {
  readonly from: JsonObject;
  readonly to: JsonObject = {};
  readonly traits: DialectTraits;
  readonly spared: ReadonlySet<string>;
  readonly #adoption: Adoption;
  readonly #host: AdoptHost;
  readonly #spot: Spot;
  readonly #place: Place;
  #others: string[] = [];

  constructor(
    adoption: Adoption,
    host: AdoptHost,
    from: JsonObject,
    traits: DialectTraits,
    spot: Spot,
    place: Place,
  ) {
    this.#adoption = adoption;
    this.#host = host;
    this.#spot = spot;
    this.#place = place;
    this.from = from;
    this.traits = traits;
    this.spared = place.spared;
  }

  /** `$ref`, `$dynamicRef` and `$recursiveRef`: one becomes `$ref`, a second one a part of `allOf`. */
  readReferences(): 'none' | 'read' | 'back' {
    const ids: string[] = [];
    let outcome: 'none' | 'read' | 'back' = 'none';
    for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
      const reference = own(this.from, keyword);
      if (reference === undefined || (keyword !== '$ref' && this.traits.level < 2019)) continue;
      if (typeof reference !== 'string') {
        this.fault('invalid-keyword', `"${keyword}" must be a text, not ${brief(reference)}`, keyword);
        continue;
      }
      const id = this.reference(reference, keyword);
      if (id === undefined) outcome = 'back';
      else if (outcome === 'none') outcome = 'read';
      if (typeof id === 'string') ids.push(id);
    }
    const [first, ...others] = ids;
    if (first !== undefined) this.to['$ref'] = first;
    this.#others = others;
    return outcome;
  }

  readKeywords(annotationsOnly: boolean): void {
    for (const key of Object.keys(this.from)) {
      const value = this.from[key];
      const keyword = KEYWORDS.get(key);
      if (annotationsOnly) {
        if (ANNOTATIONS.has(key) || key.startsWith('x-')) setOwn(this.to, key, value);
      } else if (keyword === undefined) {
        if (key !== this.traits.id) setOwn(this.to, key, value);
      } else if (keyword.since <= this.traits.level) keyword.read(this, value, key);
    }
    if (this.#others.length === 0) return;
    const all = Array.isArray(this.to['allOf']) ? this.to['allOf'] : [];
    this.to['allOf'] = [...this.#others.map(($ref) => ({ $ref })), ...all];
  }

  /** Does nothing remain that demands anything? */
  saysNothing(): boolean {
    return Object.keys(this.to).every((key) => !KEYWORDS.has(key));
  }

  schema(
    value: unknown,
    tokens: ReadonlyArray<string | number>,
    inPlace: boolean,
  ): boolean | JsonObject | undefined {
    const spot = this.#at(value, tokens);
    if (!inPlace) {
      const { direction, bindings } = this.#place;
      const spared = direction === 'any' || !mayDemand(value) ? NONE : this.#host.idle(spot, direction);
      return this.#adoption.copy(spot, { inPlace: false, direction, spared, bindings }) ?? true;
    }
    // A condition is taken as written: with less to demand it would hold for other values than its author meant.
    const asWritten = tokens[0] === 'not' || tokens[0] === 'if';
    const place: Place = asWritten ? { ...this.#place, direction: 'any', spared: NONE } : this.#place;
    return this.#adoption.copy(spot, place);
  }

  reference(reference: string, keyword: string): string | true | undefined {
    return this.#host.refer(reference, keyword, this.#spot, this.#place);
  }

  mapping(nameOrReference: string, tokens: readonly string[]): string | undefined {
    const id = this.#host.mapping(nameOrReference, this.#spot, this.#place);
    if (id === undefined) {
      this.fault('unresolved-reference', `${brief(nameOrReference)} names no schema`, ...tokens);
    }
    return id;
  }

  named(id: string): { readonly name: string | undefined; readonly value: unknown } {
    return this.#host.named(id);
  }

  flag(property: unknown, name: string): 'readOnly' | 'writeOnly' | undefined {
    if (this.#place.direction === 'any' || !isJsonObject(property)) return undefined;
    return this.#host.flag(this.#at(property, ['properties', name]), this.#place.direction);
  }

  fault(code: string, message: string, ...tokens: Array<string | number>): void {
    this.#host.fault(code, message, this.#spot, joinPointer(this.#spot.pointer, ...tokens));
  }

  #at(value: unknown, tokens: ReadonlyArray<string | number>): Spot {
    return { ...this.#spot, value, pointer: joinPointer(this.#spot.pointer, ...tokens) };
  }
}

function mayDemand(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    ['required', 'allOf', 'anyOf', 'oneOf', 'dependentRequired', 'dependencies', 'if'].some((key) =>
      Object.hasOwn(value, key),
    )
  );
}

function misfit(value: unknown): string {
  return `a schema must be an object or a boolean, not ${brief(value)}`;
}
