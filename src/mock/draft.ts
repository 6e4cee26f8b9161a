import { isJsonObject, type JsonObject, joinPointer, own, type Schema, setOwn } from '../schema/index.ts';

/** The way to a place in a body. */
export type Path = ReadonlyArray<string | number>;

const MOST_TRIES = 4_000;

/**
 * A body that is changed step by step and stays valid: what its schema refuses is not done. Each change makes a copy of
 * what it changes, so that values which are put in are never changed themselves.
 */
export class Draft {
  value: unknown;
  readonly #schema: Schema;
  readonly #kept = new Set<string>();
  #left = MOST_TRIES;

  constructor(schema: Schema, value: unknown) {
    this.#schema = schema;
    this.value = value;
  }

  at(path: Path): unknown {
    let value = this.value;
    for (const token of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
      value = (value as Record<string | number, unknown>)[token];
    }
    return value;
  }

  /** Puts the first candidate that the schema takes, and keeps it from being pruned. */
  put(path: Path, candidates: Iterable<unknown>): boolean {
    for (const candidate of candidates) {
      if (candidate === undefined || !this.#try(changed(this.value, path, 0, candidate))) continue;
      this.keep(path);
      return true;
    }
    return false;
  }

  /** Takes a member away where the schema can do without it. */
  drop(path: Path): boolean {
    return this.#try(changed(this.value, path, 0, undefined));
  }

  /** What stands there says something true. */
  keep(path: Path): void {
    let pointer = '';
    for (const token of path) {
      pointer = joinPointer(pointer, token);
      this.#kept.add(pointer);
    }
  }

  isKept(path: Path): boolean {
    return this.#kept.has(joinPointer('', ...path));
  }

  get saysSomething(): boolean {
    return this.#kept.size > 0;
  }

  #try(value: unknown): boolean {
    if (--this.#left < 0 || !this.#schema.accepts(value)) return false;
    this.value = value;
    return true;
  }
}

/** A copy with another value at the path; undefined takes the member away. */
function changed(value: unknown, path: Path, depth: number, to: unknown): unknown {
  const token = path[depth];
  if (token === undefined) return to;
  if (Array.isArray(value)) {
    const items = [...value];
    items[Number(token)] = changed(items[Number(token)], path, depth + 1, to);
    return items.filter((item) => item !== undefined);
  }
  const members = isJsonObject(value) ? value : {};
  const name = String(token);
  const next = changed(own(members, name), path, depth + 1, to);
  if (next === undefined) return without(members, name);
  const copy = { ...members };
  setOwn(copy, name, next);
  return copy;
}

/** Put together from what stays: an object that has lost a member is slow to copy and to write. */
function without(members: JsonObject, name: string): JsonObject {
  const rest: JsonObject = {};
  for (const each of Object.keys(members)) if (each !== name) setOwn(rest, each, members[each]);
  return rest;
}
