import { type AST, RegExpParser } from '@eslint-community/regexpp';
import {
  ALL,
  BASIC,
  type CharSet,
  charSet,
  complement,
  DIGITS,
  foldCase,
  intersection,
  LINE_ENDS,
  SPACES,
  sizeOf,
  union,
  WORD,
} from './charset.ts';
import { alt, EMPTY, END, loop, type Node, START, seq, setNode } from './node.ts';
import { property, universeOf } from './property.ts';

/** Deeper patterns are not taken apart, so that no walk over a tree can exhaust the stack. */
const MAX_DEPTH = 250;
const MAX_SOURCE = 200_000;

/** A pattern that regexpp has read, not yet bound to a universe of characters. */
export interface Parsed {
  readonly pattern: AST.Pattern;
  readonly flags: string;
  /** Names of the Unicode properties in it. */
  readonly properties: ReadonlySet<string>;
}

class TooComplex extends Error {}

function propertyName(node: AST.UnicodePropertyCharacterSet): string {
  return node.value === null ? node.key : `${node.key}=${node.value}`;
}

/** Undefined where the pattern is too deep or too long, or uses what is not understood here. */
export function parsePattern(compiled: RegExp): Parsed | undefined {
  if (compiled.source.length > MAX_SOURCE || /[mvy]/.test(compiled.flags)) return undefined;
  const properties = new Set<string>();
  try {
    const pattern = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(
      compiled.source,
      0,
      compiled.source.length,
      { unicode: compiled.unicode },
    );
    // The raw text is enough to find them: what looks like one in a class or outside is one under the u flag.
    if (compiled.unicode) {
      for (const [, name] of compiled.source.matchAll(/\\[pP]\{([^}]*)\}/g)) if (name) properties.add(name);
    }
    return { pattern, flags: compiled.flags, properties };
  } catch {
    return undefined;
  }
}

/** The characters to reckon with when these patterns apply to one string. */
export function universeFor(parsed: readonly Parsed[]): CharSet {
  const names = new Set<string>();
  for (const { properties } of parsed) for (const name of properties) names.add(name);
  const universe = names.size === 0 ? ALL : intersection(ALL, universeOf(names));
  return parsed.some(({ flags }) => !flags.includes('u')) ? intersection(universe, BASIC) : universe;
}

interface Context {
  readonly universe: CharSet;
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly found: { merged: boolean };
}

export interface Tree {
  readonly node: Node;
  /** Was made simpler in a way that backtracking over the pattern itself would not profit from. */
  readonly merged: boolean;
}

/** The pattern as a tree over the universe; undefined where it is too deep or uses what is not understood here. */
export function toTree(parsed: Parsed, universe: CharSet): Tree | undefined {
  const found = { merged: false };
  const context = {
    universe,
    ignoreCase: parsed.flags.includes('i'),
    dotAll: parsed.flags.includes('s'),
    found,
  };
  try {
    const node = alternatives(parsed.pattern.alternatives, context, 0);
    return { node, merged: found.merged };
  } catch (error) {
    if (error instanceof TooComplex || error instanceof RangeError) return undefined;
    throw error;
  }
}

function alternatives(list: readonly AST.Alternative[], context: Context, depth: number): Node {
  if (depth > MAX_DEPTH) throw new TooComplex();
  const items = list.map(({ elements }) =>
    seq(elements.map((element) => toElement(element, context, depth))),
  );
  const node = alt(items);
  // Characters that several alternatives have are lost sight of in their union.
  if (node.kind === 'set' && items.length > 1) {
    const size = items.reduce((sum, item) => sum + (item.kind === 'set' ? sizeOf(item.set) : 0), 0);
    if (size > sizeOf(node.set)) context.found.merged = true;
  }
  return node;
}

function toElement(element: AST.Element, context: Context, depth: number): Node {
  switch (element.type) {
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass':
      return setNode(intersection(setOf(element, context), context.universe));
    case 'Quantifier': {
      if (depth > MAX_DEPTH) throw new TooComplex();
      const item = toElement(element.element, context, depth + 1);
      const empty = item.least === 0 && element.min > 8;
      if (empty || (item.kind === 'loop' && element.max > 1)) context.found.merged = true;
      return loop(item, element.min, element.max);
    }
    case 'Group':
      return alternatives(element.alternatives, modified(element.modifiers, context), depth + 1);
    case 'CapturingGroup': {
      const item = alternatives(element.alternatives, context, depth + 1);
      if (element.references.length === 0) return item;
      return { kind: 'group', name: nameOf(element), item, least: item.least, most: item.most };
    }
    case 'Backreference': {
      const groups = Array.isArray(element.resolved) ? element.resolved : [element.resolved];
      return { kind: 'back', names: groups.map(nameOf), least: 0, most: Infinity };
    }
    case 'Assertion':
      return toAssertion(element, context, depth);
    default:
      throw new TooComplex();
  }
}

/** Where a group starts tells it from all others. */
function nameOf(group: AST.CapturingGroup): string {
  return String(group.start);
}

function modified(modifiers: AST.Modifiers | null, context: Context): Context {
  if (modifiers === null) return context;
  const { add, remove } = modifiers;
  if (add?.multiline || remove?.multiline) throw new TooComplex();
  return {
    ...context,
    ignoreCase: add?.ignoreCase || (context.ignoreCase && !remove?.ignoreCase),
    dotAll: add?.dotAll || (context.dotAll && !remove?.dotAll),
  };
}

function toAssertion(assertion: AST.Assertion, context: Context, depth: number): Node {
  switch (assertion.kind) {
    case 'start':
      return START;
    case 'end':
      return END;
    case 'word':
      return { kind: 'boundary', negate: assertion.negate, least: 0, most: 0 };
    default: {
      const item = alternatives(assertion.alternatives, context, depth + 1);
      if (item === EMPTY && !assertion.negate) return EMPTY;
      const behind = assertion.kind === 'lookbehind';
      return { kind: 'look', behind, negate: assertion.negate, item, least: 0, most: 0 };
    }
  }
}

type SetElement =
  | AST.Character
  | AST.CharacterClassRange
  | AST.CharacterSet
  | AST.CharacterClass
  | AST.CharacterClassElement;

function setOf(element: SetElement, context: Context): CharSet {
  switch (element.type) {
    case 'Character':
      return cased([element.value, element.value], context);
    case 'CharacterClassRange':
      return cased([element.min.value, element.max.value], context);
    case 'CharacterClass': {
      const inside =
        element.elements.length === 0 ? [] : union(element.elements.map((part) => setOf(part, context)));
      return element.negate ? complement(inside) : inside;
    }
    case 'CharacterSet':
      return escapeOf(element, context);
    default:
      throw new TooComplex();
  }
}

function cased(set: CharSet, context: Context): CharSet {
  return context.ignoreCase ? foldCase(set) : set;
}

function escapeOf(element: AST.CharacterSet, context: Context): CharSet {
  switch (element.kind) {
    case 'any':
      return context.dotAll ? charSet([[0, 0x10ffff]]) : complement(LINE_ENDS);
    case 'digit':
      return element.negate ? complement(DIGITS) : DIGITS;
    case 'space':
      return element.negate ? complement(SPACES) : SPACES;
    case 'word':
      return element.negate ? complement(WORD) : WORD;
    default: {
      if (element.strings) throw new TooComplex();
      const inside = cased(property(propertyName(element), context.universe), context);
      return element.negate ? complement(inside) : inside;
    }
  }
}
