import type { Operation } from '../model/index.ts';
import { joinPointer } from '../schema/index.ts';
import { requestOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { Facts } from './facts.ts';
import { showSeveral } from './family.ts';
import { filtersOf } from './filters.ts';
import { isWhole } from './kinship.ts';
import { plainName } from './naming.ts';
import { queryOf } from './query.ts';
import type { ActionRole, KeyPart } from './resource.ts';
import { common, oursOf } from './role-base.ts';
import { changesOf } from './verbs.ts';

/** Of something done to an entity or to the collection: `POST /orders/{id}/cancel`. */
export function actionRole(
  operation: Operation,
  collection: LazyCollection,
  keys: readonly KeyPart[],
  why: string,
  bulk: ActionRole['bulk'],
  verb = '',
): ActionRole {
  const { views } = collection.family;
  const ours = oursOf(operation, collection.family);
  const whole =
    ours !== undefined && views.some((view) => isWhole(view, ours.found.facts)) ? ours : undefined;
  const several = bulk === 'update' ? showSeveral(operation, collection.family.name, views) : undefined;
  const isUndone = operation.method === 'DELETE';
  return {
    kind: 'action',
    collection,
    ...common(operation, collection, bulk === 'update' ? several : whole, why),
    keys,
    shows: whole !== undefined,
    changes: keys.length > 0 ? changesOf(verb, collection.family.views, isUndone) : new Map(),
    bulk,
    filters: bulk === undefined ? [] : filtersOf(queryOf(operation), collection.family.views, new Set()),
    named: bulk === undefined ? undefined : namedIn(operation),
  };
}

/** A key, or an entity that has it. */
function isNaming(facts: Facts | undefined): boolean {
  return facts?.isKeyLike === true || (facts?.isObject === true && facts.size > 0);
}

/** Where the request's body lists keys: itself, or a member like `ids`. */
function namedIn(operation: Operation): string | undefined {
  const facts = requestOf(operation)?.facts;
  if (facts === undefined) return undefined;
  if (facts.isArray) return isNaming(facts.items) ? '' : undefined;
  for (const [name, member] of facts.members()) {
    if (!member.isArray || !isNaming(member.items)) continue;
    if (facts.size === 1 || /(?:ids|uuids|keys|pks|slugs|names)$/.test(plainName(name)))
      return joinPointer('', name);
  }
  return undefined;
}
