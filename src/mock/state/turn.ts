import type { Collection, ItemRole, KeyPart, Role } from '../../resource/index.ts';
import {
  type Asked,
  askedBy,
  type Change,
  collectionOf,
  decoded,
  type Entity,
  keyIn,
  keyOf,
  type Place,
  pick,
  type Space,
  type State,
  spaceOf,
  type World,
} from '../../state/index.ts';
import type { GoodRequest, Reply } from '../answer-source.ts';

/** One request to one operation of known role. */
export interface Turn<R extends Role = Role> {
  readonly state: State;
  readonly request: GoodRequest;
  readonly role: R;
  readonly space: Space;
  readonly asked: Asked;
}

/** What a request comes to: an answer, and what it changes. Without an answer nothing is changed. */
export interface Outcome {
  readonly reply: Reply | undefined;
  readonly changes: readonly Change[];
}

export function turnOf<R extends Role>(state: State, request: GoodRequest, role: R): Turn<R> {
  const parents = role.parents.map((name) => pathText(request, name));
  const space = spaceOf(collectionOfRole(role), parents);
  return { state, request, role, space, asked: askedBy(request.parameters, request.sent) };
}

export function collectionOfRole(role: Role): Collection {
  return 'singleton' in role ? collectionOf(role.singleton) : role.collection;
}

/** What the path says for a parameter, as text. */
export function pathText({ parameters, pathParameters }: GoodRequest, name: string): string {
  const read = Object.hasOwn(parameters.path, name) ? parameters.path[name] : undefined;
  if (typeof read === 'string' || typeof read === 'number') return String(read);
  return decoded(Object.hasOwn(pathParameters, name) ? (pathParameters[name] ?? '') : '');
}

export function placeOf({ state, space }: Turn, world: World, at: number, mayRepeat: boolean): Place {
  return { world, seeds: state.seeds, views: state.views, space, at, mayRepeat };
}

/** The key that the path names an entity by; undefined where it does so by other members than the keys. */
export function keyOfPath({ request, space }: Turn, keys: ItemRole['keys']): string | undefined {
  const own = space.collection.keys;
  // Without one in the path, the body says what it is about.
  if (keys.length === 0) return keyIn(space.collection, request.sent);
  if (keys.length !== own.length) return undefined;
  for (let i = 0; i < own.length; i++) if (keys[i]?.pointer !== own[i]?.pointer) return undefined;
  return keyOf(keys.map(({ parameter }) => pathText(request, parameter)));
}

/** The entity that the path names. */
export function entityOfPath(turn: Turn, keys: readonly KeyPart[], world: World): Entity | undefined {
  const { space, request } = turn;
  if (!world.exists(space)) return undefined;
  const key = keyOfPath(turn, keys);
  if (key === undefined && keys.length === 0) return undefined;
  const found = key === undefined ? byMembers() : world.entity(space, key);
  return found && isWithin(turn, found) ? found : undefined;

  function byMembers(): Entity | undefined {
    return world.list(space).find(({ value }) =>
      keys.every(({ pointer, parameter }) => {
        const [member] = pointer === undefined ? [] : pick(value, pointer);
        return member !== undefined && String(member) === pathText(request, parameter);
      }),
    );
  }
}

/** Is the entity what else the path says of it? */
export function isWithin({ role, request }: Turn, { value }: Entity): boolean {
  return role.within.every(({ pointer, parameter }) =>
    pick(value, pointer).some((member) => String(member) === pathText(request, parameter)),
  );
}
