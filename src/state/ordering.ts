import type { Ordering } from '../resource/index.ts';
import { isJsonObject } from '../schema/index.ts';
import { moment } from './filter.ts';

export interface Term {
  /** As the client names it: `created_at`, `owner.name`. */
  readonly name: string;
  readonly descending: boolean;
}

/** What a list is to be ordered by; nothing where nothing was asked for. */
export function orderTerms(spelling: Ordering['spelling'], by: unknown, direction: unknown): Term[] {
  if (by === undefined || by === null) return [];
  const texts = (Array.isArray(by) ? by : [by]).map(String);
  const falling = /^(?:d|-1|false)/i.test(String(direction ?? ''));
  const parts = texts.flatMap((each) => each.split(',')).map((each) => each.trim());
  // `price,desc` is no other spelling's form: nothing is ordered by `desc`.
  if (spelling === 'comma' || parts.slice(1).some((part) => /^(?:asc|desc)(?:ending)?$/i.test(part))) {
    const terms: Term[] = [];
    for (let at = 0; at < parts.length; at++) {
      const next = parts[at + 1] ?? '';
      const named = /^(?:asc|desc)/i.test(next);
      terms.push({ name: parts[at] ?? '', descending: named ? /^desc/i.test(next) : falling });
      if (named) at++;
    }
    return terms;
  }
  return parts.map((each) => term(each, falling));
}

/** Any spelling is understood, whatever is documented: `-name`, `name:desc`, `name desc`, `name_desc`. */
function term(text: string, falling: boolean): Term {
  const sign = /^([-+])(.*)$/.exec(text);
  if (sign) return { name: sign[2] ?? '', descending: sign[1] === '-' };
  const word = /^(.*?)[\s:.|](asc|desc)\w*$/i.exec(text);
  if (word) return { name: word[1] ?? '', descending: /^d/i.test(word[2] ?? '') };
  return { name: text, descending: falling };
}

/** In a new order, stable, what has no value last; terms that name no member change nothing. */
export function ordered<T>(
  items: readonly T[],
  shown: (item: T) => unknown,
  terms: readonly Term[],
): readonly T[] {
  if (terms.length === 0) return items;
  const keyed = items.map((item) => ({ item, keys: terms.map(({ name }) => member(shown(item), name)) }));
  keyed.sort((left, right) => {
    for (const [index, { descending }] of terms.entries()) {
      const [a, b] = [left.keys[index], right.keys[index]];
      if (isMissing(a) || isMissing(b)) {
        if (isMissing(a) && isMissing(b)) continue;
        return isMissing(a) ? 1 : -1;
      }
      const compared = compare(a, b);
      if (compared !== 0) return descending ? -compared : compared;
    }
    return 0;
  });
  return keyed.map(({ item }) => item);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function member(value: unknown, name: string): unknown {
  let found = value;
  // JSON:API keeps an entity's members one level down.
  if (isJsonObject(value) && isJsonObject(value['attributes']) && !Object.hasOwn(value, name))
    found = value['attributes'];
  for (const part of name.split(/[.]|__/)) {
    if (!isJsonObject(found)) return undefined;
    const key = Object.hasOwn(found, part)
      ? part
      : Object.keys(found).find((each) => plain(each) === plain(part));
    found = key === undefined ? undefined : found[key];
  }
  return typeof found === 'object' && found !== null ? JSON.stringify(found) : found;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  const [from, to] = [moment(left), moment(right)];
  if (from !== undefined && to !== undefined && from !== to) return from - to;
  return left < right ? -1 : left > right ? 1 : 0;
}
