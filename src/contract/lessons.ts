import type { Operation } from '../model/index.ts';
import { joinPointer, parsePointer, sameJson, valueAt } from '../schema/index.ts';
import type { Session } from './case.ts';
import type { Draft } from './draft.ts';
import type { WireResponse } from './exchange.ts';
import type { Judgement } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { PhaseContext } from './phase.ts';
import { type Refusal, readRefusals } from './refusal.ts';
import { thingsNamed, typed, within } from './repair.ts';
import { absent, partOf } from './request-part.ts';
import { generatedDraft } from './request-values.ts';
import { jsonOf } from './response-reading.ts';

const maxLessons = 40;
const maxItems = 20;

/** Is the request refused for what it says? */
export function isRefused({ status }: WireResponse): boolean {
  return status === 400 || status === 409 || status === 422;
}

/** What an answer says is wrong with its request; empty where it is no refusal, or says nothing. */
function refusalsOf(response: WireResponse): Refusal[] {
  return isRefused(response) ? readRefusals(jsonOf(response)) : [];
}

/** Guessing goes no further: what a target never takes is refused soon. */
const maxGuesses = 2;

/**
 * What an answer says is wrong with its request, or may be where it says nothing: that there is a thing already that has
 * the key, or another member that no two have, which the request has sent.
 *
 * @param attempt counts from 0
 */
export function refusalsFor(
  response: WireResponse,
  draft: Draft,
  attempt: number,
  { resources }: PhaseContext,
): Refusal[] {
  const said = refusalsOf(response);
  if (said.length > 0 || (response.status !== 409 && response.status !== 422)) return said;
  const { operation, body } = draft;
  const role = resources.role(operation);
  if (role?.kind !== 'create' || role.bulk || attempt >= maxGuesses) return said;
  const sent = body && 'value' in body ? body.value : undefined;
  const { keys, unique } = role.collection;
  return [...keys.flatMap(({ pointer }) => pointer ?? []), ...unique]
    .map((pointer) => `${role.at}${pointer}`)
    .filter((pointer) => typeof valueAt(sent, pointer) === 'string')
    .map((pointer) => ({
      in: 'body',
      pointer,
      reason: 'duplicate',
      choices: [],
      least: undefined,
      most: undefined,
    }));
}

/** What the scout's valid requests to an operation were refused for, each thing once, in the order of their answers. */
export function lessonsOf(operation: Operation, knowledge: Knowledge): Refusal[] {
  const lessons = new Map<string, Refusal>();
  for (const { response } of knowledge.refused(operation)) {
    for (const refusal of response ? refusalsOf(response) : []) {
      const key = JSON.stringify(refusal);
      if (lessons.size < maxLessons && !lessons.has(key)) lessons.set(key, refusal);
    }
  }
  return [...lessons.values()];
}

/**
 * The draft as the lessons want it, as far as they are not heeded yet: it stays as valid or invalid as it is, and for the
 * same reasons. Which of several values it gets is the session's chance.
 */
export function heeding(
  draft: Draft,
  lessons: readonly Refusal[],
  session: Session,
  context: PhaseContext,
): Draft {
  if (lessons.length === 0) return draft;
  const { operation } = draft;
  const { knowledge } = session;
  const before = kindOf(session.judge(draft));
  const turn = session.random.int(0, 999_999);
  const fresh = generatedDraft(operation, context.generator, { key: `lesson ${turn}`, full: true });
  const taken = knowledge.accepted(operation)?.draft;
  const models = taken ? [fresh, taken] : [fresh];
  let current = draft;
  for (const lesson of lessons.flatMap((each) => forEachItem(each, draft))) {
    const part = partOf(operation, lesson, [current, ...models]);
    if (!part) continue;
    const values = {
      old: part.read(current),
      fresh: part.read(fresh),
      taken: taken && (part.read(taken) ?? absent),
      there: part.isBody ? thingsNamed(part.pointer, turn, session, context) : [],
    };
    for (const value of wanted(lesson, values, turn)) {
      if (value === undefined || (value !== absent && sameJson(value, values.old))) continue;
      const next = part.put(current, value);
      // Values that are given for the run come before all that is learnt.
      if (!next || !isStill(value, part.read(knowledge.things.given(next)))) continue;
      if (kindOf(session.judge(next)) !== before) continue;
      current = next;
      break;
    }
  }
  return current;
}

interface Values {
  readonly old: unknown;
  readonly fresh: unknown;
  /** In the request that was taken; undefined: none was. */
  readonly taken: unknown;
  readonly there: readonly unknown[];
}

/** What may stand in the part instead, the best first; empty where it may stay. */
function wanted(lesson: Refusal, { old, fresh, taken, there }: Values, turn: number): unknown[] {
  const { reason, choices } = lesson;
  const isThere = old !== undefined;
  const rotated = choices.map((_, index) => typed(choices[(index + turn) % choices.length], old ?? fresh));
  // What the target has taken knows better than words that may be misread, or hold under conditions.
  const isMisread = taken !== undefined && !isHeeded(lesson, taken === absent ? undefined : taken);
  switch (reason) {
    case 'unexpected':
      return isThere && !isMisread ? [absent] : [];
    case 'duplicate':
      return isThere ? [unlike(old, turn), unlike(fresh, turn), fresh] : [];
    case 'reference':
      return isThere ? [...there, taken, absent] : [];
    case 'required':
      if (isHeeded(lesson, old) || taken === absent) return [];
      return isMisread ? [taken] : [...rotated, ...there, taken, fresh];
    default: {
      const isMissed = taken !== undefined && taken !== absent;
      if (isHeeded(lesson, old) || (!isThere && !isMissed)) return [];
      return isMisread ? [taken] : [...rotated, ...within(lesson, old), ...there, taken];
    }
  }
}

/** Is the value what the lesson asks for? Never where it does not say what it asks for. */
function isHeeded({ reason, choices, least, most }: Refusal, value: unknown): boolean {
  const isChosen = choices.length === 0 || choices.some((choice) => sameJson(typed(choice, value), value));
  if (reason === 'unexpected') return value === undefined;
  if (reason === 'required') return value !== undefined && value !== null && value !== '' && isChosen;
  const size = typeof value === 'string' ? value.length : value;
  const isWithin = typeof size === 'number' && (least ?? size) <= size && size <= (most ?? size);
  const hasLimits = least !== undefined || most !== undefined;
  return (choices.length > 0 || hasLimits) && isChosen && (isWithin || !hasLimits);
}

/** Hardly ever made before: believable names are few. */
function unlike(value: unknown, turn: number): unknown {
  if (typeof value !== 'string') return undefined;
  return value.includes('@') ? `${turn}-${value}` : `${value}-${turn}`;
}

function isStill(value: unknown, given: unknown): boolean {
  return value === absent ? given === undefined : sameJson(value, given);
}

/** What one item of a list in the body is refused for, all of its items are. */
function forEachItem(lesson: Refusal, { body }: Draft): Refusal[] {
  const value = body && 'mediaType' in body ? body.value : undefined;
  const tokens = parsePointer(lesson.pointer) ?? [];
  const pointerTo = (names: readonly string[]) => joinPointer('', ...names);
  const at = tokens.findIndex((_, index) => Array.isArray(valueAt(value, pointerTo(tokens.slice(0, index)))));
  if (at < 0 || (lesson.in !== 'body' && lesson.in !== undefined)) return [lesson];
  const list = valueAt(value, pointerTo(tokens.slice(0, at))) as readonly unknown[];
  return list.slice(0, maxItems).map((_, index) => ({
    ...lesson,
    pointer: pointerTo(tokens.with(at, String(index))),
  }));
}

/** By what the description refuses, and where: what is sent keeps saying what it was made to say. */
function kindOf({ verdict, violations }: Judgement): string {
  const places = violations.map(({ in: where, pointer, keyword }) => `${where} ${pointer} ${keyword}`);
  return [verdict, ...places.toSorted()].join('\n');
}
