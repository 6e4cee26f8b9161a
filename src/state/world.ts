import type { JsonObject } from '../schema/index.ts';
import { type Entity, entityOf } from './entity.ts';
import type { Seeds } from './seeds.ts';
import { ancestors, type Space } from './space.ts';
import { type Commit, origin, type Position, type Reading } from './store.ts';

/** Where the log says that nothing of a space's seeds is there any more. */
export const WHOLE = '#';

/** What one session sees: the seeds below the commits of its log. */
export class World {
  readonly session: string;
  readonly #seeds: Seeds;
  /** By space and key; undefined for what is gone. */
  readonly #changed = new Map<string, Map<string, JsonObject | undefined>>();
  readonly #listed = new Map<string, readonly Entity[]>();
  /** By space and key, in milliseconds. */
  readonly #times = new Map<string, number>();
  /** By space; undefined where nobody has asked. */
  readonly #greatest = new Map<string, number>();
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
      this.#times.clear();
      this.#listed.clear();
      this.#greatest.clear();
      this.#at = undefined;
    }
    for (const commit of commits) this.#commit(commit);
    this.#position = position;
  }

  #commit({ at, changes }: Commit): void {
    for (const { space, key, value } of changes) {
      let entries = this.#changed.get(space);
      if (!entries) this.#changed.set(space, (entries = new Map()));
      // What comes back stands at the end of the list.
      if (entries.get(key) === undefined) entries.delete(key);
      entries.set(key, value as JsonObject | undefined);
      this.#listed.delete(space);
      this.#times.set(`${space} ${key}`, at);
      const greatest = this.#greatest.get(space);
      if (greatest !== undefined) this.#greatest.set(space, greatestOf([key], greatest));
    }
    this.#at = at;
  }

  /** Is everything there that the space lies below? */
  exists({ collection, parents }: Space): boolean {
    return ancestors(collection, parents).every((above) => this.entity(above.space, above.key) !== undefined);
  }

  /** Does the space show its seeds? Not where its parents came later, and not where it was emptied as a whole. */
  isSeeded(space: Space): boolean {
    if (this.#changed.get(space.id)?.has(WHOLE)) return false;
    return ancestors(space.collection, space.parents).every(
      ({ space: outer, key }) =>
        this.isSeeded(outer) &&
        (this.#seeds.has(outer, key) || (this.#invents && !this.hasNote(outer.id, key))),
    );
  }

  entity(space: Space, key: string): Entity | undefined {
    const entries = this.#changed.get(space.id);
    if (entries?.has(key) && key !== WHOLE) {
      const value = entries.get(key);
      return value && entityOf(key, value);
    }
    if (!this.isSeeded(space)) return undefined;
    return this.#seeds.entity(space, key) ?? (this.#invents ? this.#seeds.invent(space, key) : undefined);
  }

  /** When an entity was changed; undefined: never. */
  entityChangedAt({ id }: Space, key: string): number | undefined {
    return this.#times.get(`${id} ${key}`);
  }

  /** Was there a thing of that key which is gone? */
  isGone(space: Space, key: string): boolean {
    const entries = this.#changed.get(space.id);
    return entries?.has(key) === true && entries.get(key) === undefined;
  }

  /** Those that are there, in the order of the list. */
  keys(space: Space): readonly string[] {
    const entries = this.#changed.get(space.id);
    const seeded = this.isSeeded(space) ? this.#seeds.keys(space) : [];
    if (!entries) return seeded;
    const kept = seeded.filter((key) => !entries.has(key) || entries.get(key) !== undefined);
    const before = new Set(seeded);
    const added = [...entries].filter(
      ([key, value]) => key !== WHOLE && value !== undefined && !before.has(key),
    );
    return [...kept, ...added.map(([key]) => key)];
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
    return this.#changed.get(space)?.get(key);
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
