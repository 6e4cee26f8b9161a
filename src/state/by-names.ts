import type { JsonObject } from '../schema/index.ts';

/** Clients may send any names. */
const most = 200;

/** What is worked out once for all objects that have the same members, in the same order. */
export class ByNames<T> {
  readonly #known = new Map<string, T>();
  /** Clients tend to say the same again. */
  #lastNames: readonly string[] = [];
  #last: T | undefined;

  of(object: JsonObject, make: () => T): T {
    const names = Object.keys(object);
    if (this.#last !== undefined && areSame(names, this.#lastNames)) return this.#last;
    const text = JSON.stringify(names);
    let found = this.#known.get(text);
    if (found === undefined) {
      found = make();
      if (this.#known.size >= most) this.#known.clear();
      this.#known.set(text, found);
    }
    this.#lastNames = names;
    this.#last = found;
    return found;
  }
}

function areSame(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}
