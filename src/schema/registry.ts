import { type AdoptHost, Adoption, type Place } from './adopt.ts';
import { brief } from './copy.ts';
import { type Bindings, bindAnchors, findDynamic, NO_BINDINGS, usesDynamicReferences } from './dynamic.ts';
import { flagOf, gatherInPlace, type InPlace, isFlagged } from './in-place.ts';
import { isJsonObject, type JsonObject, own } from './json.ts';
import { bareReference, bindingsKey, keyOf, nameOf, type Reading } from './reading.ts';
import { References } from './references.ts';
import { Resources, type SourceFile, type Spot } from './resources.ts';
import type { Direction, Resource, SchemaFault } from './schema.ts';

/** A schema that has been asked for; its copy is made at the first look. */
export interface Entry {
  readonly id: string;
  readonly spot: Spot;
  readonly reading: Reading;
  readonly name: string | undefined;
  readonly json: boolean | JsonObject;
}

const NOTHING: ReadonlySet<never> = new Set();
/** So many readings of one schema, told apart by the way that leads back to it, are enough. */
const MOST_READINGS = 16;

/** Makes entries of places in the user's text, and follows references between them. */
export class Registry {
  readonly resources: Resources = new Resources();
  readonly references: References = new References(this.resources);
  readonly faults: SchemaFault[] = [];
  readonly #entries: Entry[] = [];
  readonly #byValue = new WeakMap<object, Map<string, Entry>>();
  readonly #byKey = new Map<string, Entry>();
  readonly #origins = new WeakMap<object, Spot>();
  readonly #inPlace = new WeakMap<object, Map<string, InPlace>>();
  readonly #faultKeys = new Set<string>();
  #unseen: SourceFile[] = [];
  #dynamic = false;

  add(resource: Resource): SourceFile {
    const file = this.resources.add(resource);
    this.#unseen.push(file);
    return file;
  }

  get(number: number): Entry | undefined {
    return this.#entries[number - 1];
  }

  /** Where a piece of an adopted schema comes from. */
  originOf(json: object): Spot | undefined {
    return this.#origins.get(json);
  }

  /** The entry of a schema that was asked for from outside. */
  entry(spot: Spot, direction: Direction): Entry {
    const bindings = this.#bind(NO_BINDINGS, spot);
    const followed = this.#follow(spot, bindings) ?? { spot: this.resources.enter(spot), bindings };
    return this.#intern(followed.spot, {
      direction,
      bindings: followed.bindings,
      cuts: NOTHING,
      spared: NOTHING,
    });
  }

  #intern(spot: Spot, reading: Reading): Entry {
    const key = keyOf(spot, reading);
    let entries: Map<string, Entry> = this.#byKey;
    if (isJsonObject(spot.value)) {
      const known = this.#byValue.get(spot.value);
      entries = known ?? new Map();
      if (known === undefined) this.#byValue.set(spot.value, entries);
    }
    let entry = entries.get(key);
    if (entry === undefined) {
      entry = new LazyEntry(`standin:${this.#entries.length + 1}`, spot, reading, this);
      this.#entries.push(entry);
      entries.set(key, entry);
    }
    return entry;
  }

  adopt(entry: Entry): boolean | JsonObject {
    const { spot, reading } = entry;
    const { direction } = reading;
    const spared =
      direction === 'any'
        ? NOTHING
        : new Set([...reading.spared, ...this.#gather(spot, direction, reading).idle]);
    const host: AdoptHost = {
      enter: (at) => this.resources.enter(at),
      bind: (bindings, at) => this.#bind(bindings, at),
      refer: (reference, keyword, at, place) => this.#refer(entry, reference, keyword, at, place),
      mapping: (text, at, place) => this.#mapping(text, at, place),
      named: (id) => this.#named(id),
      idle: (at, way) => this.#gather(at, way, reading).idle,
      flag: (at, way) => {
        const flag = flagOf(way);
        if (flag === undefined) return undefined;
        const enter = (each: Spot): Spot => this.resources.enter(each);
        return isFlagged(at, flag, enter, this.#followOf(reading.bindings)) ? flag : undefined;
      },
      fault: (code, message, at, pointer) => this.fault(code, message, at.base.file.givenUri, pointer),
      remember: (json, at) => {
        if (!this.#origins.has(json)) this.#origins.set(json, at);
      },
    };
    const json = new Adoption(host).copy(spot, {
      inPlace: true,
      direction,
      spared,
      bindings: reading.bindings,
    });
    return json ?? true;
  }

  fault(code: string, message: string, uri: string, pointer: string): void {
    const key = `${code}\n${message}\n${uri}#${pointer}`;
    if (this.#faultKeys.has(key)) return;
    this.#faultKeys.add(key);
    this.faults.push({ code, message, uri, pointer });
  }

  #refer(
    entry: Entry,
    reference: string,
    keyword: string,
    from: Spot,
    place: Place,
  ): string | true | undefined {
    const { reading } = entry;
    const pointer = `${from.pointer}/${keyword}`;
    const target =
      keyword === '$ref'
        ? this.#find(reference, from, pointer)
        : findDynamic(reference, from, place.bindings, this.references);
    if (target === undefined) {
      const message = `the reference ${brief(reference)} does not resolve`;
      this.fault('unresolved-reference', message, from.base.file.givenUri, pointer);
      return true;
    }
    const followed = this.#follow(target, this.#bind(place.bindings, target));
    if (followed === undefined) {
      const message = `the reference ${brief(reference)} leads back to itself`;
      this.fault('reference-cycle', message, from.base.file.givenUri, pointer);
      return true;
    }
    const { spot, bindings } = followed;
    const { direction } = place;
    if (!place.inPlace || !isJsonObject(spot.value)) {
      return this.#intern(spot, { direction, bindings, cuts: NOTHING, spared: NOTHING }).id;
    }
    const { value } = spot;
    if (value === entry.spot.value || reading.cuts.has(value)) return undefined;
    const about = this.#gather(spot, direction, { ...reading, bindings });
    const back = [...reading.cuts, entry.spot.value as object].filter((each) => about.reached.has(each));
    const many = back.length > 0 && (this.#byValue.get(value)?.size ?? 0) >= MOST_READINGS;
    const spared = [...place.spared].filter((name) => about.required.has(name) && !about.idle.has(name));
    return this.#intern(spot, {
      direction,
      bindings,
      cuts: back.length === 0 ? NOTHING : many ? about.reached : new Set(back),
      spared: spared.length === 0 ? NOTHING : new Set(spared),
    }).id;
  }

  /**
   * Inside a schema with an `$id`, `#/…` points into that schema (JSON Schema 2020-12 core, section 8.2.1). Authors who
   * write `#/components/…` there mean the document, so that is looked at too, and said.
   */
  #find(reference: string, from: Spot, pointer: string): Spot | undefined {
    const found = this.references.find(reference, from.base, from.pointer);
    const root = this.resources.rootOf(from.base.file).base;
    if (found !== undefined || from.base === root || !reference.startsWith('#/')) return found;
    const meant = this.references.find(reference, root);
    if (meant === undefined) return undefined;
    const message = `the reference ${brief(reference)} stands below an "$id" and is read against the document; write the document's name before it`;
    this.fault('reference-base', message, from.base.file.givenUri, pointer);
    return meant;
  }

  #mapping(text: string, from: Spot, place: Place): string | undefined {
    const { base } = from;
    const root = this.resources.rootOf(base.file).base;
    const named = /^[\w.-]+$/.test(text)
      ? (this.references.find(`#/components/schemas/${text}`, root) ??
        this.references.find(`#/definitions/${text}`, root))
      : undefined;
    const target = named ?? this.references.find(text, base, from.pointer);
    if (target === undefined) return undefined;
    const followed = this.#follow(target, this.#bind(place.bindings, target));
    if (followed === undefined) return undefined;
    const { direction } = place;
    return this.#intern(followed.spot, {
      direction,
      bindings: followed.bindings,
      cuts: NOTHING,
      spared: NOTHING,
    }).id;
  }

  #named(id: string): { readonly name: string | undefined; readonly value: unknown } {
    const entry = this.get(Number(id.slice('standin:'.length)));
    return { name: entry?.name, value: entry?.spot.value };
  }

  /** Past schemas that are nothing but a reference; undefined where these go in a circle. */
  #follow(start: Spot, from: Bindings): { spot: Spot; bindings: Bindings } | undefined {
    let spot = this.resources.enter(start);
    let bindings = from;
    const seen = new Set<unknown>();
    for (;;) {
      const reference = bareReference(spot);
      if (reference === undefined) return { spot, bindings };
      if (seen.has(spot.value)) return undefined;
      seen.add(spot.value);
      const next = this.references.find(reference, spot.base, spot.pointer);
      if (next === undefined) return { spot, bindings };
      bindings = this.#bind(bindings, next);
      spot = next;
    }
  }

  #bind(bindings: Bindings, spot: Spot): Bindings {
    for (const file of this.#unseen) this.#dynamic ||= usesDynamicReferences(file);
    if (this.#unseen.length > 0) this.#unseen = [];
    return this.#dynamic ? bindAnchors(bindings, this.resources.enter(spot), this.references) : bindings;
  }

  #gather(spot: Spot, direction: Direction, reading: Reading): InPlace {
    const { value } = spot;
    if (!isJsonObject(value)) return { idle: NOTHING, required: NOTHING, reached: NOTHING };
    let known = this.#inPlace.get(value);
    if (known === undefined) this.#inPlace.set(value, (known = new Map()));
    const key = `${direction} ${spot.base.uri} ${bindingsKey(reading.bindings)}`;
    let found = known.get(key);
    if (found === undefined) {
      const enter = (each: Spot): Spot => this.resources.enter(each);
      found = gatherInPlace(spot, direction, enter, this.#followOf(reading.bindings));
      known.set(key, found);
    }
    return found;
  }

  #followOf(bindings: Bindings): (schema: JsonObject, spot: Spot) => Spot[] {
    return (schema, spot) => {
      const targets: Spot[] = [];
      for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
        const reference = own(schema, keyword);
        if (typeof reference !== 'string') continue;
        const target =
          keyword === '$ref'
            ? this.references.find(reference, spot.base, spot.pointer)
            : findDynamic(reference, spot, bindings, this.references);
        const followed = target === undefined ? undefined : this.#follow(target, bindings);
        if (followed !== undefined) targets.push(followed.spot);
      }
      return targets;
    };
  }
}

class LazyEntry implements Entry {
  readonly id: string;
  readonly spot: Spot;
  readonly reading: Reading;
  readonly name: string | undefined;
  readonly #registry: Registry;
  #json: boolean | JsonObject | undefined;

  constructor(id: string, spot: Spot, reading: Reading, registry: Registry) {
    this.id = id;
    this.spot = spot;
    this.reading = reading;
    this.name = nameOf(spot);
    this.#registry = registry;
  }

  get json(): boolean | JsonObject {
    return (this.#json ??= this.#registry.adopt(this));
  }
}
