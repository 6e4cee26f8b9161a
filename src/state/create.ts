import { isJsonObject, type JsonObject, type Schema } from '../schema/index.ts';
import { type BodyMembers, withDefaults, writable } from './body-members.ts';
import { isRefused, type Place, type Refused, settled, without } from './change.ts';
import type { Entity } from './entity.ts';
import { identityOf, isKeyValue, keyIn, keyMembers } from './key-values.ts';
import { kindMembers } from './kind-members.ts';
import { fill } from './merge.ts';
import { pick } from './pointer.ts';
import { linked } from './references.ts';
import { fitsPath, isNumbered } from './seed-keys.ts';
import { keyOf, keyParts, type Space } from './space.ts';

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
  taken: ReadonlySet<string> = new Set(),
): Entity | Refused {
  const { space } = place;
  const { collection } = space;
  const given = writable(sent, members);
  const key = wanted ?? chooseKey(place, given, taken);
  if (typeof key !== 'string') return key;
  const whole = withDefaults(given, members);
  const own = keyMembers(space, key);
  const fixed = { ...whole, ...own };
  const made = around(place, key, fixed, unsent(members, fixed));
  const bare = fill(made, fixed) as JsonObject;
  const value = collection.references.length === 0 ? bare : referring(place, key, bare, given);
  return settled(place, key, value, beside(given, own), true);
}

function beside(given: JsonObject, own: JsonObject): JsonObject {
  const rest: JsonObject = { ...given };
  for (const name of Object.keys(own)) delete rest[name];
  return rest;
}

/** With references to things that are there, but for those that were given. */
function referring({ world, views, seeds, space }: Place, key: string, bare: JsonObject, given: JsonObject) {
  let all: readonly Schema[] | undefined;
  const lookup = {
    keys: (to: Space) => world.keys(to),
    value: (to: Space, at: string) => world.entity(to, at)?.value,
  };
  const accepts = (value: JsonObject) => {
    all ??= views.ordered(space.collection.views).filter((view) => views.takes(view, bare));
    return all.every((view) => views.takes(view, value));
  };
  const keep = new Set(Object.keys(given));
  return linked(space, key, bare, lookup, seeds.stream(space, key), accepts, keep);
}

/** What is made up beside what is given, without members that the client has left out as far as every view can do without. */
function around(place: Place, key: string, fixed: JsonObject, left: Unsent): JsonObject {
  const { world, views, space } = place;
  const identity = identityOf(space, key);
  const [like] = world.keys(space);
  const kind = kindMembers(like === undefined ? undefined : world.entity(space, like)?.value);
  const given = { ...kind, ...fixed };
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
    if (all.every((view) => views.takes(view, made))) return without(place, made, [...left.names]);
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

interface KnownUnsent {
  readonly bySaid: Map<string, Unsent>;
  /** Clients tend to say the same again. */
  last: { readonly names: readonly string[]; readonly left: Unsent } | undefined;
}

const unsentBy = new WeakMap<BodyMembers, KnownUnsent>();
/** Clients may send any names. */
const maxSets = 200;

function unsent(members: BodyMembers, fixed: JsonObject): Unsent {
  let known = unsentBy.get(members);
  if (!known) unsentBy.set(members, (known = { bySaid: new Map(), last: undefined }));
  const { bySaid, last } = known;
  const names = Object.keys(fixed);
  if (last?.names.length === names.length && names.every((name, at) => name === last.names[at]))
    return last.left;
  const said = names.join('\n');
  let left = bySaid.get(said);
  if (!left) {
    const open = [...members].filter(([name, { readOnly }]) => !readOnly && !Object.hasOwn(fixed, name));
    left = { names: new Set(open.map(([name]) => name)), matters: false };
    if (bySaid.size >= maxSets) bySaid.clear();
    bySaid.set(said, left);
  }
  known.last = { names, left };
  return left;
}

function chooseKey(place: Place, given: JsonObject, taken: ReadonlySet<string>): string | Refused {
  const { world, seeds, space } = place;
  const { collection } = space;
  const parts = collection.keys.map(({ pointer }) =>
    pointer === undefined ? undefined : pick(given, pointer)[0],
  );
  const server = collection.keys.every(({ by }) => by === 'server');
  if (parts.every(isKeyValue) && !(server && parts.every((part) => part === 0))) {
    const key = keyIn(collection, given) as string;
    if (place.mayRepeat || (!world.entity(space, key) && !taken.has(key))) return key;
    return {
      reason: 'conflict',
      detail: `There is one of ${collection.name} with the key ${keyParts(key).join('/')} already.`,
    };
  }
  if (isNumbered(collection)) {
    const numbers = [...taken].map(Number).filter(Number.isSafeInteger);
    let next = Math.max(world.greatestKey(space), ...numbers) + 1;
    // Above the greatest number there is no other one: one that is free below it will do.
    if (!Number.isSafeInteger(next))
      for (
        next = world.keys(space).length + 1;
        world.isUsed(space, String(next)) || taken.has(String(next));
        next++
      );
    if (fitsPath(collection, [next])) return String(next);
  }
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
