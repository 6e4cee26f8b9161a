import type { Operation } from '../model/index.ts';
import { createRole } from './base-role.ts';
import { bind } from './bindings.ts';
import { requestOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { FoundEntity, FoundList } from './envelope.ts';
import type { Facts } from './facts.ts';
import { asCreation, itemBelow, type Showing, showEntity, showList } from './family.ts';
import type { Inferred } from './inferred.ts';
import { overlap } from './kinship.ts';
import { listRole } from './list-role.ts';
import { membersNamed } from './member-path.ts';
import { singularName, wordsOf } from './naming.ts';
import { type PathNode, parameterNames } from './path-tree.ts';
import type { Binding, ItemRole, KeyPart, Role } from './resource.ts';
import { common, keysFor } from './role-base.ts';
import { selectionsOf } from './selection.ts';

/** A collection above a path, and whether the path passes through one of its items. */
export interface Above {
  readonly collection: LazyCollection;
  readonly item: boolean;
}

/** What a path below a collection does to it, where its schemas say that it shows the same things. */
export function roleBelow(operation: Operation, node: PathNode, above: Above): Role | undefined {
  const { collection, item } = above;
  const { method } = operation;
  if (item) return method === 'GET' ? readBelowItem(operation, node, collection) : undefined;
  if (method === 'GET') return listBelow(operation, collection, 'GET') ?? readBelow(operation, collection);
  if (method !== 'POST' || node.kind === 'parameter') return undefined;
  const [first = ''] = wordsOf(node.text);
  if (['search', 'query', 'find', 'filter', 'list'].includes(first))
    return listBelow(operation, collection, 'POST');
  if (['create', 'add', 'new', 'batch', 'bulk', 'import', 'insert'].includes(first)) {
    const creation = asCreation(operation, collection.name, collection.family.views);
    return creation && createRole(operation, collection, creation, `POST to ${node.text} of the collection`);
  }
  return undefined;
}

/** Is a list of exactly these things, not of things like them? */
export function showsSame(facts: Facts, { family }: LazyCollection): boolean {
  return family.views.some(
    (view) => facts.is(view) || (facts.size > 3 && overlap(facts, view) > 0.9 && overlap(view, facts) > 0.9),
  );
}

/** `/pets/findByStatus`, `/users/by-role/{role}`. */
function listBelow(operation: Operation, collection: LazyCollection, method: string): Role | undefined {
  const showing = showList(operation, collection.name, false);
  if (showing === undefined || !showsSame(showing.found.item, collection)) return undefined;
  const within = boundBy(operation, collection);
  return within && listRole(operation, collection, showing, `${method} of a part of the collection`, within);
}

/** GET of an item that answers a list with that item alone. */
export function listOfOne(operation: Operation, collection: LazyCollection): Role | undefined {
  const showing = operation.method === 'GET' ? showList(operation, collection.name, false) : undefined;
  if (showing === undefined || !showsSame(showing.found.item, collection)) return undefined;
  const within = keysFor(operation, collection).flatMap(({ parameter, pointer }) =>
    pointer === undefined ? [] : [{ parameter, pointer }],
  );
  if (within.length < collection.keys.length) return undefined;
  return listRole(operation, collection, showing, 'GET of an item, in a list of one', within);
}

/** `/users/by-email/{email}`. */
function readBelow(operation: Operation, collection: LazyCollection): Role | undefined {
  const shown = showEntity(operation, collection.name);
  if (shown === undefined || !showsSame(shown.found.facts, collection)) return undefined;
  const keys = boundBy(operation, collection);
  if (keys === undefined || keys.length === 0) return undefined;
  return readRole(
    operation,
    collection,
    shown,
    keys.map(({ parameter, pointer }) => keyOf(collection, parameter, pointer)),
  );
}

/** `/orders/{id}/details`. */
function readBelowItem(operation: Operation, node: PathNode, collection: LazyCollection): Role | undefined {
  if (node.kind !== 'literal' || node.depth !== collection.family.item?.depth) return undefined;
  const shown = showEntity(operation, collection.name);
  if (shown === undefined || !showsSame(shown.found.facts, collection)) return undefined;
  return isDetail(node.text)
    ? readRole(operation, collection, shown, keysFor(operation, collection))
    : undefined;
}

/** Does a path below an item show the item itself, by its name? */
export function isDetail(name: string): boolean {
  return /^(?:details?|full|info|overview|summary|view|show)$/.test(name);
}

function readRole(
  operation: Operation,
  collection: LazyCollection,
  shown: Showing<FoundEntity>,
  keys: readonly KeyPart[],
): ItemRole {
  return {
    kind: 'read',
    collection,
    ...common(operation, collection, shown, 'GET of an item at another path'),
    keys,
    at: '',
    upsert: false,
    selection: selectionsOf(operation, collection.family),
  };
}

function keyOf(collection: LazyCollection, parameter: string, pointer: string): KeyPart {
  const facts = collection.factsAt(pointer);
  return { parameter, pointer, type: facts?.isInteger === true ? 'integer' : 'string', by: 'client' };
}

/** What the path parameters below the collection say of its entities; undefined where one says nothing known. */
function boundBy(operation: Operation, { family }: LazyCollection): readonly Binding[] | undefined {
  const names = parameterNames(operation.path).slice(family.base.depth);
  const bindings: Binding[] = [];
  for (const parameter of names) {
    const [found] = membersNamed(parameter, family.views);
    if (found === undefined) return undefined;
    bindings.push({ parameter, pointer: found.pointer });
  }
  return bindings;
}

/**
 * A list at a path of its own (`/users/{id}/orders`) of things that a collection without that path holds (`/orders`):
 * each path parameter must be a member of these.
 */
export function bindElsewhere(
  list: Showing<FoundList>,
  node: PathNode,
  collection: LazyCollection,
): readonly Binding[] | undefined {
  const { operation, found } = list;
  if (collection.family.base.depth > 0 || !showsSame(found.item, collection)) return undefined;
  return bindPath(operation, node, collection);
}

/** By its path alone: can a list there be one of a collection that stands at the top? */
export function mayListElsewhere(base: PathNode, { family }: Inferred): boolean {
  if (base.depth === 0 || family.base.depth > 0 || (itemBelow(base)?.operations ?? []).length > 0)
    return false;
  const list = base.operations.find(({ method }) => method === 'GET');
  return list !== undefined && bindPath(list, base, { family }) !== undefined;
}

function bindPath(
  operation: Operation,
  node: PathNode,
  { family }: Pick<Inferred, 'family'>,
): readonly Binding[] | undefined {
  const names = parameterNames(operation.path);
  const owners: Array<string | undefined> = [];
  for (let at: PathNode | undefined = node; at !== undefined; at = at.parent)
    if (at.kind === 'parameter')
      owners.unshift(at.parent?.kind === 'literal' ? singularName(at.parent.text) : undefined);
  const bindings: Binding[] = [];
  for (const [index, parameter] of names.entries()) {
    const pointer = bind(parameter, owners[index], family.views);
    if (pointer === undefined) return undefined;
    bindings.push({ parameter, pointer });
  }
  return bindings.length === 0 ? undefined : bindings;
}

/** POST beside such a list. */
export function createElsewhere(
  operation: Operation,
  collection: LazyCollection,
  within: readonly Binding[],
): Role | undefined {
  const creation = asCreation(operation, collection.name, collection.family.views);
  if (creation === undefined || (requestOf(operation) === undefined && creation.shown === undefined))
    return undefined;
  return { ...createRole(operation, collection, creation, 'POST to a list of the same things'), within };
}
