import type { Operation } from '../model/index.ts';
import type { Collection, CreateRole, ItemRole, ListRole, Resources, Role } from '../resource/index.ts';
import type { CaseDraft } from './case.ts';
import type { Check } from './check.ts';
import type { PhaseContext } from './phase.ts';

/** What can be done with the entities of one collection. */
export interface Deeds {
  readonly collection: Collection;
  readonly create: CreateRole | undefined;
  readonly read: ItemRole | undefined;
  readonly replace: ItemRole | undefined;
  readonly merge: ItemRole | undefined;
  readonly remove: ItemRole | undefined;
  readonly list: ListRole | undefined;
}

/** Requests that follow one another, and what must hold between their answers. */
export interface Sequence {
  /** What it can find. */
  readonly checks: readonly Check[];
  cases(deeds: Deeds, context: PhaseContext): Iterable<CaseDraft>;
}

/** Only operations that are selected count. */
export function deedsOf(
  collection: Collection,
  resources: Resources,
  select: (operation: Operation) => boolean,
): Deeds {
  const roles = collection.operations.filter(select).flatMap((operation) => resources.role(operation) ?? []);
  const first = <Kind extends Role['kind']>(kind: Kind) =>
    roles.find((role): role is Extract<Role, { kind: Kind }> => role.kind === kind && isOf(role, collection));
  const item = (kind: 'read' | 'replace' | 'merge' | 'delete') =>
    roles.find((role): role is ItemRole => role.kind === kind && isOf(role, collection) && namesByKey(role));
  const create = roles.find(
    (role): role is CreateRole => role.kind === 'create' && isOf(role, collection) && !role.bulk,
  );
  return {
    collection,
    create,
    read: item('read'),
    replace: item('replace'),
    merge: item('merge'),
    remove: item('delete'),
    list: first('list'),
  };
}

function isOf(role: Role, collection: Collection): boolean {
  return 'collection' in role && role.collection === collection && role.within.length === 0;
}

/** `/users/by-email/{email}` names what it names by something that a change may change. */
function namesByKey(role: Role): boolean {
  return (
    'keys' in role &&
    role.keys.length === ('collection' in role ? role.collection.keys.length : 0) &&
    role.keys.every(
      ({ pointer }, index) => 'collection' in role && pointer === role.collection.keys[index]?.pointer,
    )
  );
}
