import { ALL, type CharSet, charSet, union } from './charset.ts';

/**
 * Asking a Unicode property about every code point takes long, so it is asked about these: Latin to the general
 * scripts, kana, the most common ideographs and syllables, forms, emoji.
 */
const COMMON: CharSet = [
  0, 0x1fff, 0x2000, 0x2fff, 0x3040, 0x30ff, 0x4e00, 0x4eff, 0xac00, 0xacff, 0xff00, 0xffef, 0x10400, 0x1044f,
  0x1f300, 0x1f64f,
];

const known = new Map<string, CharSet>();
const MAX_KNOWN = 64;

function scan(property: string, universe: CharSet): CharSet {
  const test = new RegExp(`^\\p{${property}}$`, 'u');
  const ranges: [number, number][] = [];
  for (let i = 0; i < universe.length; i += 2) {
    for (let point = universe[i]!; point <= universe[i + 1]!; point++) {
      if (!test.test(String.fromCodePoint(point))) continue;
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === point - 1) last[1] = point;
      else ranges.push([point, point]);
    }
  }
  return charSet(ranges);
}

function remember(key: string, make: () => CharSet): CharSet {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= MAX_KNOWN) known.clear();
  const made = make();
  known.set(key, made);
  return made;
}

/** The code points of `\p{name}` in a universe, by default the common ones. */
export function property(name: string, universe: CharSet = COMMON): CharSet {
  return remember(`${name} ${universe === COMMON ? '' : universe.join()}`, () => scan(name, universe));
}

/** The code points to reckon with where these properties are used: the common ones, and those only they have. */
export function universeOf(properties: Iterable<string>): CharSet {
  const parts: CharSet[] = [COMMON];
  for (const name of properties) if (property(name).length === 0) parts.push(property(name, ALL));
  return parts.length === 1 ? COMMON : union(parts);
}
