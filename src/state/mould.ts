import type { Collection } from '../resource/index.ts';
import type { JsonObject } from '../schema/index.ts';
import type { BodyMembers } from './body-members.ts';
import { ByNames } from './by-names.ts';
import { isTaken, type Place } from './change.ts';
import { type Entity, entityOf } from './entity.ts';
import { keyMembers, standsBelow, withKeys } from './key-values.ts';
import { kindMembers } from './kind-members.ts';
import { isSteady } from './project.ts';
import { eventOf, moment } from './timestamps.ts';

/** What a new thing is made of. */
export interface Parts {
  /** What the client has sent of it. */
  readonly given: JsonObject;
  /** With the defaults of what it has not sent. */
  readonly whole: JsonObject;
  /** What its key and its parents' say. */
  readonly own: JsonObject;
  /** What things of its kind say. */
  readonly kind: JsonObject;
}

interface Slot {
  readonly name: string;
  readonly from: keyof Parts | 'time';
  /** The default, or a moment in the form that is wanted. */
  readonly value: unknown;
}

/** Of the first creations, until one shows that nothing has to be made up. */
const tries = 3;

/**
 * How things are made of which the client says the same members: most of them consist of what was sent, a key and the time
 * once what may be left out is left out. From the second on they are put together without asking the generator, and only
 * asked about whether every view takes them, which is all that making one at length would come to.
 */
class Moulds {
  /** Are all the members that are said the client's to say? */
  readonly takesAll: boolean;
  #slots: readonly Slot[] | undefined;
  /** Are there keys that its own members do not say all of: parents', or those that stand deeper down? */
  #needsKeys = true;
  /** The first that was made: what is put together member by member gets slower with each. */
  #like: JsonObject = {};
  #tries = 0;

  constructor(takesAll: boolean) {
    this.takesAll = takesAll;
  }

  /** Undefined where it has to be made at length. */
  cast(place: Place, key: string, given: JsonObject): Entity | undefined {
    const slots = this.#slots;
    if (!slots) return undefined;
    const { space, at } = place;
    const kind = kindOf(place);
    for (const name of Object.keys(kind)) if (!slots.some((slot) => slot.name === name)) return undefined;
    const own = keyMembers(space, key);
    const value = { ...this.#like };
    for (const { name, from, value: said } of slots) {
      const part =
        from === 'whole'
          ? said
          : from === 'time'
            ? moment(said, at)
            : (from === 'given' ? given : from === 'own' ? own : kind)[name];
      if (part === undefined) return undefined;
      value[name] = part;
    }
    const keyed = this.#needsKeys ? withKeys(space, key, value) : value;
    return isTaken(place, keyed) ? entityOf(key, keyed) : undefined;
  }

  /** Sees from what was made at length whether more of its form need be. */
  learn(place: Place, { value }: Entity, parts: Parts): void {
    if (this.#slots || this.#tries >= tries) return;
    this.#tries++;
    const { whole, own, kind } = parts;
    const { collection } = place.space;
    const names = Object.keys(value);
    if (collection.references.length > 0 || names.includes('__proto__')) return;
    if (!Object.keys({ ...kind, ...whole, ...own }).every((name) => Object.hasOwn(value, name))) return;
    // Of alternatives, others may be chosen next time.
    if (!collection.views.every(isSteady) || !isTaken(place, value)) return;
    const slots: Slot[] = [];
    for (const name of names) {
      const slot = slotOf(name, value[name], parts);
      if (!slot) return;
      slots.push(slot);
    }
    this.#slots = slots;
    this.#needsKeys = collection.parents.length > 0 || collection.keys.some(standsBelow);
    this.#like = value;
  }
}

/** Where a member comes from, the first that has it. */
const SOURCES: ReadonlyArray<keyof Parts> = ['own', 'given', 'whole', 'kind'];

/** Undefined where it was made up, and might become something else next time. */
function slotOf(name: string, value: unknown, parts: Parts): Slot | undefined {
  const from = SOURCES.find((each) => Object.hasOwn(parts[each], name));
  if (from !== undefined) return parts[from][name] === value ? { name, from, value } : undefined;
  return eventOf(name) !== undefined && typeof value === 'string' && INSTANT.test(value)
    ? { name, from: 'time', value }
    : undefined;
}

/** What is written for `date-time` and for `date`, whatever the moment is. */
const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/;

/** What the first thing of a space says of its kind, and so all of them. */
export function kindOf({ world, space }: Place): JsonObject {
  const first = world.firstKey(space);
  return kindMembers(first === undefined ? undefined : world.entity(space, first)?.value);
}

const known = new WeakMap<BodyMembers, WeakMap<Collection, ByNames<Moulds>>>();

/** What is known of new things of a collection of which a client sends these members. */
export function mouldsOf(collection: Collection, members: BodyMembers, sent: JsonObject): Moulds {
  let byCollection = known.get(members);
  if (!byCollection) known.set(members, (byCollection = new WeakMap()));
  let byNames = byCollection.get(collection);
  if (!byNames) byCollection.set(collection, (byNames = new ByNames()));
  return byNames.of(sent, () => {
    const hidden = (name: string) =>
      members.get(name)?.readOnly === true || members.get(name)?.writeOnly === true;
    return new Moulds(!Object.keys(sent).some((name) => name === '__proto__' || hidden(name)));
  });
}
