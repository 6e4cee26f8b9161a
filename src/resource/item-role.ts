import type { Operation } from '../model/index.ts';
import { createRole } from './base-role.ts';
import { requestOf } from './body.ts';
import { type LazyCollection, makesOne, saysItMakes } from './collection.ts';
import { findSent } from './envelope.ts';
import { saysEither } from './item-creation.ts';
import { overlap } from './kinship.ts';
import type { CreateRole, ItemRole, Role } from './resource.ts';
import { common, keysFor, oursOf } from './role-base.ts';
import { selectionsOf } from './selection.ts';

/** Of an operation at the path of one entity. */
export function itemRole(operation: Operation, collection: LazyCollection): Role | undefined {
  const { family } = collection;
  const { item } = family;
  const ours = oursOf(operation, family);
  const request = requestOf(operation);
  const role = (kind: ItemRole['kind'], why: string, upsert = false): ItemRole => ({
    kind,
    collection,
    ...common(operation, collection, ours, why),
    keys: keysFor(operation, collection),
    upsert,
    at: request === undefined ? '' : (findSent(request.facts, family.name, family.views)?.at ?? ''),
    selection: selectionsOf(operation, family),
  });
  switch (operation.method) {
    case 'GET':
      return ours === undefined ? undefined : role('read', 'GET of an item');
    case 'HEAD':
      return role('exists', 'HEAD of an item');
    case 'DELETE':
      return role('delete', 'DELETE of an item');
    case 'PUT':
      return writes(operation, collection)
        ? role('replace', 'PUT to an item', isUpsert(operation, collection))
        : undefined;
    case 'PATCH':
      return writes(operation, collection) ? role('merge', 'PATCH of an item') : undefined;
    case 'POST': {
      if (collection.itemCreation?.operation === operation)
        return createdByKey(operation, collection, collection.itemCreation.why);
      const others = item?.operations.some(({ method }) => method === 'PUT' || method === 'PATCH') === true;
      if (others || !writes(operation, collection)) return undefined;
      return saysEither(operation)
        ? role('merge', 'POST to an item that says it makes or changes one', true)
        : role('merge', 'POST to an item, which nothing else changes');
    }
    default:
      return undefined;
  }
}

/** `POST /baskets/{name}`: as at the collection's own path, with the key in this one. */
function createdByKey(operation: Operation, collection: LazyCollection, why: string): CreateRole {
  const { name, views } = collection.family;
  const request = requestOf(operation);
  const sent = request && findSent(request.facts, name, views);
  const shown = oursOf(operation, collection.family);
  const role = createRole(operation, collection, { operation, sent, bulk: false, shown }, why);
  return { ...role, named: keysFor(operation, collection) };
}

/** Does the request hold (part of) the entity? Patches of other kinds than JSON say nothing of their members. */
function writes(operation: Operation, { family }: LazyCollection): boolean {
  const request = requestOf(operation);
  if (request === undefined)
    return (operation.requestBody?.content ?? []).some(({ type }) => type.includes('json-patch'));
  const sent = findSent(request.facts, family.name, family.views);
  if (sent === undefined) return request.facts.size === 0 && request.facts.isObject;
  // What is shown as the entity, or says that it makes one, need not send much of it.
  const isSure =
    oursOf(operation, family) !== undefined || (operation.method === 'PUT' && saysItMakes(operation));
  const enough = isSure ? 0.01 : 0.5;
  return family.views.some((view) => overlap(sent.facts, view) >= enough);
}

function isUpsert(operation: Operation, collection: LazyCollection): boolean {
  const { family, keys } = collection;
  const pointer = keys.at(-1)?.pointer;
  const facts = pointer === undefined ? undefined : collection.factsAt(pointer);
  if (family.create !== undefined || collection.itemCreation !== undefined) return saysItMakes(operation);
  return makesOne(operation, facts);
}
