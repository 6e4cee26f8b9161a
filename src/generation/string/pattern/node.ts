import { type CharSet, union } from './charset.ts';

/** A regular expression over code points, without what does not matter for which strings match. */
export type Node =
  | { readonly kind: 'empty'; readonly least: 0; readonly most: 0 }
  | { readonly kind: 'set'; readonly set: CharSet; readonly least: number; readonly most: number }
  | {
      readonly kind: 'seq' | 'alt';
      readonly items: readonly Node[];
      readonly least: number;
      readonly most: number;
    }
  | {
      readonly kind: 'loop';
      readonly item: Node;
      readonly from: number;
      readonly to: number;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'start' | 'end'; readonly least: 0; readonly most: 0 }
  | { readonly kind: 'boundary'; readonly negate: boolean; readonly least: 0; readonly most: 0 }
  | {
      readonly kind: 'look';
      readonly behind: boolean;
      readonly negate: boolean;
      readonly item: Node;
      readonly least: 0;
      readonly most: 0;
    }
  /** A group that a back-reference names; others are left out. */
  | {
      readonly kind: 'group';
      readonly name: string;
      readonly item: Node;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'back'; readonly names: readonly string[]; readonly least: 0; readonly most: number };

export const EMPTY: Node = { kind: 'empty', least: 0, most: 0 };
/** Matches nothing at all. */
const NEVER: Node = { kind: 'set', set: [], least: Infinity, most: -Infinity };
export const START: Node = { kind: 'start', least: 0, most: 0 };
export const END: Node = { kind: 'end', least: 0, most: 0 };

export function setNode(set: CharSet): Node {
  return set.length === 0 ? NEVER : { kind: 'set', set, least: 1, most: 1 };
}

export function isNever(node: Node): boolean {
  return node.least === Infinity;
}

export function seq(items: readonly Node[]): Node {
  const flat: Node[] = [];
  let least = 0;
  let most = 0;
  for (const item of items) {
    if (isNever(item)) return NEVER;
    if (item.kind === 'empty') continue;
    if (item.kind === 'seq') for (const part of item.items) flat.push(part);
    else flat.push(item);
    least += item.least;
    most += item.most;
  }
  if (flat.length === 0) return EMPTY;
  return flat.length === 1 ? flat[0]! : { kind: 'seq', items: flat, least, most };
}

export function alt(items: readonly Node[]): Node {
  const kept = items.filter((item) => !isNever(item));
  if (kept.length === 0) return NEVER;
  if (kept.length === 1) return kept[0]!;
  if (kept.every((item) => item.kind === 'set')) return setNode(union(kept.map((item) => item.set)));
  let least = Infinity;
  let most = 0;
  for (const item of kept) {
    least = Math.min(least, item.least);
    most = Math.max(most, item.most);
  }
  return { kind: 'alt', items: kept, least, most };
}

/** Does the empty string match, wherever it stands? */
function isNullable(node: Node): boolean {
  switch (node.kind) {
    case 'empty':
      return true;
    case 'seq':
      return node.items.every(isNullable);
    case 'alt':
      return node.items.some(isNullable);
    case 'loop':
      return node.from === 0 || isNullable(node.item);
    case 'group':
      return isNullable(node.item);
    default:
      return false;
  }
}

/** Rounds from which on a loop must not go round without reading anything. */
const MANY_ROUNDS = 8;
/** Longer sequences would grow too much. */
const SHORT_SEQUENCE = 6;

/** The same but for the empty string; the node itself where that would not be simple. */
function nonEmpty(node: Node): Node {
  if (!isNullable(node)) return node;
  switch (node.kind) {
    case 'empty':
      return NEVER;
    case 'seq':
      if (node.items.length > SHORT_SEQUENCE) return node;
      // The first part that reads something, then the rest as it is.
      return alt(node.items.map((item, i) => seq([nonEmpty(item), ...node.items.slice(i + 1)])));
    case 'alt':
      return alt(node.items.map(nonEmpty));
    case 'loop':
      return loop(nonEmpty(node.item), 1, node.to);
    default:
      return node;
  }
}

/** `item{from,to}`; nested loops that say the same as one loop become one. */
export function loop(item: Node, from: number, to: number): Node {
  if (to === 0 || item.kind === 'empty') return EMPTY;
  if (isNever(item)) return from === 0 ? EMPTY : NEVER;
  if (from === 1 && to === 1) return item;
  if (item.kind === 'loop') {
    const inner = item;
    if (inner.to === Infinity && inner.from <= 1) {
      return loop(inner.item, inner.from === 0 ? 0 : from, Infinity);
    }
    if (inner.from === 0 && inner.to === 1) return loop(inner.item, 0, to);
  }
  if (item.least === 0 && isNullable(item)) {
    if (from > 0) return loop(item, 0, to);
    const reading = to > MANY_ROUNDS ? nonEmpty(item) : item;
    if (reading !== item) return loop(reading, 0, to);
  }
  // A position alone says the same however often it is said, and nothing where it need not be said.
  if (item.most === 0) return from === 0 ? EMPTY : item;
  return {
    kind: 'loop',
    item,
    from,
    to,
    least: from * item.least,
    most: item.most === 0 ? 0 : to * item.most,
  };
}
