import type { Operation } from '../model/index.ts';
import type { Resources, Role } from '../resource/index.ts';
import type { Session } from './case.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import { grounded } from './ground.ts';
import type { LearntKnowledge } from './knowledge.ts';
import { isRefused, refusalsFor } from './lessons.ts';
import type { PhaseContext } from './phase.ts';
import { repaired } from './repair.ts';
import { exampleDrafts } from './request-examples.ts';
import { generatedDraft } from './request-values.ts';

/** Requests that are tried to find one that the target takes. */
const maxTries = 4;
/** How often a request is sent again with what its refusal has taught. */
const maxLessons = 5;

/**
 * Looks for a request that the target takes, operation by operation, before anything is judged: what makes things first,
 * outermost first, what takes them away last, so that there are things to ask for.
 */
export async function scout(
  operations: readonly Operation[],
  context: PhaseContext,
  session: Session,
  knowledge: LearntKnowledge,
): Promise<void> {
  for (const operation of inOrder(operations, context.resources)) {
    for (const tried of tries(operation, context, session)) {
      const draft = await grounded(session, tried, tried, context);
      const { draft: last, exchange } = await taught(draft, session, context, knowledge);
      if (knowledge.accepted(operation)) {
        const again = await refusedAgain(last, session, context);
        if (again) knowledge.noteOnce(again);
        break;
      }
      if (exchange.problem?.kind === 'refused') return;
    }
  }
}

/** Sends a request, and again with other values as long as the answers say what is wrong with those. */
async function taught(
  first: Draft,
  session: Session,
  context: PhaseContext,
  knowledge: LearntKnowledge,
): Promise<{ draft: Draft; exchange: Exchange }> {
  let draft = first;
  for (let attempt = 0; ; attempt++) {
    const exchange = await session.send(draft, { unchecked: true });
    knowledge.learn(draft, exchange);
    const { response } = exchange;
    if (!response || attempt >= maxLessons) return { draft, exchange };
    const next = repaired(draft, refusalsFor(response, draft, attempt, context), attempt, session, context);
    if (!next) return { draft, exchange };
    draft = next;
  }
}

/** What makes things may take each but once: a conflict of what is unique. */
async function refusedAgain(
  draft: Draft,
  session: Session,
  { resources }: PhaseContext,
): Promise<Exchange | undefined> {
  const { operation, body } = draft;
  const kind = resources.role(operation)?.kind;
  if (operation.method !== 'POST' || !body || (kind !== undefined && kind !== 'create')) return undefined;
  const exchange = await session.send(draft, { unchecked: true });
  return exchange.response && isRefused(exchange.response) ? exchange : undefined;
}

function* tries(operation: Operation, context: PhaseContext, session: Session): Iterable<Draft> {
  let left = maxTries;
  for (const draft of drafts(operation, context)) {
    if (left-- <= 0) return;
    const filled = session.knowledge.things.fill(draft);
    // What is there may still not be what this operation asks for.
    yield session.judge(filled).verdict === 'valid' ? filled : draft;
  }
}

function* drafts(operation: Operation, context: PhaseContext): Iterable<Draft> {
  yield generatedDraft(operation, context.generator, { key: 'scout', full: false });
  for (const { draft } of exampleDrafts(operation, context)) yield draft;
  yield generatedDraft(operation, context.generator, { key: 'scout', full: true });
}

/** Ranks by what an operation does to things. */
const ranks: Readonly<Record<string, number>> = {
  create: 0,
  list: 2,
  read: 3,
  exists: 3,
  'singleton-read': 3,
  replace: 4,
  merge: 4,
  'singleton-replace': 4,
  'singleton-merge': 4,
  action: 6,
  'singleton-delete': 8,
  delete: 9,
};
const unknownRank = 5;

/** What empties a list goes after what takes away one of it. */
function rankOf(role: Role): number {
  return role.kind === 'action' && role.bulk === 'delete' ? 10 : (ranks[role.kind] ?? unknownRank);
}

/** What makes things first, outermost first; what takes them away last, innermost first. */
export function inOrder(operations: readonly Operation[], resources: Resources): Operation[] {
  const rank = (operation: Operation): number => {
    const role = resources.role(operation);
    const depth = role && 'collection' in role ? role.collection.parents.length : 0;
    const own = role ? rankOf(role) : operation.method === 'GET' ? 3 : unknownRank;
    // Children can only be made below what is there, and must go before it.
    return own * 20 + (role?.kind === 'delete' ? -depth : depth);
  };
  const ranked = new Map(operations.map((operation) => [operation, rank(operation)]));
  return operations.toSorted((left, right) => (ranked.get(left) ?? 0) - (ranked.get(right) ?? 0));
}
