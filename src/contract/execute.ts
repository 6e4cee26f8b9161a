import { createRandom } from '../generation/index.ts';
import type { Case } from './case.ts';
import type { Failure } from './failure.ts';
import { type FindingTag, fingerprint } from './finding.ts';
import { CaseSession, type SessionContext } from './session.ts';

/** How many simpler cases are tried for one failing one. */
const maxShrinks = 60;

export interface Executed {
  readonly requests: number;
  readonly failures: ReadonlyArray<{ readonly failure: Failure; readonly tags: readonly FindingTag[] }>;
}

/**
 * Runs a case; what fails is confirmed before it is told: the case runs again, and its control once. A failure whose
 * simpler case shows the same is told with that one's requests.
 *
 * @param isKnown spares the confirmation of what has been confirmed before
 */
export async function execute(
  it: Case,
  context: SessionContext,
  isKnown: (failure: Failure) => boolean,
): Promise<Executed> {
  const first = await once(it, context);
  let requests = first.exchanges.length;
  const fresh = first.failures.filter((failure) => !isKnown(failure));
  if (fresh.length === 0)
    return { requests, failures: first.failures.map((failure) => ({ failure, tags: [] })) };
  const again = await once(it, context);
  requests += again.exchanges.length;
  const seenAgain = new Set(again.failures.map(fingerprint));
  const control = it.control && (await controlled(it, context));
  requests += control?.exchanges.length ?? 0;
  const regardless = new Set(control?.failures.map(fingerprint));
  const smallest = await shrunk(
    it,
    fresh.filter((failure) => seenAgain.has(fingerprint(failure))),
    context,
  );
  requests += smallest.requests;
  const failures = first.failures.map((failure) => {
    const own = fingerprint(failure);
    if (isKnown(failure)) return { failure, tags: [] };
    const tags: FindingTag[] = [];
    if (!seenAgain.has(own)) tags.push('flaky');
    if (regardless.has(own)) tags.push('regardless');
    const plain = control?.failures.find((other) => fingerprint(other) === own);
    return { failure: plain ?? smallest.failures.get(own) ?? failure, tags };
  });
  return { requests, failures };
}

async function once(it: Case, context: SessionContext): Promise<CaseSession> {
  const session = new CaseSession(context, createRandom(context.options.seed).fork(it.id), it.id);
  try {
    await it.run(session);
  } finally {
    await session.cleanUp();
  }
  return session;
}

function controlled(it: Case, context: SessionContext): Promise<CaseSession> {
  const { control } = it;
  return once({ ...it, run: async (session) => void (await control?.(session)) }, context);
}

/** Walks down from case to simpler case for as long as one of the failures is still shown. */
async function shrunk(
  it: Case,
  failures: readonly Failure[],
  context: SessionContext,
): Promise<{ failures: Map<string, Failure>; requests: number }> {
  const found = new Map<string, Failure>();
  const wanted = new Set(failures.map(fingerprint));
  let requests = 0;
  let left = wanted.size > 0 && it.smaller ? maxShrinks : 0;
  let current: Case = it;
  for (let simpler = true; simpler && left > 0; ) {
    simpler = false;
    for (const draft of current.smaller?.() ?? []) {
      if (left-- <= 0) break;
      const candidate: Case = { ...draft, id: it.id, phase: it.phase, operation: it.operation };
      const session = await once(candidate, context);
      requests += session.exchanges.length;
      const same = session.failures.filter((failure) => wanted.has(fingerprint(failure)));
      if (same.length === 0) continue;
      for (const failure of same) found.set(fingerprint(failure), failure);
      current = candidate;
      simpler = true;
      break;
    }
  }
  return { failures: found, requests };
}
