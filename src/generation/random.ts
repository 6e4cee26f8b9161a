/**
 * A stream of numbers that is decided by its seed alone. `fork` gives the stream of a named part without drawing from
 * this one, so that parts do not depend on each other's order: the same name in the same stream is the same part.
 */
export interface Random {
  /** In [0, 1), 32 bits of it. */
  next(): number;
  /** Both ends included; safe integers. */
  int(min: number, max: number): number;
  /** Throws on an empty list. */
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
  fork(name: string | number): Random;
}

/** FNV-1a over UTF-16 units, continued from a state. */
function hash(text: string, state: number): number {
  let h = state ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** The finalizer of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

class Stream implements Random {
  readonly #origin: number;
  #state: number;

  constructor(origin: number) {
    this.#origin = origin;
    this.#state = origin;
  }

  /** SplitMix32. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state) / 4294967296;
  }

  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('pick needs a list that is not empty');
    return list[this.int(0, list.length - 1)] as T;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  fork(name: string | number): Random {
    return new Stream(
      typeof name === 'number'
        ? mix(this.#origin + Math.imul(name + 1, 0x9e3779b1))
        : hash(name, this.#origin),
    );
  }
}

export function createRandom(seed: string | number): Random {
  return new Stream(typeof seed === 'number' ? mix(seed) : hash(seed, 0));
}
