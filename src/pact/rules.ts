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
  return best && { list: best.list, cascaded: best.tokens.length < path.length };
}

/** `bestRule` for many places of one message: what was found for one item of a list holds for the others. */
export class RuleFinder {
  readonly #rules: readonly PathRule[];
  readonly #found = new Map<string, Applied | undefined>();
  /** Do rules tell items apart? */
  readonly #indexed: boolean;

  constructor(rules: readonly PathRule[]) {
    this.#rules = rules;
    this.#indexed = rules.some(({ tokens }) => tokens.some((token) => /^\d+$/.test(String(token))));
  }

  find(path: readonly PathStep[]): Applied | undefined {
    if (this.#rules.length === 0) return undefined;
    const key = JSON.stringify(
      this.#indexed ? path : path.map((step) => (typeof step === 'number' ? 0 : step)),
    );
    if (this.#found.has(key)) return this.#found.get(key);
    const applied = bestRule(this.#rules, path);
    if (this.#found.size < MOST_FOUND) this.#found.set(key, applied);
    return applied;
  }
}

const MOST_FOUND = 50_000;

/** Is something said of this very place, not only of what contains it? */
export function hasWildcardBelow(rules: readonly PathRule[], path: readonly PathStep[]): boolean {
  return rules.some(
    ({ tokens }) =>
      tokens.length === path.length + 1 && tokens.at(-1) === ANY && pathWeight(tokens, [...path, '*']) > 0,
  );
}
