import type { Operation } from '../model/index.ts';
import { successOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { FoundList } from './envelope.ts';
import type { Showing } from './family.ts';
import { filtersOf, searchOf } from './filters.ts';
import { listShape } from './list-shape.ts';
import { orderingOf } from './ordering.ts';
import { pagingOf } from './paging.ts';
import { parameterNames } from './path-tree.ts';
import { queryOf } from './query.ts';
import type { Binding, ListRole } from './resource.ts';
import { selectionsOf } from './selection.ts';

export function listRole(
  operation: Operation,
  collection: LazyCollection,
  showing: Showing<FoundList>,
  why: string,
  within: readonly Binding[],
): ListRole {
  const { family } = collection;
  const list = listShape(showing, operation);
  const query = queryOf(operation);
  const selection = selectionsOf(operation, family);
  const taken = new Set(
    query.filter(({ parameter }) => selection.some((one) => one.parameter === parameter)),
  );
  const views = [showing.found.item, ...family.views];
  const ordering = orderingOf(query, taken);
  const search = searchOf(query, views, taken);
  const paging = pagingOf(query, list.facts, taken);
  return {
    kind: 'list',
    operation,
    success: successOf(operation),
    shown: undefined,
    parents: parameterNames(operation.path).slice(0, family.base.depth),
    within,
    why,
    collection,
    list,
    paging,
    filters: filtersOf(query, views, taken),
    search: search?.parameter,
    ordering,
    selection,
  };
}
