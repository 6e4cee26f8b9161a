import { isJsonObject, type JsonObject, joinPointer, receivedText } from '../schema/index.ts';
import { type Mismatch, pointerOf } from './mismatch.ts';
import type { PathStep } from './path-expression.ts';
import type { PathRule, Rule } from './rule.ts';
import { listMiss, ruleMiss, type ValueToMatch } from './rule-match.ts';
import { type Applied, hasWildcardBelow, RuleFinder } from './rules.ts';

export interface JsonMatch {
  readonly rules: readonly PathRule[];
  /** May objects have members that are not expected? In answers they may. */
  readonly extraMembers: boolean;
  /** Of the expected value into the pact file; a pointer goes on below it where `isValue`. */
  readonly pointer: string;
  readonly isValue: boolean;
  /** Where the value that came is written as a decimal number without a fraction. */
  readonly decimals: ReadonlySet<string>;
}

/** More are not told of one message. */
const MOST = 100;

/** A JSON value against the expected one: equal but for rules, and for members that nobody expects. */
export function matchJson(expected: unknown, actual: unknown, match: JsonMatch): Mismatch[] {
  const matcher = new JsonMatcher(match);
  matcher.compare(expected, actual, [], match.pointer);
  return matcher.found.slice(0, MOST);
}

class JsonMatcher {
  readonly found: Mismatch[] = [];
  readonly #match: JsonMatch;
  readonly #rules: RuleFinder;

  constructor(match: JsonMatch) {
    this.#match = match;
    this.#rules = new RuleFinder(match.rules);
  }

  compare(expected: unknown, actual: unknown, path: readonly PathStep[], place: string): void {
    if (this.found.length >= MOST) return;
    const applied = this.#rules.find(path);
    if (Array.isArray(expected) || isJsonObject(expected))
      this.#container(expected, actual, path, place, applied);
    else this.#scalar(expected, actual, path, place, applied);
  }

  #scalar(
    expected: unknown,
    actual: unknown,
    path: readonly PathStep[],
    place: string,
    applied: Applied | undefined,
  ): void {
    const value = this.#value(expected, actual, path, applied);
    const miss = applied ? listMiss(applied.list, value) : ruleMiss({ kind: 'equality' }, value);
    if (miss) this.#miss(path, miss.kind, miss.message, applied?.list.pointer ?? place);
  }

  #container(
    expected: unknown[] | JsonObject,
    actual: unknown,
    path: readonly PathStep[],
    place: string,
    applied: Applied | undefined,
  ): void {
    const isList = Array.isArray(expected);
    if (isList ? !Array.isArray(actual) : !isJsonObject(actual)) {
      // Where null is one of what a rule takes.
      const isNull = actual === null && applied?.list.rules.some(({ kind }) => kind === 'null');
      if (isNull && !listMiss(applied!.list, this.#value(expected, actual, path, applied))) return;
      this.#miss(path, 'type', `is ${receivedText(actual)}, not ${isList ? 'a list' : 'an object'}`, place);
    } else if (!applied) {
      if (isList) this.#list(expected, actual as unknown[], path, place);
      else this.#object(expected, actual as JsonObject, path, place);
    } else this.#byRules(expected, actual as unknown[] | JsonObject, path, place, applied);
  }

  #byRules(
    expected: unknown[] | JsonObject,
    actual: unknown[] | JsonObject,
    path: readonly PathStep[],
    place: string,
    applied: Applied,
  ): void {
    const value = this.#value(expected, actual, path, applied);
    // What is said of each member by a rule of a list or object is not asked of the list itself.
    const own = applied.list.rules.filter((rule) => isAboutContainers(rule));
    const { combine, pointer } = applied.list;
    const outcomes = (own.length > 0 ? own : [{ kind: 'values' } as const]).map((rule) =>
      this.#attempt(() => {
        const miss = ruleMiss(rule, value);
        if (miss) this.#miss(path, miss.kind, miss.message, pointer);
        const inside = own.length > 0 && !applied.cascaded ? rule : undefined;
        if (Array.isArray(expected)) this.#items(inside, expected, actual as unknown[], path, place, applied);
        else this.#members(inside, expected, actual as JsonObject, path, place, applied);
      }),
    );
    if (combine === 'or' && outcomes.some((found) => found.length === 0)) return;
    const told = new Set<string>();
    for (const mismatch of outcomes.flat()) {
      const key = `${mismatch.pointer} ${mismatch.kind}`;
      if (told.has(key)) continue;
      told.add(key);
      this.found.push(mismatch);
    }
  }

  /** What is found meanwhile. */
  #attempt(compare: () => void): Mismatch[] {
    const before = this.found.length;
    compare();
    return this.found.splice(before);
  }

  #list(expected: unknown[], actual: unknown[], path: readonly PathStep[], place: string): void {
    if (expected.length !== actual.length)
      this.#miss(path, 'length', `has ${actual.length} items, not ${expected.length}`, place);
    for (const [at, item] of expected.entries())
      if (at < actual.length) this.compare(item, actual[at], [...path, at], this.#below(place, at));
  }

  #object(expected: JsonObject, actual: JsonObject, path: readonly PathStep[], place: string): void {
    const wildcard = hasWildcardBelow(this.#match.rules, path);
    for (const [name, member] of Object.entries(expected)) {
      const below = this.#below(place, name);
      if (Object.hasOwn(actual, name)) this.compare(member, actual[name], [...path, name], below);
      else if (!wildcard) this.#miss([...path, name], 'missing', 'is missing', below);
    }
    if (this.#match.extraMembers) return;
    for (const name of Object.keys(actual))
      if (!Object.hasOwn(expected, name) && !wildcard)
        this.#miss([...path, name], 'unexpected', 'is not expected', place);
  }

  /** Items of a list about which rules say something: more of them are like the first one. */
  #items(
    rule: Rule | undefined,
    expected: unknown[],
    actual: unknown[],
    path: readonly PathStep[],
    place: string,
    applied: Applied,
  ): void {
    if (rule?.kind === 'equality') return;
    if (rule?.kind === 'arrayContains') {
      this.#contains(rule, expected, actual, path, place, applied);
      return;
    }
    if (rule?.kind === 'eachValue') {
      for (const [at, item] of actual.entries()) this.#each(rule, expected[0], item, [...path, at], applied);
      if (rule.rules.length > 0) return;
    }
    if (expected.length === 0) return;
    for (const [at, item] of actual.entries()) {
      const like = at < expected.length ? at : 0;
      this.compare(expected[like], item, [...path, at], this.#below(place, like));
    }
  }

  #members(
    rule: Rule | undefined,
    expected: JsonObject,
    actual: JsonObject,
    path: readonly PathStep[],
    place: string,
    applied: Applied,
  ): void {
    if (rule?.kind === 'equality') return;
    if (rule?.kind === 'eachKey') {
      const [example] = Object.keys(expected);
      for (const name of Object.keys(actual))
        this.#each(rule, example ?? '', name, [...path, name], applied, 'key');
    }
    const isFree = ['values', 'eachKey', 'eachValue'].some((kind) =>
      applied.list.rules.some((each) => each.kind === kind && !applied.cascaded),
    );
    if (!isFree) {
      this.#object(expected, actual, path, place);
      return;
    }
    if (rule?.kind === 'eachKey' && applied.list.rules.length > 1) return;
    const [first] = Object.keys(expected);
    for (const [name, member] of Object.entries(actual)) {
      const like = Object.hasOwn(expected, name) ? name : first;
      if (like === undefined) continue;
      if (rule?.kind === 'eachValue' && rule.rules.length > 0)
        this.#each(rule, expected[like], member, [...path, name], applied);
      else this.compare(expected[like], member, [...path, name], this.#below(place, like));
    }
  }

  /** One key or value against the rules of `eachKey` or `eachValue`. */
  #each(
    rule: Extract<Rule, { kind: 'eachKey' | 'eachValue' }>,
    expected: unknown,
    actual: unknown,
    path: readonly PathStep[],
    { list }: Applied,
    what: 'key' | 'value' = 'value',
  ): void {
    for (const each of rule.rules) {
      const miss = ruleMiss(each, { ...this.#value(expected, actual, path, undefined), cascaded: false });
      if (miss)
        this.#miss(
          path,
          rule.kind,
          `${what === 'key' ? 'has a name that ' : ''}${miss.message}`,
          list.pointer,
        );
    }
  }

  #contains(
    { variants }: Extract<Rule, { kind: 'arrayContains' }>,
    expected: unknown[],
    actual: unknown[],
    path: readonly PathStep[],
    place: string,
    { list }: Applied,
  ): void {
    const wanted = variants.length > 0 ? variants : expected.map((_, index) => ({ index, rules: [] }));
    for (const { index, rules } of wanted) {
      const example = expected[index];
      const fits = actual.some(
        (item) => matchJson(example, item, { ...this.#match, rules, decimals: new Set() }).length === 0,
      );
      if (index >= expected.length)
        this.#miss(
          path,
          'arrayContains',
          `cannot be told: the variant ${index} is not among the expected items`,
          list.pointer,
        );
      else if (!fits)
        this.#miss(
          path,
          'arrayContains',
          `has no item like ${receivedText(example)}`,
          this.#below(place, index),
        );
    }
  }

  #value(
    expected: unknown,
    actual: unknown,
    path: readonly PathStep[],
    applied: Applied | undefined,
  ): ValueToMatch {
    return {
      expected,
      actual,
      cascaded: applied?.cascaded ?? false,
      isText: false,
      isDecimal: this.#match.decimals.size > 0 && this.#match.decimals.has(pointerOf(path)),
    };
  }

  #below(place: string, step: PathStep): string {
    return this.#match.isValue ? joinPointer(place, step) : place;
  }

  #miss(path: readonly PathStep[], kind: string, message: string, place: string): void {
    this.found.push({ in: 'body', pointer: pointerOf(path), kind, message, place });
  }
}

function isAboutContainers({ kind }: Rule): boolean {
  return /^(?:type|equality|notEmpty|values|eachKey|eachValue|arrayContains|null|unsupported)$/.test(kind);
}
