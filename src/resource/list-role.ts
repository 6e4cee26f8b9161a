import type { Operation } from '../model/index.ts';
import { successOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { FoundList } from './envelope.ts';
import type { Showing } from './family.ts';
import { listShape } from './list-shape.ts';
import { parameterNames } from './path-tree.ts';
import type { Binding, ListRole } from './resource.ts';
import { selectionsOf } from './selection.ts';

export function listRole(
  operation: Operation,
  collection: LazyCollection,
  showing: Showing<FoundList>,
  why: string,
  within: readonly Binding[],
): ListRole {
  return {
    kind: 'list',
    operation,
    success: successOf(operation),
    shown: undefined,
    parents: parameterNames(operation.path).slice(0, collection.family.base.depth),
    within,
    why,
    collection,
    list: listShape(showing, operation),
    paging: undefined,
    filters: [],
    search: undefined,
    ordering: undefined,
    selection: selectionsOf(operation, collection.family),
  };
}
