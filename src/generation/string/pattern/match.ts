import { compilePattern } from '../../../schema/index.ts';
import { overlaps } from './alphabet.ts';
import { Automaton, type State } from './automaton.ts';
import type { CharSet } from './charset.ts';
import { OverBudget } from './formula.ts';
import type { Node } from './node.ts';
import { parsePattern, toTree, universeFor } from './parse.ts';
import { searched } from './sample.ts';
import { NotRegular } from './survey.ts';

/** Says whether a pattern is found in a value. */
export type Matcher = (value: string) => boolean;

const MAX_KNOWN = 500;
/** Steps for the automaton of one pattern before it is begun anew. */
const STEPS = 200_000;
/** On so few characters, no backtracking takes long. */
const SHORT = 10;

const known = new Map<string, Matcher>();

/**
 * A matcher that takes no time worth mentioning, whatever the pattern: patterns whose backtracking could explode are
 * read by an automaton. What is no regular expression demands nothing and is undefined.
 */
export function matcherOf(pattern: string): Matcher | undefined {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const compiled = compilePattern(pattern);
  if (compiled === undefined) return undefined;
  if (known.size >= MAX_KNOWN) known.clear();
  const matcher = matcherFor(compiled);
  known.set(pattern, matcher);
  return matcher;
}

function matcherFor(compiled: RegExp): Matcher {
  // Too large ones throw when they are first used.
  const backtrack: Matcher = (value) => {
    try {
      return compiled.test(value);
    } catch {
      return false;
    }
  };
  const parsed = parsePattern(compiled);
  if (parsed === undefined) return backtrack;
  const universe = universeFor([parsed]);
  const tree = toTree(parsed, universe);
  if (tree === undefined || !(tree.merged || explodes(tree.node))) return backtrack;
  const read = readerOf(searched(tree.node, universe), universe);
  return (value) => read(value) ?? (value.length <= SHORT && backtrack(value));
}

/** Undefined as an answer where the automaton cannot tell. */
function readerOf(node: Node, universe: CharSet): (value: string) => boolean | undefined {
  let automaton: Automaton | undefined;
  return (value) => {
    try {
      automaton ??= new Automaton([node], [], universe, STEPS);
      let state: State | null = automaton.start;
      for (const char of value) {
        const index = automaton.alphabet.classOf(char.codePointAt(0)!);
        if (index < 0) return undefined;
        state = automaton.step(state, index);
        if (state === null) return false;
      }
      return automaton.accepts(state);
    } catch (error) {
      automaton = undefined;
      if (error instanceof OverBudget || error instanceof NotRegular) return undefined;
      throw error;
    }
  };
}

/** May backtracking over this take exponential time, or a high power of the length? A guess on the safe side. */
function explodes(node: Node): boolean {
  const count = { loops: 0 };
  return ambiguous(node, false, count) || count.loops > 5;
}

function ambiguous(node: Node, looped: boolean, count: { loops: number }): boolean {
  switch (node.kind) {
    case 'loop': {
      const long = node.to > 8;
      if (long && looped) return true;
      if (long) count.loops++;
      return ambiguous(node.item, looped || long, count);
    }
    case 'alt':
      if (looped && node.items.some((item, i) => node.items.slice(0, i).some((other) => meet(item, other))))
        return true;
      return node.items.some((item) => ambiguous(item, looped, count));
    case 'seq':
      return node.items.some((item) => ambiguous(item, looped, count));
    case 'look':
    case 'group':
      return ambiguous(node.item, looped, count);
    case 'back':
      return looped;
    default:
      return false;
  }
}

/** Can both begin with the same character? */
function meet(a: Node, b: Node): boolean {
  const first = firstOf(a);
  const other = firstOf(b);
  return first === undefined || other === undefined || overlaps(first, other);
}

/** The set that a node begins with, where it begins with one. */
function firstOf(node: Node): CharSet | undefined {
  if (node.kind === 'set') return node.set;
  if (node.kind === 'seq') return firstOf(node.items[0]!);
  if (node.kind === 'loop' && node.from > 0) return firstOf(node.item);
  return undefined;
}
