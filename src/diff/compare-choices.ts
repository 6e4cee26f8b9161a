import { isJsonObject, own } from '../schema/index.ts';
import type { SchemaChange } from './schema-change.ts';
import { componentOf, said, sayer, type View, viewOf } from './schema-view.ts';

/** Compares the schemas of one place; empty where they say the same. */
export type Compare = (before: View, after: View) => readonly SchemaChange[];

const tails = { oneOf: 'one-of', anyOf: 'any-of' } as const;

/** Alternatives that came or went, and what has changed in those that stayed. */
export function* compareChoices(
  before: View,
  after: View,
  compare: Compare,
): Iterable<{ readonly change: SchemaChange } | { readonly below: readonly SchemaChange[] }> {
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const [old, now] = [branches(before, keyword), branches(after, keyword)];
    const pairs = matched(old, now, compare);
    for (const [left, right] of pairs) yield { below: compare(left, right) };
    const gone = old.filter((view) => !pairs.some(([left]) => left === view));
    const came = now.filter((view) => !pairs.some(([, right]) => right === view));
    const spots = {
      before: { json: sayer(before, keyword), keyword: old.length > 0 ? keyword : undefined },
      after: { json: sayer(after, keyword), keyword: now.length > 0 ? keyword : undefined },
    };
    // The first alternative narrows what was free, the last one's end frees it.
    for (const view of old.length > 0 && now.length === 0 ? [] : gone)
      yield {
        change: branch(`${tails[keyword]}-removed`, 'narrows', view, 'is no alternative any more', spots),
      };
    for (const view of old.length === 0 ? [] : now.length === 0 ? [] : came)
      yield { change: branch(`${tails[keyword]}-added`, 'widens', view, 'is a new alternative', spots) };
    if (old.length === 0 && now.length > 0)
      yield { change: branch(`${tails[keyword]}-set`, 'narrows', undefined, `${keyword} is new`, spots) };
    if (old.length > 0 && now.length === 0)
      yield { change: branch(`${tails[keyword]}-unset`, 'widens', undefined, `${keyword} is gone`, spots) };
  }
}

function branch(
  tail: string,
  effect: SchemaChange['effect'],
  view: View | undefined,
  what: string,
  spots: Pick<SchemaChange, 'before' | 'after'>,
): SchemaChange {
  const title = view && (componentOf(view) ?? said(view, 'title')[0] ?? 'an unnamed schema');
  const words = title === undefined ? what : `${String(title)} ${what}`;
  return { tail, effect, names: [], idle: false, words, ...spots };
}

export function branches(view: View, keyword: 'oneOf' | 'anyOf'): View[] {
  const [list] = said(view, keyword);
  return Array.isArray(list) ? list.map((schema) => viewOf(view.scope, [schema])) : [];
}

/** Alternatives that are the same one: by their component's name, else by what they say, else what alone is left over. */
function matched(old: readonly View[], now: readonly View[], compare: Compare): Array<readonly [View, View]> {
  const pairs: Array<readonly [View, View]> = [];
  const free = (list: readonly View[], side: 0 | 1) =>
    list.filter((view) => !pairs.some((pair) => pair[side] === view));
  const join = (fits: (left: View, right: View) => boolean) => {
    for (const left of free(old, 0)) {
      const right = free(now, 1).find((candidate) => fits(left, candidate));
      if (right) pairs.push([left, right]);
    }
  };
  join((left, right) => componentOf(left) !== undefined && componentOf(left) === componentOf(right));
  join((left, right) => compare(left, right).length === 0);
  if (free(old, 0).length === 1 && free(now, 1).length === 1)
    join((left, right) => componentOf(left) === undefined && componentOf(right) === undefined);
  return pairs;
}

/** Which member tells alternatives apart, and by which of its values. */
export function* compareDiscriminators(before: View, after: View): Iterable<SchemaChange> {
  const [old, now] = [before, after].map((view) => said(view, 'discriminator').find(isJsonObject));
  const keyword = 'discriminator';
  const spots = {
    names: [],
    idle: false,
    before: { json: sayer(before, keyword), keyword: old && keyword },
    after: { json: sayer(after, keyword), keyword: now && keyword },
  };
  const tell = (tail: string, effect: SchemaChange['effect'], words: string): SchemaChange => ({
    tail: `discriminator-${tail}`,
    effect,
    // Alternatives say themselves what they accept; a discriminator only tells how to choose.
    level: effect === 'none' ? 'info' : 'warning',
    words,
    ...spots,
  });
  if (old === undefined && now === undefined) return;
  if (old === undefined) yield tell('added', 'none', 'a discriminator is new');
  else if (now === undefined) yield tell('removed', 'none', 'the discriminator is gone');
  else {
    const [was, is] = [String(old['propertyName']), String(now['propertyName'])];
    if (was !== is) yield tell('property-name-changed', 'differs', `the discriminator is ${is}, was ${was}`);
    const [left, right] = [mapping(old, before), mapping(now, after)];
    for (const key of left.keys())
      if (!right.has(key))
        yield tell('mapping-deleted', 'narrows', `the discriminator has no ${key} any more`);
    for (const [key, name] of right) {
      const known = left.get(key);
      if (known === undefined) yield tell('mapping-added', 'none', `the discriminator has ${key} too`);
      else if (known !== name)
        yield tell('mapping-changed', 'differs', `${key} of the discriminator means ${name}, was ${known}`);
    }
  }
}

/** Names of components, since ids say nothing outside of their scope. */
function mapping(discriminator: Record<string, unknown>, { scope }: View): Map<string, string> {
  const entries = own(discriminator, 'mapping');
  if (!isJsonObject(entries)) return new Map();
  return new Map(
    Object.entries(entries).map(([key, id]) => [
      key,
      (typeof id === 'string' && id.startsWith('standin:') ? scope.byId(id).name : undefined) ?? String(id),
    ]),
  );
}
