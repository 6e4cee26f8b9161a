import { isJsonObject, type JsonObject } from '../schema/index.ts';
import { type BodyMembers, withDefaults, writable } from './body-members.ts';
import { type Place, type Refused, settled, without } from './change.ts';
import type { Entity } from './entity.ts';
import { applyJsonPatch } from './json-patch.ts';
import { keyMembers, withKeysBelow } from './key-values.ts';
import { mergePatch } from './merge.ts';
import { put } from './pointer.ts';
import { project } from './project.ts';

/** PUT: what was sent, and of what was there only what the server alone decides (RFC 9110 section 9.3.4). */
export function replace(
  place: Place,
  entity: Entity,
  sent: JsonObject,
  members: BodyMembers,
): Entity | Refused {
  const given = withDefaults(withoutKeys(place, entity, writable(sent, members)), members);
  const keys = keyMembers(place.space, entity.key);
  const unsent = Object.keys(entity.value).filter((name) => {
    const member = members.get(name);
    return member && !member.readOnly && !Object.hasOwn(given, name) && !Object.hasOwn(keys, name);
  });
  const value = { ...without(place, { ...entity.value, ...given }, unsent), ...given };
  return settled(place, entity.key, value, given, false);
}

/**
 * PATCH by its media type: JSON Patch (RFC 6902), JSON Merge Patch (RFC 7396), and plain JSON, which is merged too but
 * means its nulls where the description allows them.
 */
export function merge(
  place: Place,
  entity: Entity,
  sent: unknown,
  sentType: string | undefined,
  members: BodyMembers,
): Entity | Refused {
  if (Array.isArray(sent)) return patched(place, entity, sent, sentType);
  if (!isJsonObject(sent)) return { reason: 'invalid', detail: 'A patch must be an object.' };
  const given = withoutKeys(place, entity, writable(sent, members));
  const all = place.views.ordered(place.space.collection.views);
  const takes = (value: unknown) => all.every((view) => view.accepts(project(view, value)));
  const literal = sentType !== 'application/merge-patch+json';
  const value = mergePatch(entity.value, given, (path) => {
    if (!literal) return undefined;
    const pointer = `/${path.map((token) => token.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
    return takes(put(entity.value, pointer, null)) ? null : undefined;
  }) as JsonObject;
  const removed = Object.keys(given).find(
    (name) => given[name] === null && !Object.hasOwn(value, name) && !takes(value),
  );
  if (removed !== undefined) {
    return {
      reason: 'invalid',
      detail: `The member "${removed}" cannot be removed.`,
      pointer: `/${removed}`,
    };
  }
  return settled(place, entity.key, value, given, false);
}

function patched(
  place: Place,
  entity: Entity,
  operations: readonly unknown[],
  sentType: string | undefined,
): Entity | Refused {
  if (sentType !== undefined && !/json-patch|^application\/json$/.test(sentType)) {
    return { reason: 'invalid', detail: `A patch of the type ${sentType} cannot be applied.` };
  }
  let value: unknown;
  try {
    value = applyJsonPatch(entity.value, operations);
  } catch (error) {
    const test = error instanceof Error && /test/i.test(`${error.name} ${error.message}`);
    const detail = `The patch cannot be applied: ${error instanceof Error ? error.message : 'it is no JSON Patch'}.`;
    return { reason: test ? 'conflict' : 'invalid', detail };
  }
  if (!isJsonObject(value)) return { reason: 'invalid', detail: 'The patch leaves no object.' };
  const all = place.views.ordered(place.space.collection.views);
  const result = value;
  if (
    !all.every((view) => view.accepts(project(view, result)) || !view.accepts(project(view, entity.value)))
  ) {
    return { reason: 'invalid', detail: 'What the patch leaves is not what the description allows.' };
  }
  return settled(place, entity.key, value, {}, false);
}

/** What an action does besides: the members that the description lets it change. */
export function act(place: Place, entity: Entity, changes: ReadonlyMap<string, unknown>): Entity | Refused {
  const all = place.views.ordered(place.space.collection.views);
  let value: unknown = entity.value;
  for (const [pointer, to] of changes) {
    const next = put(value, pointer, to);
    if (all.every((view) => view.accepts(project(view, next)))) value = next;
  }
  return value === entity.value ? entity : settled(place, entity.key, value as JsonObject, {}, false);
}

/** A thing stays where it is, whatever key its body names. */
function withoutKeys({ space }: Place, entity: Entity, sent: JsonObject): JsonObject {
  const keys = keyMembers(space, entity.key);
  const rest = Object.fromEntries(Object.entries(sent).filter(([name]) => !Object.hasOwn(keys, name)));
  return withKeysBelow(space, entity.key, rest);
}
