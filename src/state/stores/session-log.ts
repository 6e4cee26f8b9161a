import type { Change, Commit, Position, Reading } from '../store.ts';
import { idOf, sizeOf } from './change-text.ts';
import { RecentCommits } from './recent-commits.ts';

/** A change as it is kept. */
export class KeptChange implements Change {
  readonly space: string;
  readonly key: string;
  readonly value: unknown;
  readonly created: true | undefined;
  readonly #id: string;
  readonly #size: number;

  /** Throws a StoreError for what is no JSON. */
  constructor(change: Change) {
    this.space = change.space;
    this.key = change.key;
    this.value = change.value;
    this.created = change.created;
    this.#id = idOf(change);
    this.#size = sizeOf(change);
  }

  /** Of the entity. */
  get id(): string {
    return this.#id;
  }

  /** See `sizeOf`. */
  get size(): number {
    return this.#size;
  }

  /** What is left of a thing that was created and is gone again. */
  get isTrace(): boolean {
    return this.value === undefined && this.created === true;
  }
}

export function sizeOfAll(changes: readonly KeptChange[]): number {
  let size = 0;
  for (const change of changes) size += change.size;
  return size;
}

const NONE: readonly never[] = [];

/** One session: all that differs from the seeds, and the last commits. */
export class SessionLog {
  readonly life: string;
  /** Of all that differs from the seeds. */
  size = 0;
  usedAt = 0;
  #version = 0;
  #at = 0;
  /** By entity, in the order in which they came to differ from the seeds. */
  readonly #entries = new Map<string, KeptChange>();
  /** How many of them are traces. */
  #traces = 0;
  readonly #recent = new RecentCommits();

  constructor(life: string) {
    this.life = life;
  }

  get position(): Position {
    return { life: this.life, version: this.#version };
  }

  get at(): number {
    return this.#at;
  }

  get entities(): number {
    return this.#entries.size;
  }

  /** Those first that came to differ from the seeds the longest ago. */
  changes(): Change[] {
    return [...this.#entries.values()];
  }

  isAt({ life, version }: Position): boolean {
    return version === this.#version && life === this.life;
  }

  since(from: Position): Reading {
    if (this.isAt(from)) return { snapshot: false, commits: NONE, position: from };
    const { position } = this;
    const commits = from.life === this.life ? this.#recent.between(from.version, this.#version) : undefined;
    if (commits !== undefined) return { snapshot: false, commits, position };
    const whole: Commit = { version: this.#version, at: this.#at, changes: this.changes() };
    return { snapshot: true, commits: [whole], position };
  }

  append(at: number, changes: readonly KeptChange[]): void {
    this.put(this.#version + 1, at, changes);
    this.#recent.add({ version: this.#version, at, changes, size: sizeOfAll(changes) });
  }

  /** Takes a part of a snapshot, which makes no commit. */
  put(version: number, at: number, changes: readonly KeptChange[]): void {
    for (const change of changes) {
      const { id } = change;
      const known = this.#entries.get(id);
      // What is changed keeps its place; what comes back stands at the end.
      if (known && known.value === undefined) this.#entries.delete(id);
      this.#entries.set(id, change);
      if (known?.isTrace) this.#traces--;
      if (change.isTrace) this.#traces++;
      this.size += change.size - (known?.size ?? 0);
    }
    this.#version = version;
    this.#at = at;
  }

  /** How many entities have to go, in the order in which `trim` takes them, until both bounds hold. */
  excess(maxEntities: number, maxSize: number): number {
    let entities = this.#entries.size;
    let { size } = this;
    if (entities <= maxEntities && size <= maxSize) return 0;
    let count = 0;
    for (const entry of this.#expendable()) {
      if (entities <= maxEntities && size <= maxSize) break;
      entities--;
      size -= entry.size;
      count++;
    }
    return count;
  }

  /** Forgets so many entities, as a commit of its own. */
  trim(count: number): void {
    const forgotten: KeptChange[] = [];
    for (const entry of this.#expendable()) {
      if (forgotten.length >= count) break;
      forgotten.push(entry);
    }
    for (const entry of forgotten) this.#forget(entry);
    this.#version++;
    const names = forgotten.map(({ space, key }) => ({ space, key }));
    this.#recent.add({ version: this.#version, at: this.#at, changes: [], forgotten: names, size: 0 });
  }

  /** First what was created and is gone again, then what differs from the seeds the longest. */
  *#expendable(): Iterable<KeptChange> {
    let traces = this.#traces;
    for (const entry of traces > 0 ? this.#entries.values() : []) {
      if (!entry.isTrace) continue;
      yield entry;
      if (--traces === 0) break;
    }
    for (const entry of this.#entries.values()) if (!entry.isTrace) yield entry;
  }

  #forget(entry: KeptChange): void {
    this.#entries.delete(entry.id);
    if (entry.isTrace) this.#traces--;
    this.size -= entry.size;
  }
}
