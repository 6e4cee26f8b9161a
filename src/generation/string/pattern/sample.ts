import type { Random } from '../../random.ts';
import { type CharSet, has, sizeOf } from './charset.ts';
import { alt, EMPTY, loop, type Node, seq, setNode } from './node.ts';
import { charOf, Letters, profileOf, runOf } from './readable.ts';

/** Longest string that is written, in characters. */
const MAX_TEXT = 2 ** 20;
/** How many times a loop goes round, in all, before it is only done as often as it must. */
const MAX_ROUNDS = 20_000;

/** Positions hold only at the edges of an alternative, which is where patterns have them. */
function opensWith(node: Node, kind: 'start' | 'end'): boolean {
  switch (node.kind) {
    case 'start':
    case 'end':
      return node.kind === kind;
    case 'seq': {
      const edge = kind === 'start' ? node.items[0] : node.items.at(-1);
      return edge !== undefined && opensWith(edge, kind);
    }
    case 'alt':
      return node.items.every((item) => opensWith(item, kind));
    case 'group':
      return opensWith(node.item, kind);
    default:
      return false;
  }
}

/** The pattern as a search has it: with anything before and behind where it is not anchored. */
export function searched(node: Node, universe: CharSet): Node {
  const pad = loop(setNode(universe), 0, Infinity);
  // What says nothing is written as if something were asked for.
  if (node.kind === 'empty') return loop(setNode([...universe]), 0, Infinity);
  const parts = node.kind === 'alt' ? node.items : [node];
  return alt(
    parts.map((part) =>
      seq([opensWith(part, 'start') ? EMPTY : pad, part, opensWith(part, 'end') ? EMPTY : pad]),
    ),
  );
}

/**
 * Writes a string by walking the tree, with a length within bounds where the tree's own lengths tell how. Assertions and
 * what several patterns ask for together are not looked at: the result is to be checked.
 */
export class Sampler {
  readonly #root: Node;
  readonly #universe: CharSet;
  readonly #least: number;
  readonly #most: number;

  /** The universe is the one that `searched` was given: its loops are written only as far as the length asks for. */
  constructor(root: Node, universe: CharSet, minLength: number, maxLength: number) {
    this.#root = root;
    this.#universe = universe;
    this.#least = minLength;
    this.#most = Math.min(maxLength, MAX_TEXT);
  }

  /** Undefined where the lengths of the tree and the bounds have nothing in common. */
  write(random: Random): string | undefined {
    const least = Math.max(this.#least, this.#root.least);
    const most = Math.min(this.#most, this.#root.most);
    if (least > most) return undefined;
    const walk = new Walk(random, this.#universe);
    return walk.write(this.#root, least === 0 && most > 0 ? 1 : least, most);
  }
}

class Walk {
  readonly #random: Random;
  readonly #universe: CharSet;
  readonly #letters: Letters;
  readonly #groups = new Map<string, string>();
  #rounds = MAX_ROUNDS;

  constructor(random: Random, universe: CharSet) {
    this.#random = random;
    this.#universe = universe;
    this.#letters = new Letters(random);
  }

  /** Within the lengths, in code points, as far as the tree's own lengths allow. */
  write(node: Node, least: number, most: number): string {
    switch (node.kind) {
      case 'set':
        return this.#char(node.set);
      case 'seq':
        return this.#seq(node.items, node.least, least, most);
      case 'alt':
        return this.#alt(node.items, least, most);
      case 'loop':
        return this.#loop(node, least, most);
      case 'group': {
        const text = this.write(node.item, least, most);
        this.#groups.set(node.name, text);
        return text;
      }
      case 'back':
        return node.names.map((name) => this.#groups.get(name) ?? '').join('');
      default:
        return '';
    }
  }

  #char(set: CharSet): string {
    const profile = profileOf(set);
    if (isLetters(set)) {
      const letter = this.#letters.next();
      return profile.lower ? letter : letter.toUpperCase();
    }
    // After what is no letter, a word begins.
    if (profile.tier > 0) this.#letters.stop();
    return charOf(set, this.#random);
  }

  /** Each part gets what it wishes for, as long as the parts behind it can still make up the rest. */
  #seq(items: readonly Node[], itemsLeast: number, least: number, most: number): string {
    let text = '';
    let used = 0;
    let restLeast = itemsLeast;
    let restMost = 0;
    let unbounded = 0;
    let pads = 0;
    for (const item of items) {
      if (item.most !== Infinity) restMost += item.most;
      else if (this.#isPad(item)) pads++;
      else unbounded++;
    }
    // What stands beside the pattern makes up a length only where the pattern itself cannot.
    const padded = unbounded === 0;
    if (padded) unbounded = pads;
    for (const [i, item] of items.entries()) {
      restLeast -= item.least;
      if (item.most !== Infinity) restMost -= item.most;
      else if (padded || !this.#isPad(item)) unbounded--;
      const can = unbounded > 0 ? Infinity : restMost;
      const from = Math.max(item.least, least - used - can);
      const to = Math.max(from, Math.min(item.most, most - used - restLeast));
      const part = this.#part(items, i, from, to, text);
      text += part;
      used += lengthOf(part);
    }
    return text;
  }

  #part(items: readonly Node[], index: number, from: number, to: number, before: string): string {
    const item = items[index]!;
    const next = items[index + 1];
    if (item.kind === 'loop' && item.item.kind === 'set') {
      if (this.#isPad(item)) return this.#beside(from, to, before, next === undefined);
      return this.#run(item, item.item.set, from, to, next?.kind === 'set' && isLetters(next.set) ? 1 : 0);
    }
    // A dot between characters that are given is meant as one, more often than not.
    if (item.kind === 'set' && has(item.set, 0x2e) && isGiven(items[index - 1]) && isGiven(next)) {
      if (sizeOf(item.set) > 60_000) return '.';
    }
    return this.write(item, from, to);
  }

  /** What stands beside a pattern is written where the length asks for it, and where something is expected. */
  #beside(from: number, to: number, before: string, last: boolean): string {
    if (last && from < to && /[/:@._\-= #~+]$/.test(before)) {
      if (/\d\.$/.test(before)) return String(this.#random.int(0, 9)).padEnd(from, '0');
      return runOf(this.#universe, Math.max(1, from), to, 0, this.#letters, this.#random);
    }
    return from === 0 ? '' : runOf(this.#universe, from, from, 0, this.#letters, this.#random);
  }

  #run(node: Node & { kind: 'loop' }, set: CharSet, least: number, most: number, kept: number): string {
    const from = Math.max(node.from, least);
    const to = Math.max(from, Math.min(node.to, most, MAX_TEXT));
    return runOf(set, from, to, kept, this.#letters, this.#random);
  }

  #alt(items: readonly Node[], least: number, most: number): string {
    const fit = items.filter((item) => item.least <= most && item.most >= least);
    const item = this.#random.pick(fit.length > 0 ? fit : items);
    return this.write(item, Math.max(least, item.least), Math.min(most, item.most));
  }

  #loop(node: Node & { kind: 'loop' }, least: number, most: number): string {
    const { item } = node;
    if (item.kind === 'set') return this.#run(node, item.set, least, most, 0);
    const needed = item.most === Infinity ? Math.min(1, least) : Math.ceil(least / item.most);
    const from = Math.max(node.from, needed);
    const to = Math.max(from, item.least === 0 ? node.to : Math.min(node.to, Math.floor(most / item.least)));
    // A word that has begun goes on.
    const begun = from === 0 && to === 1 && this.#letters.left > 0;
    const count = begun ? 1 : this.#random.int(from, Math.min(to, from + 3));
    let text = '';
    let used = 0;
    for (let i = 0; i < count; i++) {
      const left = count - i - 1;
      const low = Math.max(item.least, least - used - (left > 0 ? left * item.most : 0));
      const high = Math.max(low, Math.min(item.most, most - used - left * item.least));
      const part = this.write(item, low, high);
      text += part;
      used += lengthOf(part);
      if (--this.#rounds < 0 && (i >= from || item.least === 0)) break;
      if (text.length > MAX_TEXT * 2) break;
    }
    return text;
  }

  #isPad(node: Node): boolean {
    return node.kind === 'loop' && node.item.kind === 'set' && node.item.set === this.#universe;
  }
}

/** A set that holds an alphabet. */
function isLetters(set: CharSet): boolean {
  const { lower, upper } = profileOf(set);
  return lower || upper;
}

/** Does the pattern name this character? */
function isGiven(node: Node | undefined): boolean {
  return node?.kind === 'set' && sizeOf(node.set) === 1;
}

/** In code points. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff && i + 1 < text.length) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        length--;
        i++;
      }
    }
  }
  return length;
}
