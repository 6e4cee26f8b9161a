import type { Operation } from '../../model/index.ts';
import type { Session } from '../case.ts';
import type { Exchange } from '../exchange.ts';
import { blame, placeOf } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import { escalation } from '../sequences/scopes.ts';

/** Who tries what, and what they lack for it. */
export interface Attempt {
  readonly session: Session;
  readonly context: PhaseContext;
  readonly operation: Operation;
  readonly identity: string;
  readonly missing: string;
}

/** 207 may refuse each of its parts. */
export function isTaken({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300 && response.status !== 207;
}

export function isRefused({ response }: Exchange): boolean {
  return response !== undefined && [401, 403, 404].includes(response.status);
}

/** @param effect what a request that is refused has done nevertheless */
export function accuse(
  { session, operation, identity, missing }: Attempt,
  exchanges: readonly Exchange[],
  effect?: string,
): void {
  const status = exchanges.at(-1)?.response?.status;
  const answered = effect === undefined ? `is answered ${status}` : `is refused with ${status} and ${effect}`;
  session.fail(
    blame(operation, {
      check: escalation.name,
      kind: effect === undefined ? operation.method : 'effect',
      message: `${operation.method} ${operation.path} by ${identity}, who lacks ${missing}, ${answered}.`,
      where: 'security',
      exchanges,
      place: placeOf(operation.node, 'security'),
    }),
  );
}
