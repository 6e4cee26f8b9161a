import type { Operation } from '../model/index.ts';
import { actionRole } from './action-role.ts';
import { requestOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import { findEntity, findList } from './envelope.ts';
import type { Facts } from './facts.ts';
import { asCreation, type Creation, type Family } from './family.ts';
import { overlap } from './kinship.ts';
import { listRole } from './list-role.ts';
import type { CreateRole, Role } from './resource.ts';
import { common, oursOf } from './role-base.ts';

/** Of an operation at the path of the collection itself. */
export function baseRole(operation: Operation, collection: LazyCollection): Role | undefined {
  const { family } = collection;
  const { method } = operation;
  if (method === 'PUT' || method === 'PATCH') return keylessWrite(operation, collection);
  if (method === 'DELETE') {
    const role = actionRole(operation, collection, [], 'DELETE of a whole collection', 'delete');
    // A body that chooses in a way that is not understood: better nothing than everything.
    return operation.requestBody !== undefined && role.named === undefined ? undefined : role;
  }
  if (method === 'GET') {
    return family.list?.operation === operation
      ? listRole(operation, collection, family.list, 'GET of the collection', [])
      : undefined;
  }
  if (method === 'POST')
    return family.create?.operation === operation
      ? createRole(operation, collection, family.create, 'POST to the collection')
      : undefined;
  return undefined;
}

/** PUT or PATCH of a collection: of one entity, whose key stands in the body, or of several. */
function keylessWrite(operation: Operation, collection: LazyCollection): Role | undefined {
  const { family, keys } = collection;
  const request = requestOf(operation);
  if (request === undefined) return undefined;
  const several = findList(request.facts, family.name, false);
  if (
    several !== undefined &&
    isOurs(several.item, family) &&
    /^(?:create|add)/i.test(operation.summary ?? operation.id)
  )
    return createRole(
      operation,
      collection,
      { operation, sent: { at: several.at, facts: several.item }, bulk: true, shown: undefined },
      `${operation.method} that says it makes some`,
    );
  if (several !== undefined && isOurs(several.item, family))
    return actionRole(operation, collection, [], 'changes several', 'update');
  const sent = findEntity(request.facts, family.name);
  const pointer = keys.length === 1 ? keys[0]?.pointer : undefined;
  if (sent === undefined || pointer === undefined || !isOurs(sent.facts, family)) return undefined;
  if (sent.facts.at(pointer.slice(1).split('/')) === undefined) return undefined;
  return {
    kind: operation.method === 'PUT' ? 'replace' : 'merge',
    collection,
    ...common(
      operation,
      collection,
      oursOf(operation, family),
      `${operation.method} with the key in the body`,
    ),
    keys: [],
    at: sent.at,
    upsert: false,
    selection: [],
  };
}

/** `POST /tasks/bulk` with a list of what the collection holds. */
export function createSeveral(operation: Operation, collection: LazyCollection): CreateRole | undefined {
  const { name, views } = collection.family;
  const creation = asCreation(operation, name, views);
  return creation?.bulk === true ? createRole(operation, collection, creation, 'POST of several') : undefined;
}

function isOurs(facts: Facts, { views }: Family): boolean {
  return views.some((view) => overlap(facts, view) >= 0.5);
}

export function createRole(
  operation: Operation,
  collection: LazyCollection,
  creation: Creation,
  why: string,
): CreateRole {
  return {
    kind: 'create',
    collection,
    ...common(operation, collection, creation.shown, why),
    at: creation.sent?.at ?? '',
    bulk: creation.bulk,
    named: [],
  };
}
