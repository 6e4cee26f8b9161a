/**
 * Where each value of a file stands in its text: one number and one key per value, in document order, so that
 * a 1 MB file takes a few MB and a look-up takes no parsing.
 */
export interface PositionIndex {
  /** Offset of the member's key, or of the item. */
  readonly starts: Int32Array;
  /** Index of the first value after this one and all that it holds. */
  readonly ends: Int32Array;
  /** The member's name, null for an item and the root. */
  readonly keys: ReadonlyArray<string | null>;
  /** From a YAML alias to the value that it stands for. */
  readonly aliases: ReadonlyMap<number, number>;
}

/** Fills a PositionIndex in document order. */
export class PositionIndexBuilder {
  #starts: number[] = [];
  #ends: number[] = [];
  #keys: Array<string | null> = [];
  readonly aliases: Map<number, number> = new Map();

  /** The index of the value. */
  add(start: number, key: string | null): number {
    this.#starts.push(start);
    this.#keys.push(key);
    return this.#ends.push(this.#ends.length + 1) - 1;
  }

  close(index: number): void {
    this.#ends[index] = this.#ends.length;
  }

  finish(): PositionIndex {
    return {
      starts: Int32Array.from(this.#starts),
      ends: Int32Array.from(this.#ends),
      keys: this.#keys,
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
  let found: number | undefined;
  let count = 0;
  for (let child = parent + 1; child < end; child = index.ends[child]!) {
    const key = index.keys[child];
    if (key === null ? String(count) === token : key === token) found = child;
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
    if (index.keys[child] !== '<<') continue;
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
  for (let parent = 0; parent < index.ends.length; parent++) {
    const end = index.ends[parent]!;
    if (end <= parent + 2 || index.keys[parent + 1] === null) continue;
    const names = new Set<string>();
    for (let child = parent + 1; child < end; child = index.ends[child]!) {
      const key = index.keys[child]!;
      if (names.has(key) && key !== '<<') found.push({ key, offset: index.starts[child]! });
      names.add(key);
    }
  }
  return found;
}
