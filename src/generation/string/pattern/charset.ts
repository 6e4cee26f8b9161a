/** Code points as a flat list of ranges, `[from, to, from, to …]`, ends included, ascending, not touching. */
export type CharSet = readonly number[];

export const MAX_CODE_POINT = 0x10ffff;

/** Every character that a string can hold by itself: all code points but the surrogates. */
export const ALL: CharSet = [0, 0xd7ff, 0xe000, MAX_CODE_POINT];

/** Without the characters that UTF-16 writes in two units: what a pattern without the `u` flag can count. */
export const BASIC: CharSet = [0, 0xd7ff, 0xe000, 0xffff];

export const DIGITS: CharSet = [0x30, 0x39];
export const WORD: CharSet = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a];
export const LINE_ENDS: CharSet = [0x0a, 0x0a, 0x0d, 0x0d, 0x2028, 0x2029];
export const SPACES: CharSet = [
  0x09, 0x0d, 0x20, 0x20, 0xa0, 0xa0, 0x1680, 0x1680, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x205f,
  0x205f, 0x3000, 0x3000, 0xfeff, 0xfeff,
];

/** Any ranges, in any order, as a set. */
export function charSet(ranges: readonly (readonly [number, number])[]): CharSet {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const set: number[] = [];
  for (const [from, to] of sorted) {
    const last = set.length - 1;
    if (last > 0 && from <= set[last]! + 1) set[last] = Math.max(set[last]!, to);
    else set.push(from, to);
  }
  return set;
}

export function union(sets: readonly CharSet[]): CharSet {
  if (sets.length === 1) return sets[0]!;
  const ranges: [number, number][] = [];
  for (const set of sets) for (let i = 0; i < set.length; i += 2) ranges.push([set[i]!, set[i + 1]!]);
  return charSet(ranges);
}

export function intersection(a: CharSet, b: CharSet): CharSet {
  const set: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!);
    const to = Math.min(a[i + 1]!, b[j + 1]!);
    if (from <= to) set.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return set;
}

/** All code points, surrogates too, that are not in the set. */
export function complement(set: CharSet): CharSet {
  const rest: number[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) rest.push(next, set[i]! - 1);
    next = set[i + 1]! + 1;
  }
  if (next <= MAX_CODE_POINT) rest.push(next, MAX_CODE_POINT);
  return rest;
}

/** The index of the range that holds the code point, else -1. */
export function rangeOf(set: CharSet, point: number): number {
  let low = 0;
  let high = set.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (point < set[middle * 2]!) high = middle - 1;
    else if (point > set[middle * 2 + 1]!) low = middle + 1;
    else return middle;
  }
  return -1;
}

export function has(set: CharSet, point: number): boolean {
  return rangeOf(set, point) >= 0;
}

export function sizeOf(set: CharSet): number {
  let size = 0;
  for (let i = 0; i < set.length; i += 2) size += set[i + 1]! - set[i]! + 1;
  return size;
}

/** The code point at a position, counted from 0. */
export function pointAt(set: CharSet, index: number): number {
  let rest = index;
  for (let i = 0; i < set.length; i += 2) {
    const size = set[i + 1]! - set[i]! + 1;
    if (rest < size) return set[i]! + rest;
    rest -= size;
  }
  throw new RangeError(`the set has no code point ${index}`);
}

/** With the other case of every letter, as the `i` flag has it; large sets only as far as ASCII goes. */
export function foldCase(set: CharSet): CharSet {
  const near = sizeOf(set) <= 4096 ? set : intersection(set, [0, 0x17f]);
  const ranges: [number, number][] = [];
  for (let i = 0; i < near.length; i += 2) {
    for (let point = near[i]!; point <= near[i + 1]!; point++) {
      const text = String.fromCodePoint(point);
      for (const other of [text.toLowerCase(), text.toUpperCase()]) {
        const code = other.codePointAt(0)!;
        if (String.fromCodePoint(code) === other && code !== point) ranges.push([code, code]);
      }
    }
  }
  return ranges.length === 0 ? set : union([set, charSet(ranges)]);
}
