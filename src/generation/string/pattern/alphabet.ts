import { type CharSet, complement, has, intersection, rangeOf } from './charset.ts';

/** More than any real pattern has; beyond it the exact search is not worth its time. */
const MAX_CLASSES = 600;

/** The characters in classes: a pattern's sets cannot tell two of one class apart. */
export class Alphabet {
  readonly classes: readonly CharSet[];
  readonly #members = new Map<CharSet, readonly number[]>();
  readonly #starts: readonly number[];
  readonly #ends: readonly number[];
  readonly #owners: readonly number[];

  private constructor(classes: readonly CharSet[], sets: readonly CharSet[]) {
    this.classes = classes;
    const firsts = classes.map((part) => part[0]!);
    const byText = new Map<string, readonly number[]>();
    for (const set of sets) {
      const text = set.join();
      let members = byText.get(text);
      if (members === undefined) {
        members = firsts.flatMap((first, index) => (has(set, first) ? [index] : []));
        byText.set(text, members);
      }
      this.#members.set(set, members);
    }
    const ranges = classes
      .flatMap((part, owner) =>
        part.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: part[i + 1]!, owner }] : [])),
      )
      .sort((a, b) => a.from - b.from);
    this.#starts = ranges.map(({ from }) => from);
    this.#ends = ranges.map(({ to }) => to);
    this.#owners = ranges.map(({ owner }) => owner);
  }

  /** Undefined where there would be too many classes. All sets lie within the universe. */
  static of(universe: CharSet, sets: readonly CharSet[]): Alphabet | undefined {
    let classes: CharSet[] = [universe];
    const seen = new Set<string>();
    for (const set of sets) {
      const text = set.join();
      if (seen.has(text)) continue;
      seen.add(text);
      const rest = complement(set);
      const next: CharSet[] = [];
      for (const part of classes) {
        const inside = intersection(part, set);
        if (inside.length === 0) {
          next.push(part);
          continue;
        }
        const outside = intersection(part, rest);
        next.push(inside);
        if (outside.length > 0) next.push(outside);
      }
      classes = next;
      if (classes.length > MAX_CLASSES) return undefined;
    }
    return new Alphabet(classes, sets);
  }

  get size(): number {
    return this.classes.length;
  }

  /** The classes that a set consists of; it is one of those that the alphabet was made of. */
  of(set: CharSet): readonly number[] {
    return this.#members.get(set) ?? [];
  }

  /** The class of a code point, -1 where it lies outside of the universe. */
  classOf(point: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (point < this.#starts[middle]!) high = middle - 1;
      else if (point > this.#ends[middle]!) low = middle + 1;
      else return this.#owners[middle]!;
    }
    return -1;
  }
}

/** Do the two have a character in common? */
export function overlaps(a: CharSet, b: CharSet): boolean {
  return a.some((point, i) => i % 2 === 0 && rangeOf(b, point) >= 0) || intersection(a, b).length > 0;
}
