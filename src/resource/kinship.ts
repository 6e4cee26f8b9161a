import type { Facts } from './facts.ts';
import { plainName } from './naming.ts';

/** Members that many things have: sharing them makes no two things of one kind. */
const common = new Set(
  'id uuid pk name type kind url href self links createdat updatedat created updated status description message code error errors title success ok'.split(
    ' ',
  ),
);

/** How much of what `part` describes does `whole` describe too? From 0 to 1; 1 where they are one schema. */
export function overlap(part: Facts, whole: Facts): number {
  if (part.is(whole)) return 1;
  const known = new Set([...whole.names].map(plainName));
  let total = 0;
  let shared = 0;
  let telling = 0;
  for (const name of part.names) {
    const plain = plainName(name);
    const weight = common.has(plain) ? 0.5 : 1;
    total += weight;
    if (!known.has(plain)) continue;
    shared += weight;
    if (weight === 1) telling++;
  }
  if (total === 0) return 0;
  const isVague = telling === 0 && part.size > 1 && part.size < whole.size;
  return (shared / total) * (isVague ? 0.5 : 1);
}

/** Do both show the same thing, whole? More than kinship: what merely has some of its members does not. */
export function isWhole(a: Facts, b: Facts): boolean {
  return Math.min(overlap(a, b), overlap(b, a)) >= 0.5;
}

/** Are both views of one kind of thing? The smaller one must be found in the other. */
export function isKin(a: Facts, b: Facts): boolean {
  return Math.max(overlap(a, b), overlap(b, a)) >= 0.6;
}
