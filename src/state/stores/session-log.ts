import type { Change, Commit, Position, Reading } from '../store.ts';
import { idOf } from './change-text.ts';

/** A change and the length of its JSON. */
export interface SizedChange {
  readonly change: Change;
  readonly size: number;
}

/** Commits that are kept for readers that are a little behind; the others take the snapshot. */
const recentCommits = 64;
const recentSize = 1024 * 1024;

/** One session: all that differs from the seeds, and the last commits. */
export class SessionLog {
  readonly life: string;
  /** Length of the JSON of what differs from the seeds. */
  size = 0;
  usedAt = 0;
  #version = 0;
  #at = 0;
  /** By entity, those first that were written the longest ago. */
  readonly #entries = new Map<string, SizedChange>();
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

  /** Those written the longest ago first. */
  changes(): Change[] {
    return [...this.#entries.values()].map(({ change }) => change);
  }

  isAt({ life, version }: Position): boolean {
    return version === this.#version && life === this.life;
  }

  since(from: Position): Reading {
    const { position } = this;
    const missing = this.#version - from.version;
    if (from.life === this.life && missing >= 0 && missing <= this.#recent.length) {
      const commits = missing === 0 ? [] : this.#recent.slice(-missing).map(({ commit }) => commit);
      return { snapshot: false, commits, position };
    }
    const whole: Commit = { version: this.#version, at: this.#at, changes: this.changes() };
    return { snapshot: true, commits: [whole], position };
  }

  append(at: number, changes: readonly SizedChange[]): void {
    this.put(this.#version + 1, at, changes);
    const size = changes.reduce((sum, change) => sum + change.size, 0);
    const commit = { version: this.#version, at, changes: changes.map(({ change }) => change) };
    this.#recent.push({ commit, size });
    this.#recentSize += size;
    while (this.#recent.length > recentCommits || (this.#recentSize > recentSize && this.#recent.length > 1))
      this.#recentSize -= this.#recent.shift()!.size;
  }

  /** Takes a part of a snapshot, which makes no commit. */
  put(version: number, at: number, changes: readonly SizedChange[]): void {
    for (const sized of changes) {
      const id = idOf(sized.change);
      this.#forget(id);
      if (sized.change.value === undefined && sized.change.created) continue;
      this.#entries.set(id, sized);
      this.size += sized.size;
    }
    this.#version = version;
    this.#at = at;
  }

  /** How many entities, of those written the longest ago, are too many for both bounds. */
  excess(maxEntities: number, maxSize: number): number {
    let entities = this.#entries.size;
    let { size } = this;
    let count = 0;
    for (const entry of this.#entries.values()) {
      if (entities <= maxEntities && size <= maxSize) break;
      entities--;
      size -= entry.size;
      count++;
    }
    return count;
  }

  /** Forgets so many entities, those written the longest ago; readers will take the snapshot. */
  trim(count: number): void {
    for (const id of [...this.#entries.keys()].slice(0, count)) this.#forget(id);
    this.#version++;
    this.#recent = [];
    this.#recentSize = 0;
  }

  #forget(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.size -= entry.size;
  }
}
