import type { Operation } from '../model/index.ts';
import { joinPointer } from '../schema/index.ts';
import { requestOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import { filtersOf } from './filters.ts';
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
  const ours = oursOf(operation, collection.family);
  const isUndone = operation.method === 'DELETE';
  return {
    kind: 'action',
    collection,
    ...common(operation, collection, ours, why),
    keys,
    shows: ours !== undefined,
    changes: keys.length > 0 ? changesOf(verb, collection.family.views, isUndone) : new Map(),
    bulk,
    filters: bulk === undefined ? [] : filtersOf(queryOf(operation), collection.family.views, new Set()),
    named: bulk === undefined ? undefined : namedIn(operation),
  };
}

/** Where the request's body lists keys: itself, or a member like `ids`. */
function namedIn(operation: Operation): string | undefined {
  const facts = requestOf(operation)?.facts;
  if (facts === undefined) return undefined;
  if (facts.isArray) return facts.items?.isKeyLike === true ? '' : undefined;
  for (const [name, member] of facts.members()) {
    if (!member.isArray || member.items?.isKeyLike !== true) continue;
    if (facts.size === 1 || /(?:ids|uuids|keys|pks|slugs|names)$/.test(plainName(name)))
      return joinPointer('', name);
  }
  return undefined;
}
