/** A value, or a promise of it where the store lies elsewhere. What the memory store answers stays synchronous. */
export type MaybePromise<T> = T | Promise<T>;

/** One entity's new value; undefined: it is gone (also for an entity of the seeds, which then never shows again). */
export interface Change {
  /** The collection with its parents' keys filled in: `/teams/5/members`. */
  readonly space: string;
  /** Key parts, URL-coded and joined by `/`. */
  readonly key: string;
  readonly value: unknown;
}

/** What one request changed, all or nothing. */
export interface Commit {
  /** Counts from 1 in its session; the n-th commit makes version n. */
  readonly version: number;
  /** Milliseconds since 1970, by the clock given. */
  readonly at: number;
  readonly changes: readonly Change[];
}

/**
 * Where worlds are kept: for each session a log of commits over the seeds, which are never stored, since the same
 * description, seed and fixtures give the same ones everywhere.
 */
export interface Store {
  /**
   * The commits after `version`, in order; the first may stand for all before it (`snapshot`), when it replaces what the
   * caller has.
   */
  since(
    session: string,
    version: number,
  ): MaybePromise<{ readonly snapshot: boolean; readonly commits: readonly Commit[] }>;
  /**
   * Adds a commit on top of `version`, atomically. False where another has come before: read `since`, decide anew, try
   * again. When it has resolved, the commit survives the death of the process, as far as the store promises it.
   */
  append(session: string, version: number, at: number, changes: readonly Change[]): MaybePromise<boolean>;
  /** Forgets a session. */
  drop(session: string): MaybePromise<void>;
  sessions(): MaybePromise<readonly string[]>;
  close(): MaybePromise<void>;
}
