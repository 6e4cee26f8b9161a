import type { Random } from '../../random.ts';
import type { Automaton, State } from './automaton.ts';
import { type CharSet, has, intersection, sizeOf } from './charset.ts';
import { OverBudget } from './formula.ts';
import { charOf, Letters, profileOf } from './readable.ts';

/** How much longer than the shortest a string may get. */
const WINDOW = 12;
/** Enough to look once more at what has been reached when all other steps are spent. */
const LAST_STEPS = 100_000;

interface Layer {
  readonly states: readonly State[];
  /** By state: bit i is set where a string of the i-th wanted length can end below it. */
  readonly reach: Int32Array;
  readonly indexOf: Map<State, number>;
}

/** Writes strings that an automaton accepts, with lengths in code points. */
export class Writer {
  readonly #automaton: Automaton;
  readonly #layers: readonly Layer[];
  readonly #lengths: readonly number[];
  readonly #weights: readonly number[];

  private constructor(automaton: Automaton, layers: readonly Layer[], lengths: readonly number[]) {
    this.#automaton = automaton;
    this.#layers = layers;
    this.#lengths = lengths;
    this.#weights = automaton.alphabet.classes.map(weightOf);
  }

  /** Undefined where no such string exists. Throws OverBudget where that takes too long to find out. */
  static of(automaton: Automaton, minLength: number, maxLength: number): Writer | undefined {
    const lengths: number[] = [];
    const reached: State[][] = [[automaton.start]];
    try {
      explore(automaton, minLength, maxLength, reached, lengths);
    } catch (error) {
      // What has been found so far is enough.
      if (!(error instanceof OverBudget) || lengths.length === 0) throw error;
      automaton.terms.allow(LAST_STEPS);
    }
    if (lengths.length > 1 && lengths[0] === 0) lengths.shift();
    if (lengths.length === 0) return undefined;
    return new Writer(automaton, backward(automaton, reached, lengths), lengths);
  }

  write(random: Random): string {
    const letters = new Letters(random);
    // Shorter ones more often: what is longer than it must be seldom reads better.
    const wanted = Math.min(random.int(0, this.#lengths.length - 1), random.int(0, this.#lengths.length - 1));
    const length = this.#lengths[wanted]!;
    let state = this.#automaton.start;
    let text = '';
    for (let depth = 0; depth < length; depth++) {
      const below = this.#layers[depth + 1]!;
      const ways: number[] = [];
      for (let index = 0; index < this.#automaton.alphabet.size; index++) {
        const after = state.next[index];
        const at = after === null || after === undefined ? undefined : below.indexOf.get(after);
        if (at !== undefined && (below.reach[at]! & (1 << wanted)) !== 0) ways.push(index);
      }
      const index = this.#choose(ways, letters, random);
      text += this.#char(index, letters, random);
      state = state.next[index]!;
    }
    return text;
  }

  #choose(ways: readonly number[], letters: Letters, random: Random): number {
    if (ways.length === 1) return ways[0]!;
    const { classes } = this.#automaton.alphabet;
    const midword = letters.left > 0;
    const letter = letters.peek().charCodeAt(0);
    let sum = 0;
    const weights = ways.map((index) => {
      const reads = has(classes[index]!, letter);
      const joins = profileOf(classes[index]!).tier > 0;
      const weight = this.#weights[index]! * (reads ? (midword ? 20 : 4) : joins && !midword ? 5 : 1);
      sum += weight;
      return weight;
    });
    let rest = random.next() * sum;
    for (let i = 0; i < ways.length; i++) {
      rest -= weights[i]!;
      if (rest < 0) return ways[i]!;
    }
    return ways.at(-1)!;
  }

  #char(index: number, letters: Letters, random: Random): string {
    const set = this.#automaton.alphabet.classes[index]!;
    if (has(set, letters.peek().charCodeAt(0))) return letters.next();
    return charOf(set, random);
  }
}

/** Reads on, length by length, until a few lengths at which strings can end are known, or that there are none. */
function explore(
  automaton: Automaton,
  minLength: number,
  maxLength: number,
  reached: State[][],
  lengths: number[],
): void {
  const met = new Set<State>();
  let accepting = false;
  let last = maxLength;
  for (let depth = 0; depth <= last; depth++) {
    const states = reached[depth]!;
    if (states.length === 0) return;
    if (depth >= minLength && states.some((state) => automaton.accepts(state))) {
      // The empty string is taken only where there is no other.
      if (depth > 0) last = Math.min(last, Math.max(lengths[0] ?? 0, lengths[1] ?? depth) + WINDOW);
      lengths.push(depth);
    }
    const before = met.size;
    const next = nextOf(automaton, states);
    for (const state of next) {
      if (met.has(state)) continue;
      met.add(state);
      accepting ||= automaton.accepts(state);
    }
    // All that can be reached is known, and none of it is a match.
    if (!accepting && met.size === before) return;
    reached.push([...next]);
  }
}

function nextOf(automaton: Automaton, states: readonly State[]): Set<State> {
  const next = new Set<State>();
  for (const state of states) {
    automaton.terms.spend(4 + automaton.alphabet.size / 8);
    for (let index = 0; index < automaton.alphabet.size; index++) {
      const after = automaton.step(state, index);
      if (after !== null) next.add(after);
    }
  }
  return next;
}

/** From the last layer up: below which states strings of which lengths end. */
function backward(automaton: Automaton, reached: readonly State[][], lengths: readonly number[]): Layer[] {
  const depth = lengths.at(-1)!;
  const layers: Layer[] = [];
  for (let at = depth; at >= 0; at--) {
    const states = reached[at]!;
    const reach = new Int32Array(states.length);
    const below = layers[at + 1];
    const own = lengths.indexOf(at);
    for (let i = 0; i < states.length; i++) {
      const state = states[i]!;
      let bits = own >= 0 && automaton.accepts(state) ? 1 << own : 0;
      if (below !== undefined) {
        for (const after of state.next) {
          if (after === null || after === undefined) continue;
          const index = below.indexOf.get(after);
          if (index !== undefined) bits |= below.reach[index]!;
        }
      }
      reach[i] = bits;
    }
    layers[at] = { states, reach, indexOf: new Map(states.map((state, i) => [state, i])) };
  }
  return layers;
}

/** How often a class is taken: by how many readable characters it has, and how well they read. */
function weightOf(set: CharSet): number {
  const { preferred, tier } = profileOf(set);
  const count = (from: number, to: number): number => sizeOf(intersection(preferred, [from, to]));
  const plain = count(0x61, 0x7a) + count(0x41, 0x5a) / 2 + count(0x30, 0x39) / 2;
  return plain > 0 ? plain : 0.3 / 20 ** Math.max(0, tier - 2);
}
