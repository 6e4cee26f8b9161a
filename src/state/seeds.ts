import { createRandom, type Generator } from '../generation/index.ts';
import type { Collection, Resources } from '../resource/index.ts';
import { isJsonObject, type JsonObject, own, sameJson } from '../schema/index.ts';
import { type Entity, entityOf } from './entity.ts';
import { identityOf, isKeyValue, keyIn, keyMembers, withKeys } from './key-values.ts';
import { kindMembers } from './kind-members.ts';
import { fill } from './merge.ts';
import { pick, withMember } from './pointer.ts';
import { linked } from './references.ts';
import { seedExamples } from './seed-examples.ts';
import { SeedKeys } from './seed-keys.ts';
import { ancestors, type Space } from './space.ts';
import type { Views } from './views.ts';

export interface SeedOptions {
  /** How many entities each collection has at first, examples and given ones included. */
  readonly population: number;
  /** By the collection's id, else by its name. */
  readonly given: Readonly<Record<string, SeedList>>;
}

/** Entities that a collection starts with, before all others. */
export interface SeedList {
  /** Objects as any view shows them; what they lack is made up, keys too. */
  readonly entities: readonly unknown[];
  /** No others besides. */
  readonly only?: boolean;
}

interface Population {
  readonly keys: readonly string[];
  /** What is said of an entity, before the rest is made up. */
  readonly said: ReadonlyMap<string, JsonObject>;
  readonly raw: Map<string, JsonObject>;
  readonly entities: Map<string, Entity>;
}

/** Populations beyond these are forgotten, the oldest first, and made again when they are asked for. */
const maxPopulations = 2_000;
const maxDepth = 40;

/** What is there before anything has happened: decided by description, seed and options alone, made when asked for. */
export class Seeds {
  readonly #resources: Resources;
  readonly #views: Views;
  readonly #generator: Generator;
  readonly #options: SeedOptions;
  readonly #keyMaker: SeedKeys;
  readonly #populations = new Map<string, Population>();

  constructor(resources: Resources, views: Views, generator: Generator, options: SeedOptions) {
    this.#resources = resources;
    this.#views = views;
    this.#generator = generator;
    this.#options = options;
    this.#keyMaker = new SeedKeys(views, generator);
  }

  /** In the order of the list. */
  keys(space: Space): readonly string[] {
    return this.#population(space).keys;
  }

  has(space: Space, key: string): boolean {
    const population = this.#population(space);
    return population.said.has(key) || population.keys.includes(key);
  }

  entity(space: Space, key: string): Entity | undefined {
    const population = this.#population(space);
    let entity = population.entities.get(key);
    if (!entity && this.has(space, key)) {
      entity = this.invent(space, key);
      if (entity) population.entities.set(key, entity);
    }
    return entity;
  }

  /** The entity that a key would name, whether or not it is among the seeds. */
  invent(space: Space, key: string): Entity | undefined {
    const raw = this.#raw(space, key);
    if (!raw) return undefined;
    const identity = identityOf(space, key);
    const { views } = space.collection;
    const suits = this.#views.suiting(views, raw);
    const lookup = {
      keys: (to: Space) => this.keys(to),
      value: (to: Space, at: string) => this.#raw(to, at),
    };
    const value = linked(space, key, raw, lookup, this.stream(space, key), suits);
    return entityOf(key, withKeys(space, key, this.#views.grow(views, value, identity)));
  }

  /** The stream of what is chosen for an entity. */
  stream(space: Space, key: string): ReturnType<typeof createRandom> {
    return createRandom(this.#generator.settings.seed).fork('state').fork(space.id).fork(key);
  }

  /** A key that is free; another for each label. Undefined where none was found. */
  freshKey(space: Space, label: string, isFree: (key: string) => boolean): string | undefined {
    return this.#keyMaker.fresh(space, label, isFree);
  }

  /** Can the collection's entities be shown with their keys? Else it is better left to generated answers. */
  isSound(space: Space): boolean {
    const [key] = this.keys(space);
    if (key === undefined) return true;
    const entity = this.entity(space, key);
    if (!entity) return false;
    const hidden = space.collection.keys.some(({ pointer }) => pointer === undefined);
    return hidden || keyIn(space.collection, entity.value) === key;
  }

  #raw(space: Space, key: string): JsonObject | undefined {
    const population = this.#population(space);
    let raw = population.raw.get(key);
    if (raw) return raw;
    const said = population.said.get(key);
    raw = said ? this.#completed(space, key, said) : this.#invented(space, key);
    if (raw && this.has(space, key)) population.raw.set(key, raw);
    return raw;
  }

  #invented(space: Space, key: string): JsonObject | undefined {
    const identity = identityOf(space, key);
    const [first] = this.#population(space).said.values();
    const fixed = { ...kindMembers(first), ...keyMembers(space, key) };
    for (const view of this.#views.ordered(space.collection.views)) {
      const made = this.#views.make(view, identity, fixed);
      if (!isJsonObject(made)) continue;
      const keyed = withKeys(space, key, made);
      return this.#views.takes(view, keyed) ? keyed : made;
    }
    return undefined;
  }

  /** What was said of a thing, and of the rest no more than a view of it demands. */
  #completed(space: Space, key: string, said: JsonObject): JsonObject {
    const keyed = withKeys(space, key, said);
    const identity = identityOf(space, key);
    for (const view of this.#views.ordered(space.collection.views)) {
      const shown = this.#views.fit(view, keyed, identity);
      if (isJsonObject(shown)) return withKeys(space, key, fill(agreeing(keyed, shown), shown) as JsonObject);
    }
    return keyed;
  }

  #population(space: Space): Population {
    let population = this.#populations.get(space.id);
    if (!population) {
      population = this.#populate(space);
      this.#populations.set(space.id, population);
      if (this.#populations.size > maxPopulations) {
        this.#populations.delete(this.#populations.keys().next().value as string);
      }
    }
    return population;
  }

  #populate(space: Space): Population {
    const { collection } = space;
    const given =
      own(this.#options.given as JsonObject, collection.id) ??
      own(this.#options.given as JsonObject, collection.name);
    const list = given as SeedList | undefined;
    if (collection.keys.length === 0)
      return populationOfOne(list?.entities[0] ?? this.#examples(collection)[0]);
    const said = new Map<string, JsonObject>();
    const keys: string[] = [];
    const nameless: JsonObject[] = [];
    const first = this.#isFirst(space);
    const sources = list?.only ? list.entities : [...(list?.entities ?? []), ...this.#examples(collection)];
    for (const value of sources) {
      if (!isJsonObject(value) || !belongs(space, value, first)) continue;
      const key = keyIn(collection, value);
      if (key === undefined) {
        if (list?.entities.includes(value)) nameless.push(value);
        continue;
      }
      const before = said.get(key);
      if (!before) keys.push(key);
      said.set(key, before ? (fill(before, value) as JsonObject) : value);
    }
    const wanted = list?.only
      ? keys.length + nameless.length
      : Math.max(this.#options.population, keys.length + nameless.length);
    const missing = wanted - keys.length;
    const isEnough = (made: readonly string[]) => made.filter((key) => !said.has(key)).length >= missing;
    const free = this.#keyMaker.keys(space, wanted, isEnough);
    const most = free.length < wanted && this.#mayGrow(collection) ? Math.ceil(free.length / 2) : wanted;
    for (const key of free) {
      if (keys.length >= most && nameless.length === 0) break;
      if (said.has(key)) continue;
      const value = nameless.shift();
      if (value) said.set(key, value);
      keys.push(key);
    }
    return { keys, said, raw: new Map(), entities: new Map() };
  }

  /** Are things made whose keys the server chooses? Where there are few keys, some are left for them. */
  #mayGrow({ operations, keys }: Collection): boolean {
    return (
      keys.every(({ by }) => by === 'server') &&
      operations.some((operation) => this.#resources.role(operation)?.kind === 'create')
    );
  }

  #examples(collection: Collection): readonly JsonObject[] {
    return this.#generator.settings.dynamic ? [] : seedExamples(collection, this.#resources);
  }

  /** Is it the one among spaces of its collection that stands below the first parents? */
  #isFirst({ collection, parents }: Space): boolean {
    return ancestors(collection, parents).every(({ space, key }) => this.keys(space)[0] === key);
  }
}

/** What an example says against its own schema cannot be shown: what is shown in its place counts, in lists' order too. */
function agreeing(said: JsonObject, shown: JsonObject, depth = 0): JsonObject {
  let value = said;
  for (const name of Object.keys(said)) {
    const [before, now] = [said[name], own(shown, name)];
    if (now === undefined || depth > maxDepth) continue;
    const isNested = isJsonObject(before) && isJsonObject(now);
    const next = isNested
      ? agreeing(before, now, depth + 1)
      : Array.isArray(before) && Array.isArray(now)
        ? before
        : now;
    if (!sameJson(next, before)) value = withMember(value, name, next);
  }
  return value;
}

/** A singleton has the empty key. */
function populationOfOne(said: unknown): Population {
  const known: Array<[string, JsonObject]> = isJsonObject(said) ? [['', said]] : [];
  return { keys: [''], said: new Map(known), raw: new Map(), entities: new Map() };
}

/** An example that names no parent belongs to the first one. */
function belongs({ collection, parents }: Space, value: JsonObject, first: boolean): boolean {
  let named = false;
  for (const [index, { pointer }] of collection.parents.entries()) {
    const [text] = pointer === undefined ? [] : pick(value, pointer);
    if (!isKeyValue(text)) continue;
    named = true;
    if (String(text) !== parents[index]) return false;
  }
  return named || first;
}
