import type { Operation } from '../model/index.ts';
import { requestOf, successOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { FoundEntity } from './envelope.ts';
import { findEntity } from './envelope.ts';
import { type Creation, isKinOfAny, type Showing, showEntity, showList } from './family.ts';
import { overlap } from './kinship.ts';
import { listRole } from './list-role.ts';
import { parameterNames } from './path-tree.ts';
import type { CreateRole, ItemRole, KeyPart, Role, Shown } from './resource.ts';
import { selectionsOf } from './selection.ts';

/** What all roles of an operation have. */
export function common(
  operation: Operation,
  collection: LazyCollection,
  shown: Showing<FoundEntity> | undefined,
  why: string,
): Pick<ItemRole, 'operation' | 'success' | 'shown' | 'parents' | 'within' | 'why'> {
  return {
    operation,
    success: successOf(operation),
    shown: shown && shownOf(shown),
    parents: parameterNames(operation.path).slice(0, collection.family.base.depth),
    within: [],
    why,
  };
}

export function shownOf({ body, found }: Showing<FoundEntity>): Shown {
  return { mediaType: body.mediaType, at: found.at, view: found.facts.schema('response') };
}

/** Of an operation at the path of the collection itself. */
export function baseRole(operation: Operation, collection: LazyCollection): Role | undefined {
  const { family } = collection;
  if (operation.method === 'GET') {
    return family.list?.operation === operation
      ? listRole(operation, collection, family.list, 'GET of the collection', [])
      : undefined;
  }
  if (operation.method === 'POST')
    return family.create?.operation === operation
      ? createRole(operation, collection, family.create, 'POST to the collection')
      : undefined;
  return undefined;
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
  };
}

/** Of an operation at the path of one entity. */
export function itemRole(operation: Operation, collection: LazyCollection): Role | undefined {
  const { family } = collection;
  const { item, views } = family;
  const shown = showEntity(operation, family.name);
  const ours = shown !== undefined && isKinOfAny(shown.found.facts, views) ? shown : undefined;
  const role = (kind: ItemRole['kind'], why: string, upsert = false): ItemRole => ({
    kind,
    collection,
    ...common(operation, collection, ours, why),
    keys: keysFor(operation, collection),
    upsert,
    selection: selectionsOf(operation, family),
  });
  switch (operation.method) {
    case 'GET':
      return ours === undefined || showList(operation, family.name, false) !== undefined
        ? undefined
        : role('read', 'GET of an item');
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
      const others = item?.operations.some(({ method }) => method === 'PUT' || method === 'PATCH') === true;
      return !others && writes(operation, collection)
        ? role('merge', 'POST to an item, which nothing else changes')
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Does the request hold (part of) the entity? Patches of other kinds than JSON say nothing of their members. */
function writes(operation: Operation, { family }: LazyCollection): boolean {
  const request = requestOf(operation);
  if (request === undefined)
    return (operation.requestBody?.content ?? []).some(({ type }) => type.includes('json-patch'));
  const sent = findEntity(request.facts, family.name);
  if (sent === undefined) return request.facts.size === 0 && request.facts.isObject;
  const shown = showEntity(operation, family.name);
  const enough = shown !== undefined && isKinOfAny(shown.found.facts, family.views) ? 0.2 : 0.5;
  return family.views.some((view) => overlap(sent.facts, view) >= enough);
}

function isUpsert(operation: Operation, { family }: LazyCollection): boolean {
  if (operation.responses.some(({ status }) => status === '201')) return true;
  const words = `${operation.summary ?? ''} ${operation.id}`;
  if (/create[^.]{0,12}(?:or|and|\/)\s?(?:update|replace)|upsert|createorupdate|put.?or.?create/i.test(words))
    return true;
  return family.create === undefined;
}

/** The collection's keys under the parameter names of this operation. */
export function keysFor(operation: Operation, { family, keys }: LazyCollection): readonly KeyPart[] {
  const { item, base } = family;
  if (item === undefined) return [];
  const names = parameterNames(operation.path).slice(base.depth, item.depth);
  return keys.map((key, index) => {
    const parameter = names[keys.length === names.length ? index : names.length - 1];
    return parameter === undefined || parameter === key.parameter ? key : { ...key, parameter };
  });
}
