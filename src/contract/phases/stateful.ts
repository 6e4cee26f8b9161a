import type { Operation } from '../../model/index.ts';
import type { CaseDraft } from '../case.ts';
import { linkCases } from '../links.ts';
import type { Phase, PhaseContext } from '../phase.ts';
import { withoutScopes } from '../scopes/cases.ts';
import { type Deeds, deedsOf } from '../sequence.ts';
import { allSequences } from '../sequences.ts';
import { tooOften } from './provoke-limits.ts';

/** Sequences of requests: each collection's once, with the first of its operations that can begin one. */
export const stateful: Phase = {
  name: 'stateful',
  *cases(operation, context): Iterable<CaseDraft> {
    yield* sequences(operation, context);
    yield* linkCases(operation, context);
    yield* withoutScopes(operation, context);
    // Last, since what comes after it may be refused as well.
    yield* tooOften(operation, context);
  },
};

function* sequences(operation: Operation, context: PhaseContext): Iterable<CaseDraft> {
  const role = context.resources.role(operation);
  if (!role || !('collection' in role)) return;
  const deeds = deedsOf(role.collection, context.resources, context.options.select);
  if (firstOf(deeds) !== operation) return;
  for (const sequence of allSequences) {
    if (!sequence.checks.some(({ name }) => context.options.checks.has(name))) continue;
    yield* sequence.cases(deeds, context);
  }
}

function firstOf({ create, list, read, replace, merge, remove }: Deeds) {
  return [create, list, read, replace, merge, remove].find((role) => role !== undefined)?.operation;
}
