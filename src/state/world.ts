import type { JsonObject } from '../schema/index.ts';
import { type Entity, entityOf } from './entity.ts';
import type { Seeds } from './seeds.ts';
import { ancestors, type Space } from './space.ts';
import { type Commit, origin, type Position, type Reading } from './store.ts';

/** Where the log says that nothing of a space's seeds is there any more. */
export const WHOLE = '#';

interface SpaceKeys {
  readonly isSeeded: boolean;
  readonly seeds: ReadonlySet<string>;
  /** In the order of the list. */
  readonly keys: string[];
}

/** What has become of an entity. */
interface Changed {
  /** Undefined: it is gone. */
  readonly value: JsonObject | undefined;
  /** In milliseconds. */
  readonly at: number;
  /** Once somebody has asked for it. */
  entity: Entity | undefined;
}

/** What one session sees: the seeds below the commits of its log. */
export class World {
  readonly session: string;
  readonly #seeds: Seeds;
  /** By space and key. */
  readonly #changed = new Map<string, Map<string, Changed>>();
  readonly #listed = new Map<string, readonly Entity[]>();
  /** By space: what was worked out last, as long as it holds. */
  readonly #keys = new Map<string, SpaceKeys>();
  /** By space; undefined where nobody has asked. */
  readonly #greatest = new Map<string, number>();
  /** By space: keys of seeds that somebody has asked this world for. */
  readonly #seen = new Map<string, Set<string>>();
  readonly #invents: boolean;
  #position = origin;
  #at: number | undefined;

  /** @param invents does a key that was never heard of name something too? */
  constructor(session: string, seeds: Seeds, invents: boolean = false) {
    this.#invents = invents;
    this.session = session;
    this.#seeds = seeds;
  }

  get position(): Position {
    return this.#position;
  }

  /** When the last commit was made, in milliseconds; undefined: nothing has happened. */
  get changedAt(): number | undefined {
    return this.#at;
  }

  /** Goes on with what a store has told. */
  apply({ snapshot, commits, position }: Reading): void {
    if (snapshot) {
      this.#changed.clear();
      this.#listed.clear();
      this.#greatest.clear();
      this.#keys.clear();
      this.#at = undefined;
    }
    for (const commit of commits) this.#commit(commit);
    this.#position = position;
  }

  #commit({ at, changes, forgotten = [] }: Commit): void {
    for (const { space, key, value } of changes) {
      let entries = this.#changed.get(space);
      if (!entries) this.#changed.set(space, (entries = new Map()));
      const before = entries.get(key);
      this.#follow(space, before, key, value);
      // What comes back stands at the end of the list.
      if (before && before.value === undefined) entries.delete(key);
      entries.set(key, { value: value as JsonObject | undefined, at, entity: undefined });
      this.#listed.delete(space);
      const greatest = this.#greatest.get(space);
      if (greatest !== undefined) this.#greatest.set(space, greatestOf([key], greatest));
    }
    for (const { space, key } of forgotten) this.#forget(space, key);
    this.#at = at;
  }

  #forget(space: string, key: string): void {
    const entries = this.#changed.get(space);
    entries?.delete(key);
    if (entries?.size === 0) this.#changed.delete(space);
    this.#listed.delete(space);
    this.#greatest.delete(space);
    this.#keys.delete(space);
  }

  /** Is everything there that the space lies below? */
  exists({ collection, parents }: Space): boolean {
    if (parents.length === 0) return true;
    return ancestors(collection, parents).every((above) => this.entity(above.space, above.key) !== undefined);
  }

  /** Does the space show its seeds? Not where its parents came later, and not where it was emptied as a whole. */
  isSeeded(space: Space): boolean {
    if (this.#changed.get(space.id)?.has(WHOLE)) return false;
    if (space.parents.length === 0) return true;
    return ancestors(space.collection, space.parents).every(
      ({ space: outer, key }) =>
        this.isSeeded(outer) &&
        (this.#seeds.has(outer, key) || (this.#invents && !this.hasNote(outer.id, key))),
    );
  }

  entity(space: Space, key: string): Entity | undefined {
    const entries = this.#changed.get(space.id);
    const entry = key === WHOLE ? undefined : entries?.get(key);
    if (entry) return entry.value && (entry.entity ??= entityOf(key, entry.value));
    if (!this.isSeeded(space)) return undefined;
    const seed = this.#seeds.entity(space, key);
    if (!seed) return this.#invents ? this.#seeds.invent(space, key) : undefined;
    let seen = this.#seen.get(space.id);
    if (!seen) this.#seen.set(space.id, (seen = new Set()));
    seen.add(key);
    return seed;
  }

  /** Has somebody seen it, or changed it? Other worlds over the same seeds do not count: what happens here is decided here. */
  isKnown({ id }: Space, key: string): boolean {
    return this.#seen.get(id)?.has(key) === true || this.hasNote(id, key);
  }

  /** When an entity was changed; undefined: never. */
  entityChangedAt({ id }: Space, key: string): number | undefined {
    return this.#changed.get(id)?.get(key)?.at;
  }

  /** Was there a thing of that key which is gone? */
  isGone(space: Space, key: string): boolean {
    const entry = this.#changed.get(space.id)?.get(key);
    return entry !== undefined && entry.value === undefined;
  }

  /** Those that are there, in the order of the list. */
  keys(space: Space): readonly string[] {
    const entries = this.#changed.get(space.id);
    const isSeeded = this.isSeeded(space);
    const known = this.#keys.get(space.id);
    if (entries && known?.isSeeded === isSeeded) return known.keys;
    const seeded = isSeeded ? this.#seeds.keys(space) : [];
    if (!entries) return seeded;
    const seeds = new Set(seeded);
    const keys = seeded.filter((key) => entries.get(key)?.value !== undefined || !entries.has(key));
    for (const [key, { value }] of entries)
      if (key !== WHOLE && value !== undefined && !seeds.has(key)) keys.push(key);
    this.#keys.set(space.id, { isSeeded, seeds, keys });
    return keys;
  }

  /** The first of them, mostly without listing them all; undefined where there is none. */
  firstKey(space: Space): string | undefined {
    const entries = this.#changed.get(space.id);
    if (entries && this.isSeeded(space)) {
      const isThere = (key: string) => !entries.has(key) || entries.get(key)?.value !== undefined;
      const seed = this.#seeds.keys(space).find(isThere);
      if (seed !== undefined) return seed;
    }
    return this.keys(space)[0];
  }

  /** Keeps the list of keys right, or forgets it, before an entry is set. */
  #follow(space: string, before: Changed | undefined, key: string, value: unknown): void {
    const known = this.#keys.get(space);
    if (!known) return;
    const isThere = before ? before.value !== undefined : known.seeds.has(key);
    const isNew = !before && !isThere;
    if (key === WHOLE || value === undefined || !(isThere || isNew)) this.#keys.delete(space);
    else if (isNew) known.keys.push(key);
  }

  /** Is or was there a thing of that key? Keys of things that are gone are not given again. */
  isUsed(space: Space, key: string): boolean {
    return this.#changed.get(space.id)?.has(key) === true || this.#seeds.keys(space).includes(key);
  }

  /** The greatest whole number that is or was a key, at least 0. */
  greatestKey(space: Space): number {
    let greatest = this.#greatest.get(space.id);
    if (greatest === undefined) {
      greatest = greatestOf(this.#seeds.keys(space), 0);
      greatest = greatestOf(this.#changed.get(space.id)?.keys() ?? [], greatest);
      this.#greatest.set(space.id, greatest);
    }
    return greatest;
  }

  /** All that are there. The same list as long as nothing in the space changes. */
  list(space: Space): readonly Entity[] {
    let listed = this.#listed.get(space.id);
    if (!listed) {
      listed = this.keys(space).flatMap((key) => this.entity(space, key) ?? []);
      this.#listed.set(space.id, listed);
    }
    return listed;
  }

  /** What the log holds of a thing that has no seeds; undefined where it holds nothing. */
  note(space: string, key: string): unknown {
    return this.#changed.get(space)?.get(key)?.value;
  }

  hasNote(space: string, key: string): boolean {
    return this.#changed.get(space)?.has(key) === true;
  }

  /** The keys of a space that something has happened to. */
  changed(space: string): Iterable<string> {
    return this.#changed.get(space)?.keys() ?? [];
  }

  /** The spaces that something has changed in. */
  changedSpaces(): Iterable<string> {
    return this.#changed.keys();
  }
}

function greatestOf(keys: Iterable<string>, least: number): number {
  let greatest = least;
  for (const key of keys) {
    const number = Number(key);
    if (number > greatest && Number.isSafeInteger(number)) greatest = number;
  }
  return greatest;
}
