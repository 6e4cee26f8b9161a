import { ANY, type PathStep, pathWeight } from './path-expression.ts';
import type { PathRule, RuleList } from './rule.ts';

/** Rules by what they look at. Those of headers (in lower case) and query parameters begin by the name. */
export interface MatchingRules {
  readonly path: RuleList | undefined;
  readonly status: RuleList | undefined;
  readonly query: readonly PathRule[];
  readonly header: readonly PathRule[];
  readonly body: readonly PathRule[];
}

export const NO_RULES: MatchingRules = {
  path: undefined,
  status: undefined,
  query: [],
  header: [],
  body: [],
};

/** The rules that hold at a place. */
export interface Applied {
  readonly list: RuleList;
  /** They are said of something that contains the place. */
  readonly cascaded: boolean;
  /** The last token is `*`. */
  readonly wildcard: boolean;
}

/** Of all rules that fit a place, those whose expression fits best. */
export function bestRule(rules: readonly PathRule[], path: readonly PathStep[]): Applied | undefined {
  let best: PathRule | undefined;
  let bestWeight = 0;
  for (const rule of rules) {
    const weight = pathWeight(rule.tokens, path);
    if (weight <= bestWeight) continue;
    best = rule;
    bestWeight = weight;
  }
  if (!best) return undefined;
  const cascaded = best.tokens.length < path.length;
  return { list: best.list, cascaded, wildcard: best.tokens.at(-1) === ANY };
}

/** Is something said of this very place, not only of what contains it? */
export function hasWildcardBelow(rules: readonly PathRule[], path: readonly PathStep[]): boolean {
  return rules.some(
    ({ tokens }) =>
      tokens.length === path.length + 1 && tokens.at(-1) === ANY && pathWeight(tokens, [...path, '*']) > 0,
  );
}
