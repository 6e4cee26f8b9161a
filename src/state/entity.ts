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
  readonly shown: Map<Schema, unknown>;
}

const byValue = new WeakMap<JsonObject, Entity>();
let made = 0;

/** The entity of that value: the same value gives the same one, with all that was worked out for it. */
export function entityOf(key: string, value: JsonObject): Entity {
  let entity = byValue.get(value);
  if (!entity || entity.key !== key) {
    entity = { key, value, tag: ++made, shown: new Map() };
    byValue.set(value, entity);
  }
  return entity;
}
