import type { Random } from '../../random.ts';

/** How long a string may be, in code points. */
export interface Room {
  readonly min: number;
  readonly max: number;
}

/** Writes a value, dates around `now` (ms since 1970), as long as asked for where the format leaves a choice. */
export type Shape = (random: Random, now: number, room: Room) => string;

export interface Format {
  /** The most usual one first. */
  readonly shapes: readonly Shape[];
  /**
   * Patterns whose strings are, nearly all, values of the format, the most usual ones first: for values that must match
   * other patterns too.
   */
  readonly patterns?: readonly string[];
}

/** The length nearest to a wished one. */
export function within(length: number, room: Room): number {
  return Math.max(room.min, Math.min(room.max, length));
}

/** A value of natural length where that fits, else one of exactly the nearest length. */
export function sized(
  natural: (random: Random, now: number) => string,
  exact: (length: number, random: Random, now: number) => string,
): Shape {
  return (random, now, room) => {
    const value = natural(random, now);
    const length = within(value.length, room);
    return length === value.length ? value : exact(length, random, now);
  };
}

/** So many characters out of a list. */
export function charsOf(alphabet: string, length: number, random: Random): string {
  let text = '';
  for (let i = 0; i < length; i++) text += alphabet[random.int(0, alphabet.length - 1)];
  return text;
}

export function digits(length: number, random: Random): string {
  return charsOf('0123456789', length, random);
}

export function hex(length: number, random: Random): string {
  return charsOf('0123456789abcdef', length, random);
}

export function two(value: number): string {
  return String(value).padStart(2, '0');
}
