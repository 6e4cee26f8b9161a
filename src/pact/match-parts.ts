import { parseMediaType } from '../http/index.ts';
import { joinPointer, receivedText } from '../schema/index.ts';
import type { Mismatch } from './mismatch.ts';
import type { PactMessage } from './pact.ts';
import type { PathRule, RuleList } from './rule.ts';
import { listMiss, type ValueToMatch } from './rule-match.ts';
import { bestRule } from './rules.ts';

/** A text or a number as a whole, such as a path or a status. */
export function matchWhole(
  expected: string | number,
  actual: string | number,
  list: RuleList | undefined,
  found: { readonly in: 'path' | 'status'; readonly place: string },
): Mismatch[] {
  const miss = list
    ? listMiss(list, { ...text(expected, actual), isText: typeof actual === 'string' })
    : expected === actual
      ? undefined
      : { kind: 'equality', message: `is ${receivedText(actual)}, not ${receivedText(expected)}` };
  return miss ? [{ in: found.in, pointer: '', ...miss, place: list?.pointer ?? found.place }] : [];
}

type Names = ReadonlyMap<string, readonly string[]>;

export interface NamedMatch {
  readonly in: 'query' | 'body';
  /** Of the expected names into the pact file. */
  readonly place: string;
  /** May there be more than is expected? */
  readonly extraNames: boolean;
}

/** Parameters of a query or a form: each name with its values in order. */
export function matchNamed(
  expected: Names,
  actual: Names,
  rules: readonly PathRule[],
  match: NamedMatch,
): Mismatch[] {
  const found: Mismatch[] = [];
  const miss = (name: string, kind: string, message: string, place: string) =>
    found.push({ in: match.in, pointer: joinPointer('', name), kind, message, place });
  for (const [name, values] of expected) {
    const came = actual.get(name);
    if (came === undefined) miss(name, 'missing', 'is missing', match.place);
    else
      matchValues(name, values, came, rules, (kind, message, place) =>
        miss(name, kind, message, place ?? match.place),
      );
  }
  if (!match.extraNames)
    for (const name of actual.keys())
      if (!expected.has(name)) miss(name, 'unexpected', 'is not expected', match.place);
  return found;
}

function matchValues(
  name: string,
  expected: readonly string[],
  actual: readonly string[],
  rules: readonly PathRule[],
  miss: (kind: string, message: string, place?: string) => void,
): void {
  const ofName = bestRule(rules, [name]);
  const limits = ofName?.list.rules.find(
    (rule) => rule.kind === 'type' && (rule.min ?? rule.max) !== undefined,
  );
  if (limits?.kind === 'type') {
    if (actual.length < (limits.min ?? 0) || actual.length > (limits.max ?? Number.POSITIVE_INFINITY))
      miss('length', `comes ${actual.length} times`, ofName?.list.pointer);
  } else if (expected.length !== actual.length && !ofName)
    miss('length', `comes ${actual.length} times, not ${expected.length}`);
  for (const [at, value] of actual.entries()) {
    const applied = bestRule(rules, [name, at]);
    const like = expected[at] ?? (applied ? expected[0] : undefined);
    if (like === undefined) continue;
    const problem = applied ? listMiss(applied.list, text(like, value)) : equal(like, value);
    if (problem) miss(problem.kind, problem.message, applied?.list.pointer);
  }
}

/** Headers by name in any case; more than are expected may be there (RFC 9110 section 5). */
export function matchHeaders({ headers, rules, pointer }: PactMessage, actual: Headers): Mismatch[] {
  return headers.flatMap(([name, values]): Mismatch[] => {
    const place = joinPointer(pointer, 'headers', name);
    const at = { in: 'header' as const, pointer: joinPointer('', name) };
    const came = actual.get(name);
    if (came === null) return [{ ...at, kind: 'missing', message: 'is missing', place }];
    const key = name.toLowerCase();
    const expected = values.join(', ');
    const applied = bestRule(rules.header, [key]) ?? bestRule(rules.header, [key, 0]);
    if (!applied) {
      const same = sameHeader(key, expected, came);
      return same
        ? []
        : [
            {
              ...at,
              kind: 'equality',
              message: `is ${receivedText(came)}, not ${receivedText(expected)}`,
              place,
            },
          ];
    }
    // One after the other, or, for rules that look at the whole line, all at once.
    const parts = listParts(came);
    const misses = parts.map((part, index) =>
      listMiss(applied.list, text(values[index] ?? values[0] ?? '', part)),
    );
    const miss = misses.some((each) => each !== undefined)
      ? listMiss(applied.list, text(expected, came))
      : undefined;
    return miss ? [{ ...at, ...miss, place: applied.list.pointer }] : [];
  });
}

function text(expected: string | number, actual: string | number): ValueToMatch {
  return { expected, actual, cascaded: false, isText: true, isDecimal: false };
}

function equal(expected: string, actual: string): { kind: string; message: string } | undefined {
  if (expected === actual) return undefined;
  return { kind: 'equality', message: `is ${receivedText(actual)}, not ${receivedText(expected)}` };
}

/** Media types by what they mean, everything else by its text without the whitespace around commas. */
function sameHeader(key: string, expected: string, actual: string): boolean {
  if (key === 'content-type' || key === 'accept') {
    const wanted = listParts(expected).map(parseMediaType);
    const came = listParts(actual).map(parseMediaType);
    if (wanted.length === came.length && wanted.every((type, at) => type && sameType(type, came[at])))
      return true;
  }
  return listParts(expected).join(',') === listParts(actual).join(',');
}

type Media = NonNullable<ReturnType<typeof parseMediaType>>;

/** Parameters that are expected must be there, in any order; a charset counts in any case. */
function sameType(expected: Media, actual: Media | undefined): boolean {
  if (expected.essence !== actual?.essence) return false;
  return [...expected.parameters].every(([name, value]) => {
    const came = actual.parameters.get(name);
    return name === 'charset' ? came?.toLowerCase() === value.toLowerCase() : came === value;
  });
}

function listParts(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}
