import { formatPlace, StandinError } from '../errors.ts';
import type { Api } from '../model/index.ts';
import { isJsonObject, type JsonObject } from '../schema/index.ts';
import {
  type BodyMembers,
  changeTo,
  create,
  type Entity,
  isRefused,
  keyOf,
  merge,
  type Place,
  type Refused,
  remove,
  type Space,
  type State,
  spaceNamed,
} from '../state/index.ts';
import { didYouMean } from './did-you-mean.ts';
import type { IsAny, Part } from './typed.ts';

/** The keys of an entity; several where its path has several. */
export type EntityKey = string | number | ReadonlyArray<string | number>;

/** The entities of one collection, as the requests of the session see and change them. */
export interface StateCollection<E> {
  list(): Promise<E[]>;
  /** Undefined where there is none. */
  get(key: EntityKey): Promise<E | undefined>;
  /**
   * A new entity with these members; the rest is made up, its key too. Rejects with StandinError `invalid-entity`, which
   * says where in the description, or `no-state`.
   */
  add(members?: Part<E>): Promise<E>;
  /** Puts members over those of an entity. Rejects as `add` does, and with `unknown-entity`. */
  update(key: EntityKey, members: Part<E>): Promise<E>;
  /** With all that lies below it; false where there is none. */
  remove(key: EntityKey): Promise<boolean>;
  /** Leaves nothing. */
  clear(): Promise<void>;
}

/**
 * By name (`state.users`), id or path with the parents' keys (`state['/teams/5/members']`). What is no collection is told
 * when it is used.
 */
export type SessionState<Collections> =
  IsAny<Collections> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: an index signature would make every collection uncertain
      any
    : { readonly [Name in keyof Collections]: StateCollection<Collections[Name]> };

/** All that is given is meant: nothing is readOnly to a test. */
const ANY_MEMBER: BodyMembers = new Map();

/** A collection for whatever name is asked. */
export function sessionState<Collections>(
  api: Api,
  session: string,
  stateFor: ((session: string) => State) | undefined,
): SessionState<Collections> {
  return new Proxy(Object.create(null), {
    get: (_target, name) =>
      // Whoever waits for a value asks it whether it is a promise.
      typeof name === 'string' && name !== 'then' && name !== 'toJSON'
        ? new EntityCollection(api, session, name, stateFor)
        : undefined,
  }) as SessionState<Collections>;
}

class EntityCollection implements StateCollection<JsonObject> {
  readonly #api: Api;
  readonly #session: string;
  readonly #name: string;
  readonly #stateFor: ((session: string) => State) | undefined;

  constructor(api: Api, session: string, name: string, stateFor: ((session: string) => State) | undefined) {
    this.#api = api;
    this.#session = session;
    this.#name = name;
    this.#stateFor = stateFor;
  }

  async list(): Promise<JsonObject[]> {
    const { state, space } = this.#open();
    const world = await state.worlds.at(this.#session);
    return world.list(space).map(copyOf);
  }

  async get(key: EntityKey): Promise<JsonObject | undefined> {
    const { state, space } = this.#open();
    const entity = (await state.worlds.at(this.#session)).entity(space, keyFrom(key));
    return entity && copyOf(entity);
  }

  async add(members: object = {}): Promise<JsonObject> {
    const sent = this.#members(members);
    return this.#write((place) => create(place, sent, ANY_MEMBER), sent);
  }

  async update(key: EntityKey, members: object): Promise<JsonObject> {
    const sent = this.#members(members);
    return this.#write((place) => {
      const entity = place.world.entity(place.space, keyFrom(key));
      if (!entity) throw this.#unknown(key);
      return merge(place, entity, sent, undefined, ANY_MEMBER);
    }, sent);
  }

  async remove(key: EntityKey): Promise<boolean> {
    return this.#remove([keyFrom(key)]);
  }

  async clear(): Promise<void> {
    const { state, space } = this.#open();
    const world = await state.worlds.at(this.#session);
    await this.#remove([...world.keys(space)]);
  }

  async #write(decide: (place: Place) => Entity | Refused, sent: JsonObject): Promise<JsonObject> {
    const { state, space } = this.#open();
    return state.worlds.commit(this.#session, (world, at) => {
      const { seeds, views } = state;
      const made = decide({ world, seeds, views, space, at });
      if (isRefused(made)) throw this.#refused(space, made, sent);
      return { changes: [changeTo({ seeds, space }, made.key, made.value)], result: copyOf(made) };
    });
  }

  async #remove(keys: readonly string[]): Promise<boolean> {
    const { state, space } = this.#open();
    return state.worlds.commit(this.#session, (world, at) => {
      const { seeds, views, resources } = state;
      const there = keys.filter((key) => world.entity(space, key) !== undefined);
      const changes = there.length > 0 ? remove({ world, seeds, views, space, at }, there, resources) : [];
      return { changes, result: there.length > 0 };
    });
  }

  #open(): { state: State; space: Space } {
    const name = this.#name;
    const state = this.#stateFor?.(this.#session);
    if (!state)
      throw new StandinError(
        `Failed to use state.${name}: the mock keeps no state. Make it with state: true.`,
        {
          code: 'no-state',
        },
      );
    const { collections } = state.resources;
    const space = spaceNamed(collections, name);
    if (space) return { state, space };
    const names = collections.map((each) => (each.parents.length === 0 ? each.name : each.id));
    throw new StandinError(
      `Failed to find the collection ${name}: the description has none of that name${didYouMean(name, names)}.`,
      { code: 'unknown-collection' },
    );
  }

  #members(members: object): JsonObject {
    if (isJsonObject(members)) return structuredClone(members);
    throw new StandinError(`Failed to change state.${this.#name}: an entity is an object.`, {
      code: 'invalid-entity',
    });
  }

  /** With the part of the description that does not allow what was given, where one can be named. */
  #refused({ collection }: Space, { detail }: Refused, sent: JsonObject): StandinError {
    const [violation] = collection.views.flatMap((view) =>
      view.violations(sent).filter(({ keyword }) => keyword !== 'required'),
    );
    const place = violation && this.#api.document.place(violation.schemaUri, violation.schemaPointer);
    const reason = violation
      ? `${violation.pointer || 'it'}: ${violation.message} (${formatPlace(place!)})`
      : detail.replace(/\.$/, '');
    return new StandinError(`Failed to change state.${this.#name}: ${reason}. Correct one of the two.`, {
      code: 'invalid-entity',
      place,
    });
  }

  #unknown(key: EntityKey): StandinError {
    return new StandinError(
      `Failed to change state.${this.#name}: it has no ${String(key)}. Add it first, or use a key that state.${this.#name}.list() shows.`,
      { code: 'unknown-entity' },
    );
  }
}

function keyFrom(key: EntityKey): string {
  return keyOf(typeof key === 'object' ? key : [key]);
}

function copyOf({ value }: Entity): JsonObject {
  return structuredClone(value);
}
