/**
 * Where each value of a file stands in its text: three numbers per value, in document order, and each name once, so
 * that it takes less room than the text and a look-up takes no parsing.
 */
export interface PositionIndex {
  /** Offset of the member's key, or of the item. */
  readonly starts: Int32Array;
  /** Index of the first value after this one and all that it holds. */
  readonly ends: Int32Array;
  /** The number of the member's name, -1 for an item and the root. */
  readonly keys: Int32Array;
  readonly names: ReadonlyMap<string, number>;
  /** From a YAML alias to the value that it stands for. */
  readonly aliases: ReadonlyMap<number, number>;
}

/** Fills a PositionIndex in document order. */
export class PositionIndexBuilder {
  #starts: number[] = [];
  #ends: number[] = [];
  #keys: number[] = [];
  readonly #names = new Map<string, number>();
  readonly aliases: Map<number, number> = new Map();

  /** The index of the value. */
  add(start: number, key: string | null): number {
    this.#starts.push(start);
    this.#keys.push(key === null ? -1 : this.#numberOf(key));
    return this.#ends.push(this.#ends.length + 1) - 1;
  }

  close(index: number): void {
    this.#ends[index] = this.#ends.length;
  }

  #numberOf(name: string): number {
    let number = this.#names.get(name);
    if (number === undefined) this.#names.set(name, (number = this.#names.size));
    return number;
  }

  finish(): PositionIndex {
    return {
      starts: Int32Array.from(this.#starts),
      ends: Int32Array.from(this.#ends),
      keys: Int32Array.from(this.#keys),
      names: this.#names,
      aliases: this.aliases,
    };
  }
}

/** The offset of what the tokens lead to, or of its deepest ancestor that exists. */
export function offsetOf(index: PositionIndex, tokens: readonly string[]): number {
  if (index.starts.length === 0) return 0;
  let at = 0;
  for (const token of tokens) {
    const child = childOf(index, index.aliases.get(at) ?? at, token, 0);
    if (child === undefined) break;
    at = child;
  }
  return index.starts[at]!;
}

function childOf(index: PositionIndex, parent: number, token: string, merges: number): number | undefined {
  const end = index.ends[parent]!;
  const name = index.names.get(token);
  let found: number | undefined;
  let count = 0;
  for (let child = parent + 1; child < end; child = index.ends[child]!) {
    const key = index.keys[child];
    if (key === -1 ? String(count) === token : key === name) found = child;
    count++;
  }
  return found ?? mergedChildOf(index, parent, token, merges);
}

/** YAML's merge key: what a mapping has not itself may come from the ones that it merges. */
function mergedChildOf(
  index: PositionIndex,
  parent: number,
  token: string,
  merges: number,
): number | undefined {
  if (merges > 20 || index.aliases.size === 0) return undefined;
  const end = index.ends[parent]!;
  for (let child = parent + 1; child < end; child = index.ends[child]!) {
    if (index.keys[child] !== index.names.get('<<')) continue;
    const target = index.aliases.get(child);
    const sources = target === undefined ? itemsOf(index, child) : [target];
    for (const source of sources) {
      const found = childOf(index, index.aliases.get(source) ?? source, token, merges + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function itemsOf(index: PositionIndex, parent: number): number[] {
  const items: number[] = [];
  for (let child = parent + 1; child < index.ends[parent]!; child = index.ends[child]!) items.push(child);
  return items;
}

/** Members whose name an earlier member of the same object has, by offset. */
export function duplicateKeys(index: PositionIndex): Array<{ key: string; offset: number }> {
  const found: Array<{ key: string; offset: number }> = [];
  const names = [...index.names.keys()];
  for (let parent = 0; parent < index.ends.length; parent++) {
    const end = index.ends[parent]!;
    if (end <= parent + 2 || index.keys[parent + 1] === -1) continue;
    const seen = new Set<number>();
    for (let child = parent + 1; child < end; child = index.ends[child]!) {
      const key = index.keys[child]!;
      const name = names[key]!;
      if (seen.has(key) && name !== '<<') found.push({ key: name, offset: index.starts[child]! });
      seen.add(key);
    }
  }
  return found;
}
