import { sameJson } from '../../schema/index.ts';
import { act, make } from '../acts.ts';
import type { CaseDraft, Session } from '../case.ts';
import { checkOf } from '../check-of.ts';
import { blame } from '../failure.ts';
import type { PhaseContext } from '../phase.ts';
import type { Deeds, Sequence } from '../sequence.ts';

const useAfterDelete = checkOf('use-after-delete', 'state', 'What was deleted is still there');
const takesOthers = checkOf('delete-takes-others', 'state', 'Deleting one thing deletes another');
const notIdempotent = checkOf('delete-not-idempotent', 'state', 'Deleting twice deletes something else');

/** Create two, delete one twice: it is gone, and the other is not. */
export const removal: Sequence = {
  checks: [useAfterDelete, takesOthers, notIdempotent],
  *cases(deeds, context): Iterable<CaseDraft> {
    if (!deeds.create || !deeds.remove || !deeds.read) return;
    yield {
      title: `delete one of ${deeds.collection.id}, and look for it`,
      run: (session) => removeAndLook(session, deeds, context),
    };
    yield {
      title: `delete one of ${deeds.collection.id} twice`,
      run: (session) => removeTwice(session, deeds, context),
    };
  },
};

async function removeAndLook(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const { remove, read } = deeds;
  const made = await make(session, deeds, context);
  if (!made || !remove || !read) return;
  // What cannot be read before proves nothing when it cannot be read afterwards, or can.
  if (!(await act(session, read, made.thing)).ok) return;
  const removed = await act(session, remove, made.thing);
  // 202 promises no more than that it will be done (RFC 9110 section 15.3.3).
  if (!removed.ok || removed.exchange.response?.status === 202) return;
  const seen = await act(session, read, made.thing);
  if (!seen.ok) return;
  const { operation } = remove;
  session.fail(
    blame(operation, {
      check: useAfterDelete.name,
      kind: 'read',
      message: `${operation.method} ${operation.path} is answered ${removed.exchange.response?.status}, and ${read.operation.method} still shows what it names.`,
      where: 'status',
      exchanges: [removed.exchange, seen.exchange],
    }),
  );
}

async function removeTwice(session: Session, deeds: Deeds, context: PhaseContext): Promise<void> {
  const { remove, read } = deeds;
  const first = await make(session, deeds, context);
  const other = first && (await make(session, deeds, context, undefined, first.thing));
  if (!first || !other || !remove || !read) return;
  // What was asked for twice may be one thing.
  if (sameJson(first.thing.keys, other.thing.keys)) return;
  if (!(await act(session, read, other.thing)).ok) return;
  const removed = await act(session, remove, first.thing);
  if (!removed.ok) return;
  const left = await act(session, read, other.thing);
  if (!left.ok && left.exchange.response) {
    session.fail(
      blame(remove.operation, {
        check: takesOthers.name,
        kind: 'other',
        message: `After one thing was deleted, another one is answered ${left.exchange.response.status}.`,
        where: 'status',
        exchanges: [removed.exchange, left.exchange],
      }),
    );
    return;
  }
  const again = await act(session, remove, first.thing);
  const seen = await act(session, read, other.thing);
  if (seen.ok || seen.exchange.response === undefined) return;
  session.fail(
    blame(remove.operation, {
      check: notIdempotent.name,
      kind: 'other',
      message: `After the same thing was deleted twice, another one is answered ${seen.exchange.response.status}.`,
      where: 'status',
      exchanges: [again.exchange, seen.exchange],
    }),
  );
}
