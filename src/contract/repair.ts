import { sameJson } from '../schema/index.ts';
import type { Session } from './case.ts';
import type { Draft } from './draft.ts';
import type { PhaseContext } from './phase.ts';
import type { Refusal } from './refusal.ts';
import { absent, partOf } from './request-part.ts';
import { generatedDraft } from './request-values.ts';

/**
 * The draft with other values where an answer has refused some: what it names as a choice, a thing that is there, a value
 * made anew, or none where the description lets it be left out. Undefined where nothing can be done; what comes back is
 * valid by the description as the draft was.
 *
 * @param attempt counts from 0: later ones choose otherwise
 */
export function repaired(
  draft: Draft,
  refusals: readonly Refusal[],
  attempt: number,
  session: Session,
  context: PhaseContext,
): Draft | undefined {
  if (refusals.length === 0) return undefined;
  const { operation } = draft;
  const { verdict } = session.judge(draft);
  const key = `repair ${attempt}`;
  const fresh = generatedDraft(operation, context.generator, { key, full: true });
  let current = draft;
  for (const refusal of refusals) {
    const part = partOf(operation, refusal, [current, fresh]);
    if (!part) continue;
    const old = part.read(current);
    const there = part.isBody ? thingsNamed(part.pointer, attempt, session, context) : [];
    for (const value of candidates(refusal, old, part.read(fresh), there, attempt)) {
      if (value === undefined || (value !== absent && sameJson(value, old))) continue;
      const next = part.put(current, value);
      if (!next || session.judge(next).verdict !== verdict) continue;
      current = next;
      break;
    }
  }
  return current === draft ? undefined : current;
}

function candidates(
  refusal: Refusal,
  value: unknown,
  fresh: unknown,
  there: readonly unknown[],
  attempt: number,
): unknown[] {
  const { reason, choices } = refusal;
  const chosen = choices.length > 0 ? [typed(choices[attempt % choices.length], value)] : [];
  switch (reason) {
    case 'unexpected':
      return [absent];
    case 'required':
      return [...chosen, ...there, fresh];
    case 'reference':
      return [...there, absent, fresh];
    case 'duplicate': {
      // Believable names are few.
      const unlike = typeof value === 'string' ? `${value}-${attempt + 1}` : undefined;
      return attempt === 0 ? [fresh, unlike] : [unlike, fresh];
    }
    default: {
      const others = [...there, fresh, absent];
      return [...chosen, ...within(refusal, value), ...(attempt % 2 === 0 ? others : others.toReversed())];
    }
  }
}

/** Keys of things that are there, for a member that names one. */
export function thingsNamed(
  pointer: string,
  attempt: number,
  { knowledge }: Session,
  { resources }: PhaseContext,
): unknown[] {
  const generic = pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  const reference = resources.collections
    .flatMap(({ references }) => references)
    .find((each) => each.pointer === pointer || each.pointer === generic);
  const things = reference ? knowledge.things.of(reference.to) : [];
  const thing = things[attempt % Math.max(1, things.length)];
  return thing ? [thing.keys.at(-1)] : [];
}

/** The value moved to each limit that the refusal names. */
export function within({ least, most }: Refusal, value: unknown): unknown[] {
  return [least, most].flatMap((limit, index) => moved(value, limit, index === 0));
}

function moved(value: unknown, limit: number | undefined, isLeast: boolean): unknown[] {
  if (limit === undefined) return [];
  if (typeof value === 'number') return [isLeast ? Math.max(value, limit) : Math.min(value, limit)];
  if (typeof value !== 'string') return [];
  return [isLeast ? value.padEnd(Math.min(limit, 1_000), 'a') : value.slice(0, limit)];
}

/** A choice of the same type as the value that it is to replace; undefined where it cannot be. */
export function typed(choice: unknown, value: unknown): unknown {
  if (typeof value !== 'number' || typeof choice !== 'string') return choice;
  const number = Number(choice);
  return Number.isFinite(number) ? number : undefined;
}
