import type { JsonObject, Schema } from '../schema/index.ts';

/** One thing at one moment: every change makes another. */
export interface Entity {
  /** Key parts, URL-coded and joined by `/`; `''` for a singleton. */
  readonly key: string;
  /** Every member that any view shows, and what a client has sent besides. */
  readonly value: JsonObject;
  /** No two entities of a process have the same, nor two states of one. */
  readonly tag: number;
  /** How it is seen under a schema, once that was asked; undefined: not at all. */
  shown: Shown | undefined;
}

/** Most entities are seen under one schema or two, so that a map would take longer. */
export interface Shown {
  readonly view: Schema;
  readonly value: unknown;
  readonly before: Shown | undefined;
}

let made = 0;

export function entityOf(key: string, value: JsonObject): Entity {
  return { key, value, tag: ++made, shown: undefined };
}
