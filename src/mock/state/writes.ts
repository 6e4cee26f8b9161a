import type { ActionRole, CreateRole, ItemRole, Role, SingletonRole } from '../../resource/index.ts';
import { isJsonObject, type JsonObject } from '../../schema/index.ts';
import {
  act,
  below,
  bodyMembers,
  type Change,
  changeTo,
  create,
  createAll,
  type Entity,
  heldMembers,
  isRefused,
  keyIn,
  keyOf,
  merge,
  namedKeys,
  type Place,
  passing,
  pick,
  prepareJsonPatch,
  put,
  type Refused,
  remove,
  replace,
  type World,
} from '../../state/index.ts';
import type { Reply } from '../answer-source.ts';
import { after, type MaybePromise } from '../maybe-promise.ts';
import { errorReply, goodStatus, showing } from './answers.ts';
import { precondition, validatorHeaders } from './conditions.ts';
import { answered, change, refused, tellsRefusal } from './decide.ts';
import { locationHeader } from './location.ts';
import { documented, missing } from './reads.ts';
import { entityOfPath, isWithin, keyOfPath, type Outcome, pathText, type Turn } from './turn.ts';

type Answer = MaybePromise<Reply | undefined>;

const maxBulk = 1_000;

export function createItem(turn: Turn<CreateRole>): Answer {
  const { role, request, space } = turn;
  return change(turn, (place) => {
    const { world } = place;
    if (!world.exists(space)) return answered(errorReply(role.operation, [404], `There is no ${space.id}.`));
    const wanted = role.named.length === 0 ? undefined : keyOfPath(turn, role.named);
    if (wanted !== undefined && !place.mayRepeat && isThere(turn, world, wanted))
      return refused(turn, {
        reason: 'conflict',
        detail: `There is one of ${space.collection.name} at ${request.path} already.`,
      });
    const described = bodyMembers(role.operation, request.sentType, role.bulk ? `${role.at}/*` : role.at);
    const members = heldMembers(described, space.collection.views);
    const [sent = role.bulk ? undefined : {}] = pick(request.sent, role.at);
    if (role.bulk) {
      if (!Array.isArray(sent) || sent.length > maxBulk) return answered(undefined);
      const made = createAll(
        place,
        sent.map((each) => (isJsonObject(each) ? boundTo(turn, each) : each)),
        members,
      );
      if (isRefused(made)) return refused(turn, made);
      const status = goodStatus(role.operation, ...documented(role.success?.status), 201);
      const reply = status === undefined ? undefined : showing(turn, status, made, request.generator);
      return { reply, changes: made.flatMap((entity) => born(turn, place, entity)) };
    }
    // A schema that names no type also takes null, numbers and lists, which say nothing of the thing.
    const said = isJsonObject(sent) ? sent : {};
    const made = createTold(turn, said, (taken) => create(place, boundTo(turn, taken), members, wanted));
    return isRefused(made) ? refused(turn, made) : created(turn, place, made);
  });
}

/** What is merely made up for every key that is asked for does not stand in the way. */
function isThere({ state, space }: Turn, world: World, key: string): boolean {
  const isMadeUp = state.invents && !world.hasNote(space.id, key) && !state.seeds.has(space, key);
  return !isMadeUp && world.entity(space, key) !== undefined;
}

/**
 * Without the members that no answer can show as they were sent, where the client cannot be told so: a region that is
 * asked for by any name is one of those that there are.
 */
function createTold(
  turn: Turn,
  said: JsonObject,
  attempt: (sent: JsonObject) => Entity | Refused,
): Entity | Refused {
  let sent = said;
  for (;;) {
    const made = attempt(sent);
    const name = isRefused(made) && made.reason === 'invalid' ? made.pointer?.slice(1) : undefined;
    if (!isRefused(made) || name === undefined || !Object.hasOwn(sent, name) || tellsRefusal(turn, made))
      return made;
    sent = { ...sent };
    delete sent[name];
  }
}

/** Members that the path decides. */
function boundTo({ role, request }: Turn, sent: JsonObject): JsonObject {
  let value: unknown = sent;
  for (const { pointer, parameter } of role.within) {
    if (pick(value, pointer).length === 0)
      value = put(value, pointer, typedLike(pathText(request, parameter)));
  }
  return value as JsonObject;
}

function typedLike(text: string): string | number {
  return /^(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

function created(turn: Turn, place: Place, entity: Entity): Outcome {
  const { request } = turn;
  const status = createdStatus(turn.role);
  if (status === undefined || !carriesKey(place, entity)) return answered(undefined);
  const headers = {
    ...validatorHeaders(turn, place.world, entity),
    ...locationHeader(turn, status, entity),
  };
  const reply = showing(turn, status, entity, request.generator, headers);
  return { reply, changes: born(turn, place, entity) };
}

const createdStatuses = new WeakMap<Role, { readonly status: number | undefined }>();

function createdStatus(role: Role): number | undefined {
  let known = createdStatuses.get(role);
  if (!known) {
    const success = role.kind === 'create' ? documented(role.success?.status) : [];
    known = { status: goodStatus(role.operation, ...success, 201) };
    createdStatuses.set(role, known);
  }
  return known.status;
}

/** What could not be found again by what it says of itself is better not made. */
function carriesKey({ space }: Place, { key, value }: Entity): boolean {
  const said = keyIn(space.collection, value);
  return said === undefined || said === key || space.collection.keys.length === 0;
}

function born({ state }: Turn, place: Place, entity: Entity): Change[] {
  const again = place.seeds.has(place.space, entity.key) && place.space.collection.keys.length > 0;
  const own = changeTo(place, entity.key, entity.value);
  return again ? [...below(place, entity.key, state.resources), own] : [own];
}

/** PUT and PATCH. */
export function changeItem(turn: Turn<ItemRole | SingletonRole>): Answer {
  // A list is a patch in a notation of its own.
  return Array.isArray(turn.request.sent)
    ? after(prepareJsonPatch(), () => changeOne(turn))
    : changeOne(turn);
}

function changeOne(turn: Turn<ItemRole | SingletonRole>): Answer {
  const { role, request } = turn;
  const { operation } = role;
  const replaces = role.kind === 'replace' || role.kind === 'singleton-replace';
  return change(turn, (place) => {
    const { world, space } = place;
    const key = 'keys' in role ? keyOfPath(turn, role.keys) : '';
    const entity = 'keys' in role ? entityOfPath(turn, role.keys, world) : singletonOf(turn, world);
    const held = precondition(turn, world, entity);
    if (held) return answered(held);
    // A patch in its own notation is of the entity, and so is all else that is not in the envelope.
    const isInside = role.at !== '' && isJsonObject(request.sent) && pick(request.sent, role.at).length > 0;
    const written = bodyMembers(operation, request.sentType, isInside ? role.at : '');
    const members = heldMembers(written, space.collection.views);
    const [sent] = isInside ? pick(request.sent, role.at) : [request.sent];
    if (!entity) {
      const upsert = 'upsert' in role ? role.upsert : replaces;
      if (!upsert || key === undefined || !world.exists(space) || !isJsonObject(sent))
        return answered(missing(turn, world, key));
      const made = create(place, boundTo(turn, sent), members, key);
      return isRefused(made) ? refused(turn, made) : created(turn, place, made);
    }
    if (sent === undefined || (replaces && !isJsonObject(sent))) return answered(undefined);
    const next = replaces
      ? replace(place, entity, sent as JsonObject, members)
      : merge(place, entity, sent, request.sentType, members);
    if (isRefused(next)) return refused(turn, next);
    return shown(turn, place, next);
  });
}

function singletonOf({ space }: Turn, world: World): Entity | undefined {
  return world.exists(space) ? world.entity(space, '') : undefined;
}

function shown(turn: Turn, place: Place, entity: Entity): Outcome {
  const { role, request } = turn;
  const status = goodStatus(role.operation, ...documented(role.success?.status), 200, 204);
  if (status === undefined) return answered(undefined);
  const headers = validatorHeaders(turn, place.world, entity);
  const reply = showing(turn, status, entity, request.generator, headers);
  return { reply, changes: [changeTo(place, entity.key, entity.value)] };
}

export function removeItem(turn: Turn<ItemRole | SingletonRole>): Answer {
  const { role, request, state } = turn;
  return change(turn, (place) => {
    const { world } = place;
    const entity = 'keys' in role ? entityOfPath(turn, role.keys, world) : singletonOf(turn, world);
    if (!entity) return answered(missing(turn, world, 'keys' in role ? keyOfPath(turn, role.keys) : ''));
    const held = precondition(turn, world, entity);
    if (held) return answered(held);
    const status = goodStatus(role.operation, 204);
    if (status === undefined) return answered(undefined);
    const reply = showing(turn, status, entity, request.generator);
    return { reply, changes: remove(place, [entity.key], state.resources) };
  });
}

/** `PATCH /tasks/bulk` with entities that name themselves, or with keys and what becomes of all of them. */
function changeSeveral(turn: Turn<ActionRole>): Answer {
  const { role, request } = turn;
  return change(turn, (place) => {
    const { world, space } = place;
    const status = goodStatus(role.operation, ...documented(role.success?.status));
    const asked = changesAsked(place, role, request.sent);
    if (status === undefined || asked === undefined) return answered(undefined);
    const changed = new Map<string, Entity>();
    for (const [key, sent] of asked) {
      const entity = changed.get(key) ?? world.entity(space, key);
      if (!entity)
        return answered(errorReply(role.operation, [404], `There is nothing at ${space.id}/${key}.`));
      const next = merge(place, entity, sent, 'application/json', new Map());
      if (isRefused(next)) return refused(turn, next);
      changed.set(key, next);
    }
    const entities = [...changed.values()];
    const reply = role.shown ? showing(turn, status, entities, request.generator) : { status };
    return { reply, changes: entities.map(({ key, value }) => changeTo(place, key, value)) };
  });
}

/** What becomes of which entity; undefined where the body's form is not understood. */
function changesAsked(
  place: Place,
  { named }: ActionRole,
  body: unknown,
): ReadonlyArray<readonly [string, JsonObject]> | undefined {
  const [list] = named === undefined ? [] : pick(body, named);
  if (!Array.isArray(list) || list.length > maxBulk) return undefined;
  if (list.every(isJsonObject)) {
    const each = list.map((sent) => [keyIn(place.space.collection, sent), sent] as const);
    return each.every(([key]) => key !== undefined)
      ? (each as Array<readonly [string, JsonObject]>)
      : undefined;
  }
  if (!isJsonObject(body) || named === undefined) return undefined;
  const { [named.slice(1)]: _, ...rest } = body;
  // `{ ids, changes: { done } }`
  const values = Object.values(rest);
  const sent = values.length === 1 && isJsonObject(values[0]) ? values[0] : rest;
  const keys = list.map((key) => keyOf([key as string]));
  return keys.map((key) => [key, sent] as const);
}

/** Something done to an entity, or to several that the body names. */
export function performAction(turn: Turn<ActionRole>): Answer {
  const { role, request, state } = turn;
  if (role.keys.length === 0 && role.bulk === 'update') return changeSeveral(turn);
  if (role.keys.length === 0 && role.bulk !== 'delete') return undefined;
  return change(turn, (place) => {
    const { world, space } = place;
    const status = goodStatus(role.operation, ...documented(role.success?.status));
    if (status === undefined) return answered(undefined);
    if (role.keys.length === 0) {
      if (!world.exists(space))
        return answered(errorReply(role.operation, [404], `There is no ${space.id}.`));
      const keys = role.all ? passingKeys(turn, world) : namedKeys(place, request.sent);
      return { reply: { status }, changes: remove(place, keys, state.resources) };
    }
    const entity = entityOfPath(turn, role.keys, world);
    if (!entity) return answered(missing(turn, world, keyOfPath(turn, role.keys)));
    const next = act(place, entity, role.changes);
    if (isRefused(next)) return refused(turn, next);
    const reply = role.shows ? showing(turn, status, next, request.generator) : { status };
    return { reply, changes: next === entity ? [] : [changeTo(place, next.key, next.value)] };
  });
}

/** All that the filters of the request and what else its path says let pass. */
function passingKeys(turn: Turn<ActionRole>, world: World): readonly string[] {
  const { role, space, asked } = turn;
  if (role.filters.length === 0 && role.within.length === 0) return world.keys(space);
  const within = world.list(space).filter((entity) => isWithin(turn, entity));
  return passing(role.filters, within, asked).map(({ key }) => key);
}
