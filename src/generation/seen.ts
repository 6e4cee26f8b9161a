import { isJsonObject, type JsonObject, sameJson } from '../schema/index.ts';

/** Beyond this many, items are compared only where they must differ. */
const politeLength = 100;
const keyNames = ['id', '_id', 'uuid', 'pk', 'key', 'slug', 'code'];

/** The items of a list so far, to be asked whether another one repeats one of them. */
export class Seen {
  readonly #items: unknown[] = [];
  readonly #scalars = new Set<unknown>();
  /** What stands in the members that identify, by their names. */
  readonly #keys = new Map<string, Set<unknown>>();

  /** `items` may have holes. */
  constructor(items: readonly unknown[]) {
    for (const item of items) if (item !== undefined) this.add(item);
  }

  add(item: unknown): void {
    this.#items.push(item);
    if (!isJsonObject(item)) {
      if (!Array.isArray(item)) this.#scalars.add(item);
      return;
    }
    for (const name of keyNames) {
      const key = keyOf(item, name);
      if (key === undefined) continue;
      const keys = this.#keys.get(name);
      if (keys) keys.add(key);
      else this.#keys.set(name, new Set([key]));
    }
  }

  /** Is the item equal to another where items must differ, or does it carry the key of another entity? */
  clashes(item: unknown, unique: boolean): boolean {
    if (!isJsonObject(item)) return unique && this.#repeats(item);
    if (!unique && this.#items.length > politeLength) return false;
    let identified = false;
    for (const name of keyNames) {
      const key = keyOf(item, name);
      if (key === undefined) continue;
      if (this.#keys.get(name)?.has(key)) return true;
      identified = true;
    }
    // With a key that no other has, it is equal to none.
    return unique && !identified && this.#repeats(item);
  }

  #repeats(item: unknown): boolean {
    if (typeof item !== 'object' || item === null) return this.#scalars.has(item);
    return this.#items.some((other) => sameJson(item, other));
  }
}

function keyOf(item: JsonObject, name: string): string | number | undefined {
  const key = Object.hasOwn(item, name) ? item[name] : undefined;
  return typeof key === 'string' || typeof key === 'number' ? key : undefined;
}
