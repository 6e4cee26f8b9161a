import type { Operation } from '../../model/index.ts';
import type { CaseDraft } from '../case.ts';
import type { PhaseContext } from '../phase.ts';
import { deedsOf } from '../sequence.ts';
import { escalation } from '../sequences/scopes.ts';
import type { Attempt } from './attempt.ts';
import { creation } from './creation.ts';
import { list, look } from './looks.ts';
import { missingScopes } from './missing.ts';
import { type Above, again, below, write } from './writes.ts';

type Way = (attempt: Attempt) => Promise<void>;

/**
 * Somebody who is known to lack the scopes of an operation asks for it and must be refused (RFC 6750 section 3.1), or shown
 * nothing. What is changed or deleted on the way the case has made itself, so that nothing of it stays.
 */
export function* withoutScopes(operation: Operation, context: PhaseContext): Iterable<CaseDraft> {
  const { options } = context;
  if (!options.checks.has(escalation.name)) return;
  for (const identity of options.identities.slice(1)) {
    const missing = missingScopes(operation, identity);
    const way = missing === undefined ? undefined : wayTo(operation, context);
    if (missing === undefined || !way) continue;
    const { name } = identity;
    yield {
      title: `${operation.method} ${operation.path} without ${missing}, by ${name}`,
      run: (session) => way({ session, context, operation, identity: name, missing }),
    };
  }
}

/** Undefined: what the operation does could not be taken back. */
function wayTo(operation: Operation, context: PhaseContext): Way | undefined {
  const { options, resources, knowledge } = context;
  const role = resources.role(operation);
  if (role?.kind === 'list') return (attempt) => list(attempt, role);
  if (operation.method === 'GET' || operation.method === 'QUERY') return look;
  if (role && 'collection' in role) {
    // Where several operations do the same, it is this one.
    const isMeant = (each: Operation) => each === operation || resources.role(each)?.kind !== role.kind;
    const deeds = deedsOf(role.collection, resources, (each) => options.select(each) && isMeant(each));
    const { create, replace, merge, remove } = deeds;
    const item = [replace, merge, remove].find((each) => each?.operation === operation);
    if (role.kind === 'create') return create && ((attempt) => creation(attempt, deeds));
    if (create && item) return (attempt) => write(attempt, deeds, item);
  }
  const above = itemAbove(operation, context);
  if (above) return (attempt) => below(attempt, above);
  const isRepeatable =
    operation.method === 'PUT' || role?.kind === 'merge' || role?.kind === 'singleton-merge';
  return isRepeatable && knowledge.accepted(operation) ? again : undefined;
}

/** The things that the path leads through, the innermost that can be made: what is done below one of its own goes with it. */
function itemAbove(operation: Operation, { options, resources }: PhaseContext): Above | undefined {
  const found = resources.collections.flatMap((collection) => {
    const named = collection.operations.find((each) => {
      const role = resources.role(each);
      return (
        role !== undefined &&
        'keys' in role &&
        role.keys.length > 0 &&
        role.within.length === 0 &&
        (operation.path === each.path || operation.path.startsWith(`${each.path}/`))
      );
    });
    const deeds = deedsOf(collection, resources, options.select);
    return named && deeds.create ? [{ operation: named, deeds }] : [];
  });
  return found.toSorted((left, right) => right.operation.path.length - left.operation.path.length)[0];
}
