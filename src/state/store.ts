/** A value, or a promise of it where the store lies elsewhere. What the memory store answers stays synchronous. */
export type MaybePromise<T> = T | Promise<T>;

/** One entity's new value; undefined: it is gone (also for an entity of the seeds, which then never shows again). */
export interface Change {
  /** The collection with its parents' keys filled in: `/teams/5/members`. */
  readonly space: string;
  /** Key parts, URL-coded and joined by `/`. */
  readonly key: string;
  /** A JSON value, which nobody changes after it has been given to a store. */
  readonly value: unknown;
  /** The seeds have nothing under this key: a store that has too much forgets first that such an entity is gone. */
  readonly created?: true | undefined;
}

/** What one request changed, all or nothing. */
export interface Commit {
  /** Counts from 1 in its session; the n-th commit makes version n. */
  readonly version: number;
  /** Milliseconds since 1970, by the clock given. */
  readonly at: number;
  readonly changes: readonly Change[];
  /** Entities that are as the seeds have them again, since the store had too much to keep. */
  readonly forgotten?: readonly Pick<Change, 'space' | 'key'>[] | undefined;
}

/** How far a world has read its session's log. */
export interface Position {
  /** A session that was dropped and comes again has another life, so that nobody takes its log for the old one's. */
  readonly life: string;
  readonly version: number;
}

/** Where the seeds are all there is. */
export const origin: Position = { life: '', version: 0 };

/** What a world has to read to be up to date. */
export interface Reading {
  /** True: forget all that was read before, go back to the seeds, then apply the commits. */
  readonly snapshot: boolean;
  /** In order. The first of a snapshot may stand for all commits up to its version. */
  readonly commits: readonly Commit[];
  /** Where the world stands then. */
  readonly position: Position;
}

/**
 * Where worlds are kept: for each session a log of commits over the seeds, which are never stored, since the same
 * description, seed and fixtures give the same ones everywhere.
 */
export interface Store {
  /** True: it lies elsewhere, and every reading has to be waited for. */
  readonly isRemote?: boolean;
  /**
   * The commits after a position. Asked before every answer, since other instances write too and the store may have
   * dropped the session or its oldest entities; that nothing has come is told without copying anything.
   */
  since(session: string, position: Position): MaybePromise<Reading>;
  /**
   * Adds a commit on top of a position, atomically, and gives the new one. Undefined where another commit has come before
   * or the session was dropped: read `since`, decide anew, try again. When it has resolved, the commit survives the death
   * of the process, as far as the store promises it.
   */
  append(
    session: string,
    position: Position,
    at: number,
    changes: readonly Change[],
  ): MaybePromise<Position | undefined>;
  /** Forgets a session: its world is the seeds again. */
  drop(session: string): MaybePromise<void>;
  /** Those that hold commits, in no order; `''` is the default one. */
  sessions(): MaybePromise<readonly string[]>;
  close(): MaybePromise<void>;
}
