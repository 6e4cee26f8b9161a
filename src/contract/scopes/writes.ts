import type { Operation } from '../../model/index.ts';
import type { ItemRole } from '../../resource/index.ts';
import { isJsonObject, valueAt } from '../../schema/index.ts';
import { act, type Done, make, newBody } from '../acts.ts';
import { sameMeaning } from '../same.ts';
import type { Deeds } from '../sequence.ts';
import { type Attempt, accuse, isRefused, isTaken } from './attempt.ts';

/** An operation that names things by its path, and what else can be done with these. */
export interface Above {
  readonly operation: Operation;
  readonly deeds: Deeds;
}

/** To what the case has made; what came of it is seen by the caller's own reading. */
export async function write(attempt: Attempt, deeds: Deeds, role: ItemRole): Promise<void> {
  const { session, context, identity } = attempt;
  const made = await make(session, deeds, context);
  if (!made) return;
  const { read } = deeds;
  const before = read && (await act(session, read, made.thing));
  const body =
    role.kind === 'delete'
      ? undefined
      : (newBody(role, context, `scopes ${session.random.next()}`) ??
        session.knowledge.base(role.operation).body);
  const tried = await act(session, role, made.thing, body, { identity });
  const after = read && before?.ok ? await act(session, read, made.thing) : undefined;
  const exchanges = [made.exchange, ...(after ? [after.exchange] : []), tried.exchange];
  if (role.kind === 'delete') {
    // Where nothing can be read, the caller's own deletion tells.
    const isGone = isAbsent(
      after ?? (isTaken(tried.exchange) ? await act(session, role, made.thing) : undefined),
    );
    if (isGone && isTaken(tried.exchange)) accuse(attempt, exchanges);
    else if (isGone && isRefused(tried.exchange)) accuse(attempt, exchanges, 'has deleted it all the same');
    return;
  }
  const sent = body && 'value' in body ? valueAt(body.value, role.at) : undefined;
  const { taken, left } = effect(before, after, isJsonObject(sent) ? sent : {});
  if (isTaken(tried.exchange) && (taken.length > 0 || left.length === 0)) accuse(attempt, exchanges);
  else if (isRefused(tried.exchange) && taken.length > 0)
    accuse(attempt, exchanges, `has changed ${taken.join(', ')} all the same`);
}

/** Which members that were to become others have, and which are as they were. */
function effect(
  before: Done | undefined,
  after: Done | undefined,
  sent: Readonly<Record<string, unknown>>,
): { readonly taken: readonly string[]; readonly left: readonly string[] } {
  const [was, is] = [before?.shown ?? {}, after?.shown ?? {}];
  const names = Object.keys(sent).filter(
    (name) => Object.hasOwn(was, name) && Object.hasOwn(is, name) && !sameMeaning(was[name], sent[name]),
  );
  return {
    taken: names.filter((name) => sameMeaning(is[name], sent[name])),
    left: names.filter((name) => sameMeaning(is[name], was[name])),
  };
}

/** Something else that is done to a thing of the case's own, or to what lies below it. */
export async function below(attempt: Attempt, { operation: named, deeds }: Above): Promise<void> {
  const { session, context, operation, identity } = attempt;
  const made = await make(session, deeds, context);
  if (!made) return;
  const { path } = session.knowledge.things.naming(named, made.thing).parameters;
  const base = session.knowledge.base(operation);
  const parameters = { ...base.parameters, path: { ...base.parameters.path, ...path } };
  const tried = await session.send({ ...base, parameters }, { identity });
  if (isTaken(tried)) accuse(attempt, [made.exchange, tried]);
}

/** What the caller has just written, written once more: it changes nothing, whoever is let in. */
export async function again(attempt: Attempt): Promise<void> {
  const { session, operation, identity } = attempt;
  const { knowledge } = session;
  const draft = knowledge.things.fill(knowledge.base(operation));
  const own = await session.send(draft);
  if (!isTaken(own)) return;
  const tried = await session.send(draft, { identity });
  if (isTaken(tried)) accuse(attempt, [own, tried]);
}

function isAbsent(done: Done | undefined): boolean {
  const status = done?.exchange.response?.status;
  return status === 404 || status === 410;
}
