import { compilePattern } from '../../../schema/index.ts';
import { createRandom, type Random } from '../../random.ts';
import { Automaton } from './automaton.ts';
import type { CharSet } from './charset.ts';
import { OverBudget } from './formula.ts';
import { matcherOf } from './match.ts';
import { isNever, loop, type Node, setNode } from './node.ts';
import { type Parsed, parsePattern, toTree, universeFor } from './parse.ts';
import { lengthOf, Sampler, searched } from './sample.ts';
import { Writer } from './search.ts';
import { isRegular, NotRegular, relaxed } from './survey.ts';

/** What a string is to match. */
export interface PatternDemand {
  readonly patterns: readonly string[];
  readonly notPatterns: readonly string[];
  /** In code points. */
  readonly minLength: number;
  readonly maxLength: number;
  /** Anything else that must hold. */
  readonly accepts: (value: string) => boolean;
}

/** Writes strings that match. */
export type PatternWriter = (random: Random) => string;

/** Steps for the exact search: a tenth of a second or two at most. */
const STEPS = 400_000;
const PROBES = 8;
/** Characters after which enough has been tried. */
const LONG = 50_000;
const TRIES = 16;
/** Where the exact search gives up and sampling is all there is. */
const LAST_TRIES = 300;
const MAX_KEPT = 16;

/**
 * Walks the pattern's tree first, which is fast and reads well, and checks the result. Where that seldom fits, an
 * automaton of all patterns and lengths finds the strings that do. Undefined where there is none, or none is found.
 */
export function compilePatternWriter(demand: PatternDemand): PatternWriter | undefined {
  const { minLength, maxLength } = demand;
  const wanted = matchers(demand.patterns);
  const unwanted = matchers(demand.notPatterns);
  const fits = (value: string): boolean => {
    const length = lengthOf(value);
    return (
      length >= minLength &&
      length <= maxLength &&
      wanted.every((matches) => matches(value)) &&
      !unwanted.some((matches) => matches(value)) &&
      demand.accepts(value)
    );
  };
  const trees = treesOf(demand);
  if (trees.wanted.some(isNever)) return undefined;

  const kept: string[] = [];
  const keep = (value: string | undefined): value is string => {
    if (value === undefined || !fits(value)) return false;
    if (kept.length < MAX_KEPT) kept.push(value);
    return true;
  };
  const tries = (
    source: { write(random: Random): string | undefined } | undefined,
    random: Random,
    enough: number,
  ): void => {
    for (let i = 0, length = 0; i < LAST_TRIES && length < LONG && kept.length < enough; i++) {
      const value = source?.write(random);
      keep(value);
      length += value?.length ?? 0;
    }
  };
  const { sampler, rate } = bestSampler(trees, demand, keep);
  let writer: Writer | undefined;

  const sampling = rate >= 0.5;
  if (!sampling) {
    const random = createRandom('exact');
    try {
      writer = exactWriter(trees, demand);
      if (writer === undefined) return undefined;
      tries(writer, random, MAX_KEPT / 2);
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
    }
    tries(sampler, random, 1);
    if (kept.length === 0 && !keep('')) return undefined;
  }

  return (random) => {
    for (let i = 0; i < TRIES; i++) {
      const value = (sampling || writer === undefined ? sampler : writer)?.write(random);
      if (value !== undefined && fits(value)) return value;
    }
    return random.pick(kept);
  };
}

function matchers(patterns: readonly string[]): ((value: string) => boolean)[] {
  return patterns.flatMap((pattern) => matcherOf(pattern) ?? []);
}

interface Trees {
  readonly universe: CharSet;
  readonly wanted: readonly Node[];
  readonly unwanted: readonly Node[];
}

function treesOf(demand: PatternDemand): Trees {
  const parse = (pattern: string): Parsed[] => {
    const compiled = compilePattern(pattern);
    const parsed = compiled === undefined ? undefined : parsePattern(compiled);
    return parsed === undefined ? [] : [parsed];
  };
  const wanted = demand.patterns.flatMap(parse);
  const unwanted = demand.notPatterns.flatMap(parse);
  const universe = universeFor([...wanted, ...unwanted]);
  const tree = (parsed: Parsed): Node[] => {
    const found = toTree(parsed, universe);
    return found === undefined ? [] : [searched(found.node, universe)];
  };
  return { universe, wanted: wanted.flatMap(tree), unwanted: unwanted.flatMap(tree) };
}

/** Of the patterns, the one whose strings most often match all the rest. */
function bestSampler(
  trees: Trees,
  demand: PatternDemand,
  keep: (value: string | undefined) => boolean,
): { sampler: Sampler | undefined; rate: number } {
  // A copy of the universe is not a pad, so something is written even where nothing is asked for.
  const roots = trees.wanted.length > 0 ? trees.wanted : [loop(setNode([...trees.universe]), 0, Infinity)];
  let best: { sampler: Sampler | undefined; rate: number } = { sampler: undefined, rate: 0 };
  for (const root of roots) {
    const sampler = new Sampler(root, trees.universe, demand.minLength, demand.maxLength);
    const random = createRandom('probe');
    let hits = 0;
    let probes = 0;
    for (let length = 0; probes < PROBES && length < LONG; probes++) {
      const value = sampler.write(random);
      if (keep(value)) hits++;
      length += value?.length ?? 0;
    }
    const rate = hits / probes;
    if (best.sampler === undefined || rate > best.rate) best = { sampler, rate };
  }
  return best;
}

/** Undefined where no string matches. Throws OverBudget where it cannot tell. */
function exactWriter(trees: Trees, demand: PatternDemand): Writer | undefined {
  const any = loop(setNode(trees.universe), 0, Infinity);
  const wanted = trees.wanted.map((node) => relaxed(node, any));
  const unwanted = trees.unwanted.filter(isRegular);
  try {
    const automaton = new Automaton(wanted, unwanted, trees.universe, STEPS);
    return Writer.of(automaton, demand.minLength, demand.maxLength);
  } catch (error) {
    if (error instanceof NotRegular) throw new OverBudget();
    throw error;
  }
}
