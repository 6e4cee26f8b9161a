import { sameJson } from '../schema/index.ts';
import type { Effect } from './change.ts';
import {
  allows,
  boundOf,
  flagged,
  lowerBounds,
  said,
  typesOf,
  upperBounds,
  type View,
  valuesOf,
} from './schema-view.ts';

/** What one keyword's difference comes to, where the schemas below it play no part. */
export interface KeywordChange {
  readonly tail: string;
  /** `ask`: values have to tell. */
  readonly effect: Effect | 'ask';
  readonly words: string;
  readonly keyword: string;
}

const boundNames: Readonly<Record<string, string>> = {
  maximum: 'max',
  exclusiveMaximum: 'exclusive-max',
  maxLength: 'max-length',
  maxItems: 'max-items',
  maxProperties: 'max-properties',
  maxContains: 'max-contains',
  minimum: 'min',
  exclusiveMinimum: 'exclusive-min',
  minLength: 'min-length',
  minItems: 'min-items',
  minProperties: 'min-properties',
  minContains: 'min-contains',
};

/** Everything about one place that does not lie in a schema below it. */
export function* compareKeywords(before: View, after: View): Iterable<KeywordChange> {
  const either = (type: string) => allows(before, type) && allows(after, type);
  yield* types(before, after);
  yield* listed(before, after);
  yield* constants(before, after);
  for (const keyword of upperBounds) if (either(boundType(keyword))) yield* bound(before, after, keyword, -1);
  for (const keyword of lowerBounds) if (either(boundType(keyword))) yield* bound(before, after, keyword, 1);
  if (either('number')) yield* multiples(before, after);
  if (either('string')) yield* patterns(before, after);
  if (either('string') || either('number')) yield* formats(before, after);
  yield* annotations(before, after);
  if (either('string')) yield* contents(before, after);
  if (either('array')) yield* uniqueness(before, after);
}

/** What a bound holds for. */
function boundType(keyword: string): string {
  if (keyword.endsWith('Length')) return 'string';
  if (keyword.endsWith('Properties')) return 'object';
  return keyword.endsWith('Items') || keyword.endsWith('Contains') ? 'array' : 'number';
}

function* contents(before: View, after: View): Iterable<KeywordChange> {
  for (const keyword of ['contentEncoding', 'contentMediaType'])
    if (!same(said(before, keyword), said(after, keyword)))
      yield {
        tail: `${dashed(keyword)}-changed`,
        effect: 'differs',
        words: from(keyword, said(before, keyword)[0], said(after, keyword)[0]),
        keyword,
      };
}

function* uniqueness(before: View, after: View): Iterable<KeywordChange> {
  const [unique, wasUnique] = [flagged(after, 'uniqueItems'), flagged(before, 'uniqueItems')];
  if (unique !== wasUnique)
    yield {
      tail: `unique-items-${unique ? 'set' : 'unset'}`,
      effect: unique ? 'narrows' : 'widens',
      words: unique ? 'items must be unique now' : 'items need not be unique any more',
      keyword: 'uniqueItems',
    };
}

function* types(before: View, after: View): Iterable<KeywordChange> {
  const [old, now] = [typesOf(before), typesOf(after)];
  const nullable = (list: readonly string[] | undefined) => list?.includes('null') === true;
  const rest = (list: readonly string[] | undefined) => list?.filter((type) => type !== 'null');
  const keyword = 'type';
  if (old !== undefined && now !== undefined && nullable(old) !== nullable(now))
    yield nullable(now)
      ? { tail: 'became-nullable', effect: 'widens', words: 'may be null now', keyword }
      : { tail: 'became-not-nullable', effect: 'narrows', words: 'may not be null any more', keyword };
  const [was, is] = [rest(old), rest(now)];
  if (same(was, is)) return;
  const words = `type is ${(is ?? ['any']).join(' or ')}, was ${(was ?? ['any']).join(' or ')}`;
  if (covers(is, was)) yield { tail: 'type-generalized', effect: 'widens', words, keyword };
  else if (covers(was, is)) yield { tail: 'type-specialized', effect: 'narrows', words, keyword };
  else yield { tail: 'type-changed', effect: 'differs', words, keyword };
}

function covers(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  if (wide === undefined) return true;
  return (
    narrow?.every((type) => wide.includes(type) || (type === 'integer' && wide.includes('number'))) === true
  );
}

function* listed(before: View, after: View): Iterable<KeywordChange> {
  const [old, now] = [valuesOf(before, 'enum'), valuesOf(after, 'enum')];
  const keyword = 'enum';
  if (old === undefined && now === undefined) return;
  if (old === undefined)
    yield {
      tail: 'became-enum',
      effect: 'narrows',
      words: `only ${now!.slice(0, 8).join(', ')} may come now`,
      keyword,
    };
  else if (now === undefined)
    yield { tail: 'became-not-enum', effect: 'widens', words: 'any value may come now', keyword };
  else {
    for (const value of old)
      if (!now.includes(value))
        yield { tail: 'enum-value-removed', effect: 'narrows', words: `no longer ${value}`, keyword };
    for (const value of now)
      if (!old.includes(value))
        yield { tail: 'enum-value-added', effect: 'widens', words: `may be ${value} too`, keyword };
  }
}

function* constants(before: View, after: View): Iterable<KeywordChange> {
  const [old, now] = [valuesOf(before, 'const'), valuesOf(after, 'const')];
  if (same(old, now)) return;
  const keyword = 'const';
  if (old === undefined)
    yield { tail: 'const-added', effect: 'narrows', words: `must be ${now!.join()}`, keyword };
  else if (now === undefined)
    yield { tail: 'const-removed', effect: 'widens', words: `need not be ${old.join()} any more`, keyword };
  else
    yield {
      tail: 'const-changed',
      effect: 'differs',
      words: from('the constant', old.join(), now.join()),
      keyword,
    };
}

/** @param tighter 1 where more is tighter, -1 where less is */
function* bound(before: View, after: View, keyword: string, tighter: 1 | -1): Iterable<KeywordChange> {
  const [old, now] = [boundOf(before, keyword), boundOf(after, keyword)];
  if (old === now) return;
  const tail = boundNames[keyword]!;
  const words = from(keyword, old, now);
  if (old === undefined) yield { tail: `${tail}-set`, effect: 'narrows', words, keyword };
  else if (now === undefined) yield { tail: `${tail}-unset`, effect: 'widens', words, keyword };
  else
    yield {
      tail: `${tail}-${now > old ? 'increased' : 'decreased'}`,
      effect: (now - old) * tighter > 0 ? 'narrows' : 'widens',
      words,
      keyword,
    };
}

function* multiples(before: View, after: View): Iterable<KeywordChange> {
  const keyword = 'multipleOf';
  const [old, now] = [said(before, keyword), said(after, keyword)];
  if (same(old, now)) return;
  const words = from(keyword, old[0], now[0]);
  if (old.length === 0) yield { tail: 'multiple-of-set', effect: 'narrows', words, keyword };
  else if (now.length === 0) yield { tail: 'multiple-of-unset', effect: 'widens', words, keyword };
  else yield { tail: 'multiple-of-changed', effect: 'ask', words, keyword };
}

function* patterns(before: View, after: View): Iterable<KeywordChange> {
  const keyword = 'pattern';
  const [old, now] = [said(before, keyword), said(after, keyword)];
  if (same(old.map(String).toSorted(), now.map(String).toSorted())) return;
  const words = from(keyword, old.join(' and ') || undefined, now.join(' and ') || undefined);
  if (old.length === 0) yield { tail: 'pattern-added', effect: 'narrows', words, keyword };
  else if (now.length === 0) yield { tail: 'pattern-removed', effect: 'widens', words, keyword };
  else yield { tail: 'pattern-changed', effect: 'ask', words, keyword };
}

function* formats(before: View, after: View): Iterable<KeywordChange> {
  const keyword = 'format';
  const [old, now] = [said(before, keyword), said(after, keyword)];
  if (same(old, now)) return;
  yield { tail: 'format-changed', effect: 'ask', words: from(keyword, old[0], now[0]), keyword };
}

function* annotations(before: View, after: View): Iterable<KeywordChange> {
  const [old, now] = [said(before, 'default')[0], said(after, 'default')[0]];
  if (!sameJson(old ?? null, now ?? null) || (old === undefined) !== (now === undefined)) {
    const tail = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    const words = from('default', json(old), json(now));
    yield { tail: `default-value-${tail}`, effect: 'none', words, keyword: 'default' };
  }
  const [was, is] = [flagged(before, 'deprecated'), flagged(after, 'deprecated')];
  if (was !== is)
    yield {
      tail: is ? 'deprecated' : 'reactivated',
      effect: 'none',
      words: is ? 'is deprecated now' : 'is not deprecated any more',
      keyword: 'deprecated',
    };
  const extensible = 'x-extensible-enum';
  const values = (view: View) => said(view, extensible).flatMap((list) => (Array.isArray(list) ? list : []));
  for (const value of values(before))
    if (!values(after).includes(value))
      yield {
        tail: 'x-extensible-enum-value-removed',
        effect: 'narrows',
        words: `no longer ${json(value)}`,
        keyword: extensible,
      };
}

/** `maxLength is 5, was 10`. */
function from(what: string, old: unknown, now: unknown): string {
  if (old === undefined) return `${what} is ${String(now)} now, and was not set`;
  if (now === undefined) return `${what} is not set any more, was ${String(old)}`;
  return `${what} is ${String(now)}, was ${String(old)}`;
}

function json(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  return text !== undefined && text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function same(left: unknown, right: unknown): boolean {
  return sameJson(left ?? null, right ?? null);
}

function dashed(keyword: string): string {
  return keyword.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A name of its own for what only widens or narrows, where others have one. */
export function tailOf(tail: string, keyword: string, effect: Effect): string {
  if (keyword === 'pattern' && effect === 'widens') return 'pattern-generalized';
  if (tail === 'multiple-of-changed' && effect === 'widens') return 'multiple-of-generalized';
  return tail === 'multiple-of-changed' && effect === 'narrows' ? 'multiple-of-specialized' : tail;
}
