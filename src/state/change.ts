import { isJsonObject, type JsonObject, own, sameJson } from '../schema/index.ts';
import { type Entity, entityOf } from './entity.ts';
import { identityOf, withKeys } from './key-values.ts';
import { contradicts } from './merge.ts';
import { pick } from './pointer.ts';
import { following, type Lookup } from './references.ts';
import type { Seeds } from './seeds.ts';
import type { Space } from './space.ts';
import type { Change } from './store.ts';
import { stamped } from './timestamps.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** Why a change is not made. */
export interface Refused {
  readonly reason: 'unknown' | 'gone' | 'conflict' | 'invalid';
  /** One sentence. */
  readonly detail: string;
  /** Into the thing sent. */
  readonly pointer?: string;
}

export function isRefused(outcome: object): outcome is Refused {
  return 'reason' in outcome;
}

/** Where a change is worked out. */
export interface Place {
  readonly world: World;
  readonly seeds: Seeds;
  readonly views: Views;
  readonly space: Space;
  /** When it happens. */
  readonly at: number;
  /**
   * No conflict can be told: what is made takes the place of what has its key, and members that are unique repeat.
   * @default false
   */
  readonly mayRepeat?: boolean;
}

export function changeTo(
  { seeds, space }: Pick<Place, 'seeds' | 'space'>,
  key: string,
  value: unknown,
): Change {
  const { id } = space;
  return seeds.has(space, key) ? { space: id, key, value } : { space: id, key, value, created: true };
}

/**
 * The value as it can be kept: with its keys, its moments, and what its views demand; refused where a view would have to
 * show something else than what was sent.
 */
export function settled(
  place: Place,
  key: string,
  value: JsonObject,
  sent: JsonObject,
  isNew: boolean,
): Entity | Refused {
  const { space, views, at } = place;
  const { collection } = space;
  const taken = takenMember(place, key, sent);
  if (taken) return taken;
  const keyed = followed(place, key, withKeys(space, key, value), sent);
  const keep = new Set(Object.keys(sent));
  const timed = stamped(keyed, at, isNew, keep);
  const takesTimed = isTaken(place, timed);
  // What every view takes as it was sent is shown as it was sent.
  if (takesTimed && holds(timed, sent) && withKeys(space, key, timed) === timed) return entityOf(key, timed);
  const fitting = takesTimed || !isTaken(place, keyed) ? timed : keyed;
  const grown = withKeys(space, key, views.grow(collection.views, fitting, identityOf(space, key)));
  const entity = entityOf(key, grown);
  for (const view of views.ordered(collection.views)) {
    const shown = views.show(entity, view, space);
    const denied = deniedMember(sent, shown, views.project(view, grown));
    if (denied !== undefined) {
      return {
        reason: 'invalid',
        detail: `The member "${denied}" cannot be shown as it was sent: the description of ${view.name ?? 'the answer'} does not allow it.`,
        pointer: `/${denied}`,
      };
    }
  }
  return entity;
}

/** What can be referred to. */
export function lookupIn(world: World): Lookup {
  return { keys: (to) => world.keys(to), value: (to, at) => world.entity(to, at)?.value };
}

/** With the things that it shows in full as its keys name them, but for those that were sent. */
function followed(
  { world, views, space }: Place,
  key: string,
  value: JsonObject,
  sent: JsonObject,
): JsonObject {
  const suits = views.suiting(space.collection.views, value);
  return following(space, key, value, lookupIn(world), suits, new Set(Object.keys(sent)));
}

/** Does every view take as much of it as it speaks of? */
export function isTaken({ views, space }: Place, value: JsonObject): boolean {
  for (const view of views.ordered(space.collection.views)) if (!views.takes(view, value)) return false;
  return true;
}

function holds(value: JsonObject, sent: JsonObject): boolean {
  return Object.keys(sent).every((name) => own(value, name) === sent[name]);
}

function deniedMember(sent: JsonObject, shown: unknown, projected: unknown): string | undefined {
  if (!isJsonObject(shown)) return undefined;
  return Object.keys(sent).find((name) => {
    if (!isJsonObject(projected) || !Object.hasOwn(projected, name)) return false;
    return contradicts(own(sent, name), own(shown, name));
  });
}

/** Another thing has a member that only one may have. */
export function takenMember(
  { world, space, mayRepeat }: Place,
  key: string,
  sent: JsonObject,
): Refused | undefined {
  if (mayRepeat) return undefined;
  for (const name of space.collection.unique) {
    const pointer = name.startsWith('/') ? name : `/${name}`;
    const [value] = pick(sent, pointer);
    if (value === undefined || value === null || value === '') continue;
    const other = world
      .list(space)
      .find((each) => each.key !== key && sameJson(pick(each.value, pointer)[0], value));
    if (other) {
      const detail = `Another one of ${space.collection.name} has this ${pointer.slice(1)} already.`;
      return { reason: 'conflict', detail, pointer };
    }
  }
  return undefined;
}

/** The value without members, or with null for them, as far as every view can do without; else they stay. */
export function without(place: Place, value: JsonObject, names: readonly string[]): JsonObject {
  if (!names.some((name) => Object.hasOwn(value, name))) return value;
  const takes = place.views.suiting(place.space.collection.views, value);
  const gone: JsonObject = { ...value };
  for (const name of names) delete gone[name];
  if (takes(gone)) return gone;
  let kept = value;
  for (const name of names) {
    if (!Object.hasOwn(kept, name)) continue;
    const dropped = { ...kept };
    delete dropped[name];
    const emptied = { ...kept, [name]: null };
    kept = takes(dropped) ? dropped : takes(emptied) ? emptied : kept;
  }
  return kept;
}
