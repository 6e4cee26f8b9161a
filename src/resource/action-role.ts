import type { Operation } from '../model/index.ts';
import { joinPointer } from '../schema/index.ts';
import { requestOf } from './body.ts';
import type { LazyCollection } from './collection.ts';
import type { Facts } from './facts.ts';
import { showSeveral } from './family.ts';
import { filtersOf } from './filters.ts';
import { isWhole } from './kinship.ts';
import { isPlural, plainName } from './naming.ts';
import { type Asked, queryOf } from './query.ts';
import type { ActionRole, Filter, KeyPart } from './resource.ts';
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
  const query = bulk === undefined ? [] : queryOf(operation);
  const filters = filtersOf(query, collection.family.views, new Set());
  return {
    kind: 'action',
    collection,
    ...common(operation, collection, bulk === 'update' ? several : whole, why),
    keys,
    shows: whole !== undefined,
    changes: keys.length > 0 ? changesOf(verb, collection.family.views, isUndone) : new Map(),
    bulk,
    all: bulk === 'delete' && isUndone && isOfAll(operation, query, filters),
    filters,
    named: bulk === undefined ? undefined : namedIn(operation),
  };
}

/** Parameters that choose no entities. */
const harmless = /^(?:force|pretty|timeout|async|wait|format|verbose|apiversion|accesstoken|apikey)$/;

/** Is nothing but its filters there to choose by, and does it not say that it is about one, or about others? */
function isOfAll(operation: Operation, query: readonly Asked[], filters: readonly Filter[]): boolean {
  if (operation.requestBody !== undefined) return false;
  const isRead = ({ parameter, plain }: Asked) =>
    harmless.test(plain) || filters.some((filter) => filter.parameter === parameter);
  const [said = ''] = (operation.summary ?? operation.description ?? '').split(/[.\n]/);
  const [, one] =
    /^\W*\w+ an? ((?:[\w-]+ ?){1,4}?)(?= ?(?:for|to|of|in|on|with|from|by|at)\b|\W*$)/i.exec(said) ?? [];
  const isOne = one !== undefined && !isPlural(one);
  return query.every(isRead) && !isOne && !/\b(?:other|others|another)\b/i.test(said);
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
