import type { Random } from '../../random.ts';
import { NOUNS } from '../words.ts';
import { type CharSet, complement, intersection, MAX_CODE_POINT, pointAt, sizeOf, union } from './charset.ts';

const LOWER: CharSet = [0x61, 0x7a];
const UPPER: CharSet = [0x41, 0x5a];
const DIGIT: CharSet = [0x30, 0x39];
const HEX_LETTERS: CharSet = [0x61, 0x66];
/** Best first: letters and digits, what joins words, other ASCII, Latin, letters of other scripts, all but controls. */
const JOINING: CharSet = [0x20, 0x20, 0x2d, 0x2e, 0x5f, 0x5f];
const PRINTABLE: CharSet = [0x20, 0x7e];
const LATIN: CharSet = [0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x17f];
const SCRIPTS: CharSet = [
  0x391, 0x3a1, 0x3a3, 0x3a9, 0x3b1, 0x3c9, 0x410, 0x44f, 0x5d0, 0x5ea, 0x627, 0x64a, 0x905, 0x939, 0x3041,
  0x3096, 0x30a1, 0x30fa, 0x4e00, 0x4eff, 0xac00, 0xac7f, 0x1f600, 0x1f64f,
];
/** Controls, private use, noncharacters and marks that change what is beside them. */
const ODD: CharSet = [
  0, 0x1f, 0x7f, 0xa0, 0xad, 0xad, 0x300, 0x36f, 0x200b, 0x200f, 0x2028, 0x202e, 0x2060, 0x206f, 0xd800,
  0xf8ff, 0xfe00, 0xfe0f, 0xfeff, 0xfeff, 0xfff0, 0xffff, 0x1fffe, 0x1ffff, 0xe0000, 0x10ffff,
];

/** Which characters of a set to write, and what the set is good for. */
export interface Profile {
  /** What to choose from, the most readable part of the set. */
  readonly preferred: CharSet;
  readonly size: number;
  /** All that is preferred, where that is not too much. */
  readonly chars: readonly string[] | undefined;
  /** How readable that is; 0 is best: letters and digits. */
  readonly tier: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly digits: boolean;
  /** Digits and nothing better. */
  readonly numeric: boolean;
  /** May join words: a character of the set. */
  readonly joint: string | undefined;
}

const profiles = new WeakMap<CharSet, Profile>();

const TIERS: readonly CharSet[] = [
  union([LOWER, UPPER, DIGIT]),
  JOINING,
  PRINTABLE,
  LATIN,
  SCRIPTS,
  complement(ODD),
  [0, MAX_CODE_POINT],
];

function best(set: CharSet): { preferred: CharSet; tier: number } {
  for (const [tier, chars] of TIERS.entries()) {
    const preferred = intersection(set, chars);
    if (preferred.length === 0) continue;
    // One case is enough for hexadecimal digits, and for a letter given in both.
    const lower = intersection(preferred, LOWER);
    const upper = intersection(preferred, UPPER);
    const both = lower.length > 0 && lower.join() === upper.map((point) => point + 32).join();
    if (both && (sizeOf(lower) === 1 || lower.join() === HEX_LETTERS.join()))
      return { preferred: intersection(preferred, complement(UPPER)), tier };
    return { preferred, tier };
  }
  return { preferred: set, tier: TIERS.length };
}

function contains(set: CharSet, part: CharSet): boolean {
  return sizeOf(intersection(set, part)) === sizeOf(part);
}

/** Remembered by the set itself. */
export function profileOf(set: CharSet): Profile {
  let profile = profiles.get(set);
  if (profile === undefined) {
    const { preferred, tier } = best(set);
    const size = sizeOf(preferred);
    const joint = [' ', '-', '_', '.'].find((char) =>
      contains(set, [char.charCodeAt(0), char.charCodeAt(0)]),
    );
    profile = {
      preferred,
      size,
      chars:
        size > 256
          ? undefined
          : Array.from({ length: size }, (_, i) => String.fromCodePoint(pointAt(preferred, i))),
      tier,
      lower: contains(set, LOWER),
      upper: contains(set, UPPER),
      digits: contains(set, DIGIT),
      numeric: sizeOf(intersection(preferred, DIGIT)) === size,
      joint,
    };
    profiles.set(set, profile);
  }
  return profile;
}

/** One character of the set, a readable one where it has any. */
export function charOf(set: CharSet, random: Random): string {
  const { preferred, size, chars } = profileOf(set);
  const index = size === 1 ? 0 : random.int(0, size - 1);
  return chars?.[index] ?? String.fromCodePoint(pointAt(preferred, index));
}

/** An endless text to take letters from, so that neighbouring letters read as words. */
export class Letters {
  readonly #random: Random;
  #word = '';
  #next: string;
  #at = 0;

  constructor(random: Random) {
    this.#random = random;
    this.#next = random.pick(NOUNS);
  }

  /** Letters until the word ends; 0 where the next letter begins one. */
  get left(): number {
    return this.#word.length - this.#at;
  }

  /** Letters of the next word. */
  get following(): number {
    return this.#next.length;
  }

  /** The letter that `next` is going to give. */
  peek(): string {
    return this.#word[this.#at] ?? this.#next[0]!;
  }

  next(): string {
    if (this.left === 0) this.begin();
    return this.#word[this.#at++]!;
  }

  /** Leaves the rest of the word. */
  stop(): void {
    this.#at = this.#word.length;
  }

  /** Starts a word of at most so many letters, where there is one. */
  begin(most: number = Infinity): void {
    let word = this.#next;
    for (let i = 0; i < 6 && word.length > most; i++) word = this.#random.pick(NOUNS);
    this.#word = word;
    this.#at = 0;
    this.#next = this.#random.pick(NOUNS);
  }
}

/** Long or upper-case ones with digits are codes, unless something in the set joins words. */
function isCode(from: number, profile: Profile): boolean {
  return profile.digits && profile.joint === undefined && (from >= 6 || !profile.lower);
}

/** How many characters a loop gets where it may choose. `kept` letters of a word are for what follows. */
function wish(
  from: number,
  to: number,
  kept: number,
  profile: Profile,
  letters: Letters,
  random: Random,
): number {
  if (from === to) return from;
  // What is neither letter nor digit is seldom said twice.
  if (profile.tier === 1 || profile.tier === 2) return from;
  if (profile.numeric) return random.int(Math.max(from, 1), Math.min(to, Math.max(from, 1) + 2));
  if ((profile.lower || profile.upper) && !isCode(from, profile)) {
    // A word ends where it ends.
    if (letters.left === 0) letters.begin(to + kept);
    let length = letters.left - kept;
    // Every now and then two words, so that there are enough different ones.
    if (random.chance(0.3)) length += letters.following + (profile.joint === undefined ? 0 : 1);
    if (length >= from && length <= to) return length;
  }
  const low = Math.max(from, Math.min(3, to));
  return random.int(low, Math.min(to, low + 5));
}

/**
 * Between `from` and `to` characters of one set: digits, words where the set has the letters for them, else whatever
 * reads best. Fixed lengths give codes, not words.
 */
export function runOf(
  set: CharSet,
  from: number,
  to: number,
  kept: number,
  letters: Letters,
  random: Random,
): string {
  const profile = profileOf(set);
  const free = from !== to;
  const count = wish(from, to, kept, profile, letters, random);
  const words = (profile.lower || profile.upper) && !isCode(from, profile);
  if (words && (free || (count > 3 && (!profile.digits || profile.joint === ' '))))
    return wordsOf(count, profile, letters);
  let text = '';
  const { chars, size } = profile;
  if (chars === undefined) for (let i = 0; i < count; i++) text += charOf(set, random);
  else for (let i = 0; i < count; i++) text += chars[size === 1 ? 0 : random.int(0, size - 1)];
  // A number of free length does not begin with 0.
  if (profile.numeric && free && count > 1 && text[0] === '0' && profile.size === 10)
    text = random.int(1, 9) + text.slice(1);
  return text;
}

function wordsOf(count: number, profile: Profile, letters: Letters): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    if (letters.left === 0 && i > 0 && i < count - 3 && profile.joint !== undefined) {
      text += profile.joint;
      letters.begin();
    } else {
      const letter = letters.next();
      text += profile.lower ? letter : letter.toUpperCase();
    }
  }
  return text;
}
