import type { Operation } from '../model/index.ts';
import { successOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { FoundEntity } from './envelope.ts';
import { type Family, isKinOfAny, type Showing, showEntity, showList } from './family.ts';
import { parameterNames } from './path-tree.ts';
import type { ItemRole, KeyPart, Shown } from './resource.ts';

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

/** What the answer shows of the collection's entities. */
export function oursOf(operation: Operation, { name, views }: Family): Showing<FoundEntity> | undefined {
  const shown = showList(operation, name, false) === undefined ? showEntity(operation, name) : undefined;
  return shown !== undefined && isKinOfAny(shown.found.facts, views) ? shown : undefined;
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
