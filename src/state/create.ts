import type { Collection } from '../resource/index.ts';
import { isJsonObject, type JsonObject } from '../schema/index.ts';
import { type BodyMembers, withDefaults, writable } from './body-members.ts';
import { ByNames } from './by-names.ts';
import {
  isRefused,
  isTaken,
  lookupIn,
  type Place,
  type Refused,
  settled,
  takenMember,
  without,
} from './change.ts';
import type { Entity } from './entity.ts';
import { identityOf, isKeyValue, keyIn, keyMembers } from './key-values.ts';
import { fill } from './merge.ts';
import { kindOf, mouldsOf, type Parts } from './mould.ts';
import { pickFirst } from './pointer.ts';
import { linked } from './references.ts';
import { fitsPath, isNumbered } from './seed-keys.ts';
import { keyOf, keyParts } from './space.ts';

/**
 * A new entity of what a client has sent: with a key of its own or the one that was sent, what the server decides made up,
 * what was left out left out where that is allowed.
 *
 * @param wanted the key that it must have, where the path says so
 * @param taken keys of things that are made with it
 */
export function create(
  place: Place,
  sent: JsonObject,
  members: BodyMembers,
  wanted?: string,
  taken: ReadonlySet<string> = NONE,
): Entity | Refused {
  const moulds = mouldsOf(place.space.collection, members, sent);
  const given = moulds.takesAll ? sent : writable(sent, members);
  const key = wanted ?? chooseKey(place, given, taken);
  if (typeof key !== 'string') return key;
  const cast = moulds.cast(place, key, given);
  if (cast) return takenMember(place, key, given) ?? cast;
  const whole = withDefaults(given, members);
  const parts: Parts = { given, whole, own: keyMembers(place.space, key), kind: kindOf(place) };
  const made = build(place, key, parts, members);
  if (!isRefused(made)) moulds.learn(place, made, parts);
  return made;
}

const NONE: ReadonlySet<string> = new Set();

function build(place: Place, key: string, parts: Parts, members: BodyMembers): Entity | Refused {
  const { given, whole, own, kind } = parts;
  const fixed = { ...whole, ...own };
  const made = around(place, key, { ...kind, ...fixed }, unsent(members, fixed));
  const bare = fill(made, fixed) as JsonObject;
  const { references } = place.space.collection;
  const value = references.length === 0 ? bare : referring(place, key, bare, given);
  return settled(place, key, value, beside(given, own), true);
}

function beside(given: JsonObject, own: JsonObject): JsonObject {
  const rest: JsonObject = { ...given };
  for (const name of Object.keys(own)) delete rest[name];
  return rest;
}

/** With references to things that are there, but for those that were given. */
function referring({ world, views, seeds, space }: Place, key: string, bare: JsonObject, given: JsonObject) {
  const suits = views.suiting(space.collection.views, bare);
  const keep = new Set(Object.keys(given));
  return linked(space, key, bare, lookupIn(world), seeds.stream(space, key), suits, keep);
}

/** What is made up beside what is given, without members that the client has left out as far as every view can do without. */
function around(place: Place, key: string, given: JsonObject, left: Unsent): JsonObject {
  const { views, space } = place;
  const identity = identityOf(space, key);
  const all = views.ordered(space.collection.views);
  const make = (unwanted?: ReadonlySet<string>): JsonObject => {
    for (const view of all) {
      const made = views.make(view, identity, given, unwanted);
      if (isJsonObject(made)) return made;
    }
    return {};
  };
  // To make what is left away afterwards costs most of all. Where a view misses something, it has to be seen as a whole first.
  if (!left.matters) {
    const made = make(left.names);
    if (isTaken(place, made)) return without(place, made, [...left.names]);
    left.matters = true;
  }
  return without(place, make(), [...left.names]);
}

/** Members that a client may say and has not said. */
interface Unsent {
  readonly names: ReadonlySet<string>;
  /** Has a view been found that does not take a thing without them? */
  matters: boolean;
}

const unsentBy = new WeakMap<BodyMembers, ByNames<Unsent>>();

function unsent(members: BodyMembers, fixed: JsonObject): Unsent {
  let known = unsentBy.get(members);
  if (!known) unsentBy.set(members, (known = new ByNames()));
  return known.of(fixed, () => {
    const open = [...members].filter(([name, { readOnly }]) => !readOnly && !Object.hasOwn(fixed, name));
    return { names: new Set(open.map(([name]) => name)), matters: false };
  });
}

function chooseKey(place: Place, given: JsonObject, taken: ReadonlySet<string>): string | Refused {
  const { world, seeds, space } = place;
  const { collection } = space;
  const key = keyIn(collection, given);
  if (key !== undefined && !isUnset(collection, given)) {
    if (place.mayRepeat || (!world.entity(space, key) && !taken.has(key))) return key;
    return {
      reason: 'conflict',
      detail: `There is one of ${collection.name} with the key ${keyParts(key).join('/')} already.`,
    };
  }
  if (isNumbered(collection)) {
    let next = world.greatestKey(space) + 1;
    for (const number of taken.size === 0 ? [] : [...taken].map(Number).filter(Number.isSafeInteger))
      next = Math.max(next, number + 1);
    // Above the greatest number there is no other one: one that is free below it will do.
    if (!Number.isSafeInteger(next))
      for (
        next = world.keys(space).length + 1;
        world.isUsed(space, String(next)) || taken.has(String(next));
        next++
      );
    if (fitsPath(collection, [next])) return String(next);
  }
  const parts = collection.keys.map(({ pointer }) =>
    pointer === undefined ? undefined : pickFirst(given, pointer),
  );
  const mixed = (key: string) =>
    keyOf(keyParts(key).map((part, index) => (isKeyValue(parts[index]) ? parts[index] : part)));
  const label = `${world.position.version} ${taken.size}`;
  const fresh = seeds.freshKey(
    space,
    label,
    (key) => !taken.has(mixed(key)) && !world.isUsed(space, mixed(key)),
  );
  if (fresh !== undefined) return mixed(fresh);
  return { reason: 'conflict', detail: `No further key for ${collection.name} could be found.` };
}

/** Is its key a number that the server gives, and is it 0, as clients say that write every member? */
function isUnset({ keys }: Collection, given: JsonObject): boolean {
  return keys.every(
    ({ by, pointer }) => by === 'server' && pointer !== undefined && pickFirst(given, pointer) === 0,
  );
}

/** Several at once: all or none. */
export function createAll(
  place: Place,
  sent: readonly unknown[],
  members: BodyMembers,
): readonly Entity[] | Refused {
  const made: Entity[] = [];
  const taken = new Set<string>();
  for (const each of sent) {
    if (!isJsonObject(each)) return { reason: 'invalid', detail: 'An item is no object.' };
    const entity = create(place, each, members, undefined, taken);
    if (isRefused(entity)) return entity;
    made.push(entity);
    taken.add(entity.key);
  }
  return made;
}
