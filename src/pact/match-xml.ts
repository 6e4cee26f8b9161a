import type { XmlElement } from '../http/index.ts';
import { type Mismatch, pointerOf } from './mismatch.ts';
import { ANY, type PathStep } from './path-expression.ts';
import type { PathRule } from './rule.ts';
import { listMiss, ruleMiss } from './rule-match.ts';
import { type Applied, bestRule } from './rules.ts';

export interface XmlMatch {
  readonly rules: readonly PathRule[];
  readonly extraMembers: boolean;
  /** Of the expected text into the pact file. */
  readonly pointer: string;
}

const MOST = 100;
const DEEPEST = 300;

/**
 * An XML document against the expected one. Paths of rules name elements below the root's own name, attributes by `@name`
 * and texts by `#text`; namespaces count, prefixes do not.
 */
export function matchXml(expected: XmlElement, actual: XmlElement, match: XmlMatch): Mismatch[] {
  const found: Mismatch[] = [];
  const rules = match.rules.flatMap(withoutIndices);
  const miss = (path: readonly PathStep[], kind: string, message: string, place?: string): void => {
    if (found.length < MOST)
      found.push({ in: 'body', pointer: pointerOf(path), kind, message, place: place ?? match.pointer });
  };
  compare(expected, actual, [nameOf(expected)], 0);
  return found;

  function compare(wanted: XmlElement, it: XmlElement, path: readonly PathStep[], depth: number): void {
    if (found.length >= MOST || depth > DEEPEST) return;
    const applied = bestRule(rules, path);
    const name = problemOfElement(wanted, it, applied);
    if (name) {
      miss(path, name.kind, name.message, applied?.list.pointer);
      return;
    }
    attributes(wanted, it, path);
    children(wanted, it, path, applied, depth);
    text(textOf(wanted), textOf(it), [...path, '#text'], bestRule(rules, path));
  }

  function attributes(wanted: XmlElement, it: XmlElement, path: readonly PathStep[]): void {
    const came = new Map(it.attributes.map((attribute) => [nameOf(attribute), attribute.value]));
    for (const attribute of wanted.attributes) {
      const name = nameOf(attribute);
      const value = came.get(name);
      const below = [...path, `@${name}`];
      if (value === undefined) miss(below, 'missing', 'is missing');
      else text(attribute.value, value, below, undefined);
      came.delete(name);
    }
    if (!match.extraMembers)
      for (const name of came.keys()) miss([...path, `@${name}`], 'unexpected', 'is not expected');
  }

  function children(
    wanted: XmlElement,
    it: XmlElement,
    path: readonly PathStep[],
    applied: Applied | undefined,
    depth: number,
  ): void {
    const came = grouped(it.elements);
    for (const [name, expectedOnes] of grouped(wanted.elements)) {
      const actualOnes = came.get(name) ?? [];
      came.delete(name);
      const below = [...path, name];
      const repeats = isTyped(bestRule(rules, below));
      for (const [at, one] of actualOnes.entries()) {
        const like = expectedOnes[at] ?? (repeats ? expectedOnes[0] : undefined);
        if (like) compare(like, one, below, depth + 1);
        else if (!match.extraMembers)
          miss(below, 'unexpected', `comes ${actualOnes.length} times, not ${expectedOnes.length}`);
      }
      if (actualOnes.length < expectedOnes.length && (!repeats || actualOnes.length === 0))
        miss(
          below,
          'missing',
          actualOnes.length === 0
            ? 'is missing'
            : `comes ${actualOnes.length} times, not ${expectedOnes.length}`,
        );
    }
    for (const name of came.keys())
      if (!match.extraMembers || isTyped(applied)) miss([...path, name], 'unexpected', 'is not expected');
  }

  function text(wanted: string, it: string, path: readonly PathStep[], ofElement: Applied | undefined): void {
    const own = bestRule(rules, path);
    // What is said of an element by its kind of value is meant for its text.
    const applied = own && !own.cascaded ? own : (ofElement ?? own);
    const value = {
      expected: wanted,
      actual: it,
      cascaded: applied?.cascaded ?? false,
      isText: true,
      isDecimal: false,
    };
    const problem = applied ? listMiss(applied.list, value) : ruleMiss({ kind: 'equality' }, value);
    if (problem) miss(path, problem.kind, problem.message, applied?.list.pointer);
  }
}

/** Steps between an element and its children (`$.people[*].person`) are written by some, and lead nowhere in XML. */
function withoutIndices(rule: PathRule): PathRule[] {
  const tokens = rule.tokens.filter(
    (token, at) => at === rule.tokens.length - 1 || (token !== ANY && typeof token !== 'number'),
  );
  return tokens.length === rule.tokens.length ? [rule] : [rule, { ...rule, tokens }];
}

function problemOfElement(
  wanted: XmlElement,
  it: XmlElement,
  applied: Applied | undefined,
): { kind: string; message: string } | undefined {
  if (nameOf(wanted) !== nameOf(it))
    return { kind: 'equality', message: `is <${it.local}>, not <${wanted.local}>` };
  if (!applied || applied.cascaded) return undefined;
  for (const rule of applied.list.rules) {
    if (rule.kind !== 'type') continue;
    const { length } = it.elements;
    if (rule.min !== undefined && length < rule.min)
      return { kind: 'type', message: `has ${length} of at least ${rule.min} children` };
    if (rule.max !== undefined && length > rule.max)
      return { kind: 'type', message: `has ${length} of at most ${rule.max} children` };
  }
  return undefined;
}

function isTyped(applied: Applied | undefined): boolean {
  return applied?.list.rules.some(({ kind }) => kind === 'type') === true;
}

function grouped(elements: readonly XmlElement[]): Map<string, XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const element of elements) {
    const name = nameOf(element);
    const group = groups.get(name);
    if (group) group.push(element);
    else groups.set(name, [element]);
  }
  return groups;
}

function nameOf({ uri, local }: { readonly uri: string; readonly local: string }): string {
  return uri === '' ? local : `${uri}:${local}`;
}

function textOf({ content }: XmlElement): string {
  return content.trim();
}
