import { responseForStatus } from '../../http/index.ts';
import type { Operation } from '../../model/index.ts';
import type { Place, Refused } from '../../state/index.ts';
import type { Reply } from '../answer-source.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { refusal } from './answers.ts';
import { once } from './idempotency.ts';
import { type Outcome, placeOf, type Turn } from './turn.ts';

/** Decides on the world as it is, and keeps what was decided. */
export function change(turn: Turn, decide: (place: Place) => Outcome): MaybePromise<Reply | undefined> {
  const { state, request } = turn;
  return state.worlds.commit(request.session, (world, at) => {
    const place = placeOf(turn, world, at, !tellsConflict(turn));
    const { reply, changes } = once(turn, place, () => decide(place));
    return { result: reply, changes: reply === undefined ? [] : changes };
  });
}

/** Nothing is changed. */
export function answered(reply: Reply | undefined): Outcome {
  return { reply, changes: [] };
}

/** The answer to a change that is not made; none of ours where the client could not know of it. */
export function refused(turn: Turn, why: Refused): Outcome {
  const { request, role } = turn;
  // What the description does not take was let through on purpose.
  if (request.violations.length > 0 || !tellsRefusal(turn, why)) return answered(undefined);
  return answered(refusal(role.operation, why));
}

/** Is the refusal of a good request an answer that the client can know of? */
export function tellsRefusal({ role: { operation } }: Turn, why: Refused): boolean {
  if (why.reason === 'unknown' || why.reason === 'gone') return true;
  return responseForStatus(operation.responses, refusal(operation, why).status) !== undefined;
}

const conflicts = new WeakMap<Operation, boolean>();

function tellsConflict(turn: Turn): boolean {
  const { operation } = turn.role;
  let tells = conflicts.get(operation);
  if (tells === undefined)
    conflicts.set(operation, (tells = tellsRefusal(turn, { reason: 'conflict', detail: '' })));
  return tells;
}
