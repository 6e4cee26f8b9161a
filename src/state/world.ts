import type { JsonObject } from '../schema/index.ts';
import { type Entity, entityOf } from './entity.ts';
import type { Seeds } from './seeds.ts';
import { ancestors, type Space } from './space.ts';
import { type Commit, origin, type Position, type Reading } from './store.ts';

/** Where the log says that nothing of a space's seeds is there any more. */
export const WHOLE = '#';

/** What is known of a space, each as long as it holds; undefined where nobody has asked. */
class Known {
  listed: readonly Entity[] | undefined = undefined;
  keys: SpaceKeys | undefined = undefined;
  greatest: number | undefined = undefined;
  /** Keys of seeds that somebody has asked this world for. */
  seen: Set<string> | undefined = undefined;

  forget(): void {
    this.listed = undefined;
    this.keys = undefined;
    this.greatest = undefined;
  }
}

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
  /** By space. */
  readonly #known = new Map<string, Known>();
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
      for (const known of this.#known.values()) known.forget();
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
      const known = this.#known.get(space);
      if (known) follow(known, before, key, value);
      // What comes back stands at the end of the list.
      if (before && before.value === undefined) entries.delete(key);
      entries.set(key, { value: value as JsonObject | undefined, at, entity: undefined });
    }
    for (const { space, key } of forgotten) this.#forget(space, key);
    this.#at = at;
  }

  #forget(space: string, key: string): void {
    const entries = this.#changed.get(space);
    entries?.delete(key);
    if (entries?.size === 0) this.#changed.delete(space);
    const known = this.#known.get(space);
    if (known) {
      known.listed = undefined;
      known.keys = undefined;
      // As long as it is another one, that one is still there.
      if (Number(key) === known.greatest) known.greatest = undefined;
    }
  }

  #knownOf(space: string): Known {
    let known = this.#known.get(space);
    if (!known) this.#known.set(space, (known = new Known()));
    return known;
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
    const known = this.#knownOf(space.id);
    known.seen ??= new Set();
    known.seen.add(key);
    return seed;
  }

  /** Has somebody seen it, or changed it? Other worlds over the same seeds do not count: what happens here is decided here. */
  isKnown({ id }: Space, key: string): boolean {
    return this.#known.get(id)?.seen?.has(key) === true || this.hasNote(id, key);
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
    const known = this.#knownOf(space.id);
    if (entries && known.keys?.isSeeded === isSeeded) return known.keys.keys;
    const seeded = isSeeded ? this.#seeds.keys(space) : [];
    if (!entries) return seeded;
    const seeds = new Set(seeded);
    const keys = seeded.filter((key) => entries.get(key)?.value !== undefined || !entries.has(key));
    for (const [key, { value }] of entries)
      if (key !== WHOLE && value !== undefined && !seeds.has(key)) keys.push(key);
    known.keys = { isSeeded, seeds, keys };
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

  /** Is or was there a thing of that key? Keys of things that are gone are not given again. */
  isUsed(space: Space, key: string): boolean {
    return this.#changed.get(space.id)?.has(key) === true || this.#seeds.keys(space).includes(key);
  }

  /** The greatest whole number that is or was a key, at least 0. */
  greatestKey(space: Space): number {
    const known = this.#knownOf(space.id);
    known.greatest ??= greatestOf(
      this.#changed.get(space.id)?.keys() ?? [],
      greatestOf(this.#seeds.keys(space), 0),
    );
    return known.greatest;
  }

  /** All that are there. The same list as long as nothing in the space changes. */
  list(space: Space): readonly Entity[] {
    const known = this.#knownOf(space.id);
    known.listed ??= this.keys(space).flatMap((key) => this.entity(space, key) ?? []);
    return known.listed;
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

/** Keeps what is known right, or forgets it, before an entry is set. */
function follow(known: Known, before: Changed | undefined, key: string, value: unknown): void {
  known.listed = undefined;
  if (known.greatest !== undefined) known.greatest = greaterOf(key, known.greatest);
  const { keys } = known;
  if (!keys) return;
  const isThere = before ? before.value !== undefined : keys.seeds.has(key);
  const isNew = !before && !isThere;
  if (key === WHOLE || value === undefined || !(isThere || isNew)) known.keys = undefined;
  else if (isNew) keys.keys.push(key);
}

function greatestOf(keys: Iterable<string>, least: number): number {
  let greatest = least;
  for (const key of keys) greatest = greaterOf(key, greatest);
  return greatest;
}

function greaterOf(key: string, than: number): number {
  const number = Number(key);
  return number > than && Number.isSafeInteger(number) ? number : than;
}
