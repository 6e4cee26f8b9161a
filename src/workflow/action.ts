import type { RuntimeFacts } from '../http/index.ts';
import { judgeCriteria } from './criterion.ts';
import type { Action } from './document.ts';
import type { Scope } from './scope.ts';

/**
 * The first action whose criteria all pass (Arazzo, Success Action Object and Failure Action Object). A retry counts only
 * while it is not exhausted.
 *
 * @param tried how often each retry has been taken
 */
export async function chooseAction(
  actions: readonly Action[],
  scope: Scope,
  tried: ReadonlyMap<Action, number> = new Map(),
): Promise<Action | undefined> {
  for (const action of actions) {
    if (action.type === 'retry' && (tried.get(action) ?? 0) >= action.retryLimit) continue;
    const results = await judgeCriteria(action.criteria, scope);
    if (results.every(({ passed }) => passed)) return action;
  }
  return undefined;
}

/** Milliseconds until the next attempt: what `Retry-After` says overrules the action (RFC 9110 section 10.2.3). */
export function retryDelay({ retryAfter }: Action, facts: RuntimeFacts | undefined): number {
  const headers = facts?.response?.headers;
  const text = headers?.get('retry-after')?.trim();
  if (text !== undefined && /^\d+$/.test(text)) return Number(text) * 1000;
  const until = text === undefined ? Number.NaN : Date.parse(text);
  const from = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(until - from) ? retryAfter * 1000 : Math.max(0, until - from);
}
