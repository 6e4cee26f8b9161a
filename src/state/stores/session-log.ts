import type { Change, Commit, Position, Reading } from '../store.ts';
import { idOf, sizeOf } from './change-text.ts';

/** A change with what it takes. */
export interface SizedChange {
  readonly change: Change;
  /** Of the entity. */
  readonly id: string;
  /** See `sizeOf`. */
  readonly size: number;
}

/** Throws a StoreError for what is no JSON. */
export function sized(change: Change): SizedChange {
  return { change, id: idOf(change), size: sizeOf(change) };
}

const NONE: readonly never[] = [];

/** Commits that are kept for readers that are a little behind; the others take the snapshot. */
const recentCommits = 64;
const recentSize = 1024 * 1024;

/** One session: all that differs from the seeds, and the last commits. */
export class SessionLog {
  readonly life: string;
  /** Of all that differs from the seeds. */
  size = 0;
  usedAt = 0;
  #version = 0;
  #at = 0;
  /** By entity, in the order in which they came to differ from the seeds. */
  readonly #entries = new Map<string, SizedChange>();
  /** How many of them are traces. */
  #traces = 0;
  #recent: { readonly commit: Commit; readonly size: number }[] = [];
  #recentSize = 0;

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
    return [...this.#entries.values()].map(({ change }) => change);
  }

  isAt({ life, version }: Position): boolean {
    return version === this.#version && life === this.life;
  }

  since(from: Position): Reading {
    if (this.isAt(from)) return { snapshot: false, commits: NONE, position: from };
    const { position } = this;
    const missing = this.#version - from.version;
    if (from.life === this.life && missing >= 0 && missing <= this.#recent.length) {
      const commits = this.#recent.slice(-missing).map(({ commit }) => commit);
      return { snapshot: false, commits, position };
    }
    const whole: Commit = { version: this.#version, at: this.#at, changes: this.changes() };
    return { snapshot: true, commits: [whole], position };
  }

  append(at: number, changes: readonly SizedChange[]): void {
    this.put(this.#version + 1, at, changes);
    let size = 0;
    for (const change of changes) size += change.size;
    const commit = { version: this.#version, at, changes: changes.map(({ change }) => change) };
    this.#recent.push({ commit, size });
    this.#recentSize += size;
    while (this.#recent.length > recentCommits || (this.#recentSize > recentSize && this.#recent.length > 1))
      this.#recentSize -= this.#recent.shift()!.size;
  }

  /** Takes a part of a snapshot, which makes no commit. */
  put(version: number, at: number, changes: readonly SizedChange[]): void {
    for (const sized of changes) {
      const { id } = sized;
      const known = this.#entries.get(id);
      // What is changed keeps its place; what comes back stands at the end.
      if (known && known.change.value === undefined) this.#entries.delete(id);
      this.#entries.set(id, sized);
      if (known && isTrace(known)) this.#traces--;
      if (isTrace(sized)) this.#traces++;
      this.size += sized.size - (known?.size ?? 0);
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
    const forgotten: SizedChange[] = [];
    for (const entry of this.#expendable()) {
      if (forgotten.length >= count) break;
      forgotten.push(entry);
    }
    for (const entry of forgotten) this.#forget(entry);
    this.#version++;
    const names = forgotten.map(({ change: { space, key } }) => ({ space, key }));
    this.#recent.push({
      commit: { version: this.#version, at: this.#at, changes: [], forgotten: names },
      size: 0,
    });
  }

  /** First what was created and is gone again, then what differs from the seeds the longest. */
  *#expendable(): Iterable<SizedChange> {
    let traces = this.#traces;
    for (const entry of traces > 0 ? this.#entries.values() : []) {
      if (!isTrace(entry)) continue;
      yield entry;
      if (--traces === 0) break;
    }
    for (const entry of this.#entries.values()) if (!isTrace(entry)) yield entry;
  }

  #forget(entry: SizedChange): void {
    this.#entries.delete(entry.id);
    if (isTrace(entry)) this.#traces--;
    this.size -= entry.size;
  }
}

/** What is left of a thing that was created and is gone again. */
function isTrace({ change }: SizedChange): boolean {
  return change.value === undefined && change.created === true;
}
