import type { ParameterLocation } from '../model/index.ts';
import { isJsonObject, joinPointer, parsePointer, sameJson, setOwn, valueAt } from '../schema/index.ts';
import type { Session } from './case.ts';
import type { Draft } from './draft.ts';
import type { PhaseContext } from './phase.ts';
import type { Refusal } from './refusal.ts';
import { generatedDraft } from './request-values.ts';

/** Stands for leaving a member out. */
const absent = Symbol('absent');

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
  const { verdict } = session.judge(draft);
  const key = `repair ${attempt}`;
  const fresh = generatedDraft(draft.operation, context.generator, { key, full: true });
  let current = draft;
  for (const refusal of refusals) {
    const part = partOf(current, refusal, fresh);
    if (!part) continue;
    const values = candidates(refusal, part, attempt, session, context);
    for (const value of values) {
      if (value === undefined || (value !== absent && sameJson(value, part.value))) continue;
      const next = part.put(value);
      if (!next || session.judge(next).verdict !== verdict) continue;
      current = next;
      break;
    }
  }
  return current === draft ? undefined : current;
}

interface Part {
  /** As the description writes it. */
  readonly pointer: string;
  readonly isBody: boolean;
  readonly value: unknown;
  readonly fresh: unknown;
  put(value: unknown): Draft | undefined;
}

/** A parameter, or a member of the body, by the name that the server calls it. */
function partOf(draft: Draft, { in: where, pointer }: Refusal, fresh: Draft): Part | undefined {
  const tokens = parsePointer(pointer) ?? [];
  const parameter =
    where === 'body'
      ? undefined
      : draft.operation.parameters.find(
          (each) => (where === undefined || each.in === where) && sameName(each.name, tokens[0] ?? ''),
        );
  const value = bodyOf(draft);
  const made = bodyOf(fresh);
  const named = tokens.length > 0 && isJsonObject(made ?? value) ? spelt(tokens, value, made) : undefined;
  if (parameter && !(where === undefined && named && valueAt(value, named) !== undefined)) {
    const { name } = parameter;
    return {
      pointer: `/${name}`,
      isBody: false,
      value: draft.parameters[parameter.in]?.[name],
      fresh: fresh.parameters[parameter.in]?.[name],
      put: (given) => withParameter(draft, parameter.in, name, given),
    };
  }
  if (named === undefined || !draft.body || !('mediaType' in draft.body)) return undefined;
  const { mediaType } = draft.body;
  return {
    pointer: named,
    isBody: true,
    value: valueAt(value, named),
    fresh: valueAt(made, named),
    put: (given) => ({
      ...draft,
      body: { mediaType, value: withMember(value, parsePointer(named) ?? [], given) },
    }),
  };
}

function bodyOf({ body }: Draft): unknown {
  return body && 'mediaType' in body ? body.value : undefined;
}

function candidates(
  { reason, choices, least, most }: Refusal,
  { value, fresh, pointer, isBody }: Part,
  attempt: number,
  session: Session,
  context: PhaseContext,
): unknown[] {
  const chosen = choices.length > 0 ? [typed(choices[attempt % choices.length], value)] : [];
  const limited = [least, most].flatMap((limit, index) => within(value, limit, index === 0));
  const there = isBody ? thingsNamed(pointer, attempt, session, context) : [];
  switch (reason) {
    case 'unexpected':
      return [absent];
    case 'required':
      return [...chosen, ...there, fresh];
    case 'reference':
      return [...there, absent, fresh];
    case 'duplicate':
      return [fresh, typeof value === 'string' ? `${value}-${attempt + 1}` : undefined];
    default: {
      const others = [...there, fresh, absent];
      return [...chosen, ...limited, ...(attempt % 2 === 0 ? others : others.toReversed())];
    }
  }
}

/** Keys of things that are there, for a member that names one. */
function thingsNamed(
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

function within(value: unknown, limit: number | undefined, isLeast: boolean): unknown[] {
  if (limit === undefined) return [];
  if (typeof value === 'number') return [isLeast ? Math.max(value, limit) : Math.min(value, limit)];
  if (typeof value !== 'string') return [];
  return [isLeast ? value.padEnd(Math.min(limit, 1_000), 'a') : value.slice(0, limit)];
}

function typed(choice: unknown, value: unknown): unknown {
  return typeof value === 'number' && typeof choice === 'string' ? Number(choice) : choice;
}

/** `FirstName` and `first_name` are `firstName`. */
function sameName(left: string, right: string): boolean {
  const plain = (name: string) => name.replaceAll(/[_\s-]/g, '').toLowerCase();
  return plain(left) === plain(right);
}

/** The pointer with names as the description writes them; undefined where there are no such members. */
function spelt(tokens: readonly string[], ...values: readonly unknown[]): string | undefined {
  let pointer = '';
  for (const token of tokens) {
    const parents = values.map((value) => valueAt(value, pointer));
    const names = parents.flatMap((parent) =>
      typeof parent === 'object' && parent !== null ? Object.keys(parent) : [],
    );
    const name = names.find((each) => each === token) ?? names.find((each) => sameName(each, token));
    if (name === undefined) return undefined;
    pointer = joinPointer(pointer, name);
  }
  return pointer;
}

function withParameter(
  draft: Draft,
  location: ParameterLocation,
  name: string,
  value: unknown,
): Draft | undefined {
  if (value === absent && location === 'path') return undefined;
  return {
    ...draft,
    parameters: { ...draft.parameters, [location]: withMember(draft.parameters[location], [name], value) },
  } as Draft;
}

function withMember(parent: unknown, [token, ...rest]: readonly string[], value: unknown): unknown {
  if (token === undefined) return value;
  if (Array.isArray(parent)) {
    const at = Number(token);
    if (rest.length === 0 && value === absent) return parent.filter((_, index) => index !== at);
    return parent.map((item, index) => (index === at ? withMember(item, rest, value) : item));
  }
  const copy: Record<string, unknown> = {};
  if (isJsonObject(parent)) for (const [name, member] of Object.entries(parent)) setOwn(copy, name, member);
  if (rest.length === 0 && value === absent) delete copy[token];
  else setOwn(copy, token, withMember(Object.hasOwn(copy, token) ? copy[token] : undefined, rest, value));
  return copy;
}
