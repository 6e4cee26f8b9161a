import type { Random } from '../generation/index.ts';
import type { Collection, Reference } from '../resource/index.ts';
import { isJsonObject, type JsonObject, own, parsePointer, sameJson, setOwn } from '../schema/index.ts';
import { isKeyValue, isParentPointer, typed } from './key-values.ts';
import { absent, edit, pick, withMember } from './pointer.ts';
import { keyOf, keyParts, type Space, spaceOf } from './space.ts';

/** Where things that can be referred to are found. */
export interface Lookup {
  keys(space: Space): readonly string[];
  /** What is known of one, its own references aside. */
  value(space: Space, key: string): JsonObject | undefined;
}

/**
 * The value with members that name entities pointing at ones that exist. What `accepts` refuses is not done; what `keep`
 * names, by its first token, is left as it is.
 */
export function linked(
  space: Space,
  key: string,
  value: JsonObject,
  lookup: Lookup,
  random: Random,
  accepts: (value: JsonObject) => boolean,
  keep: ReadonlySet<string> = new Set(),
): JsonObject {
  const { references, keys, parents } = space.collection;
  const pointed = (agrees: (next: JsonObject) => boolean): JsonObject => {
    let done = value;
    for (const reference of references) {
      const { pointer } = reference;
      if (reference.follows !== undefined) continue;
      const first = parsePointer(pointer)?.[0];
      if (first === undefined || keep.has(first) || isParentPointer(parents, pointer)) continue;
      if (keys.some((part) => part.pointer === pointer) || pick(done, pointer).length === 0) continue;
      const to = targetSpace(reference, space, key);
      if (!to) continue;
      const found = candidates(reference, space, key, to, lookup.keys(to));
      const stream = random.fork(`reference ${pointer}`);
      for (const embed of [true, false]) {
        const next = point(done, reference, to, found, lookup, stream, embed) as JsonObject;
        if (next !== done && !agrees(next)) continue;
        done = next;
        break;
      }
    }
    return following(space, key, done, lookup, agrees, keep);
  };
  // To ask once is enough where all of it is accepted, as it nearly always is.
  const whole = pointed(() => true);
  return whole === value || accepts(whole) ? whole : pointed(accepts);
}

/**
 * The value with the things shown in full that its keys name: `groups_obj` for `groups`. What `accepts` refuses is not done,
 * nor what `keep` names.
 */
export function following(
  space: Space,
  key: string,
  value: JsonObject,
  lookup: Lookup,
  accepts: (value: JsonObject) => boolean,
  keep: ReadonlySet<string>,
): JsonObject {
  let done = value;
  for (const reference of followersOf(space.collection)) {
    const [holder = '', name = ''] = (parsePointer(reference.pointer) ?? []).filter((token) => token !== '*');
    const to =
      Object.hasOwn(done, holder) && !keep.has(holder) ? targetSpace(reference, space, key) : undefined;
    if (!to) continue;
    const named = pick(done, reference.follows).filter(isKeyValue);
    const thing = (at: string | number) =>
      to.collection.keys.length === 1 ? lookup.value(to, keyOf([at])) : undefined;
    const next = inFull(done[holder], name, named, thing);
    if (next === undefined || sameJson(next, done[holder])) continue;
    const changed = withMember(done, holder, next);
    if (accepts(changed)) done = changed;
  }
  return done;
}

/** What is shown, as that what the keys name; undefined where there is nothing to go by. */
function inFull(
  shown: unknown,
  name: string,
  keys: ReadonlyArray<string | number>,
  thing: (key: string | number) => JsonObject | undefined,
): unknown {
  // Where none was shown before, the thing itself is, of which a view takes as much as it speaks of.
  const one = (like: JsonObject | undefined, key: string | number) =>
    like ? embedded(like, name, key, thing(key)) : thing(key);
  if (!Array.isArray(shown)) {
    if (keys.length === 0) return shown === null ? undefined : null;
    return one(isJsonObject(shown) ? shown : undefined, keys[0] as string | number);
  }
  const patterns = shown.filter(isJsonObject);
  const items = keys.map((key, index) => {
    const same = patterns.find((each) => own(each, name) === key);
    return same ?? one(patterns[index % patterns.length], key);
  });
  return items.includes(undefined) ? undefined : items;
}

type Follower = Reference & { readonly follows: string };
const followers = new WeakMap<readonly Reference[], readonly Follower[]>();

function followersOf({ references }: Collection): readonly Follower[] {
  let found = followers.get(references);
  if (!found) {
    found = references.filter((each): each is Follower => each.follows !== undefined);
    followers.set(references, found);
  }
  return found;
}

/** The space of what is referred to: below the same parents, below the entity itself, or below none. */
export function targetSpace({ to }: Reference, space: Space, key: string): Space | undefined {
  const above = space.collection.parents;
  if (
    to.parents.every(
      ({ collection }, index) => collection !== undefined && collection === above[index]?.collection,
    )
  ) {
    if (to.parents.length <= space.parents.length)
      return spaceOf(to, space.parents.slice(0, to.parents.length));
  }
  const own = to.parents.at(-1)?.collection === space.collection;
  const values = [...space.parents, ...keyParts(key)];
  return own && values.length === to.parents.length ? spaceOf(to, values) : undefined;
}

/** A thing may refer to things of its own kind that came before it, so that no circle comes about. */
function candidates(
  { to }: Reference,
  space: Space,
  key: string,
  target: Space,
  keys: readonly string[],
): readonly string[] {
  if (to !== space.collection || target.id !== space.id) return keys;
  const own = keys.indexOf(key);
  return own < 0 ? keys : keys.slice(0, own);
}

function point(
  value: JsonObject,
  { pointer, key, to: collection, optional }: Reference,
  to: Space,
  keys: readonly string[],
  lookup: Lookup,
  random: Random,
  embed: boolean,
): unknown {
  const part = collection.keys.indexOf(key);
  if (part < 0) return value;
  const start = keys.length > 0 ? random.int(0, keys.length - 1) : 0;
  let used = 0;
  const list = pointer.includes('/*');
  const next = (before: unknown): { key: string; value: unknown } | undefined => {
    if (before === null || (list && used >= keys.length)) return undefined;
    const chosen = keys[(start + used++) % keys.length];
    if (chosen === undefined) return undefined;
    const named = typed(key, keyParts(chosen)[part] ?? '');
    return { key: chosen, value: typeof before === 'string' ? String(named) : named };
  };
  const holder = pointer.slice(0, pointer.lastIndexOf('/'));
  const name = (parsePointer(pointer) ?? []).at(-1) ?? '';
  if (holder === '' || name === '*' || !embed) {
    return edit(value, pointer, (before) => {
      const chosen = next(before);
      if (chosen) return chosen.value;
      return before === null || (!list && !optional) ? before : list ? absent : null;
    });
  }
  return edit(value, holder, (object) => {
    if (!isJsonObject(object) || !Object.hasOwn(object, name)) return object;
    const chosen = next(object[name]);
    if (!chosen) return object[name] === null || !list ? object : absent;
    return embedded(object, name, chosen.value, lookup.value(to, chosen.key));
  });
}

/** A thing shown within another: its plain members are those of the thing itself. */
function embedded(object: JsonObject, name: string, key: unknown, thing: JsonObject | undefined): JsonObject {
  const copy: JsonObject = {};
  for (const [member, value] of Object.entries(object)) {
    const own = thing && Object.hasOwn(thing, member) ? thing[member] : undefined;
    const agrees = own !== undefined && typeof own === typeof value && typeof own !== 'object';
    setOwn(copy, member, member === name ? key : agrees ? own : value);
  }
  return sameJson(copy, object) ? object : copy;
}
