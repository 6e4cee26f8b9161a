import type { Operation, ParameterLocation } from '../model/index.ts';
import { isJsonObject, joinPointer, own, parsePointer, setOwn, valueAt } from '../schema/index.ts';
import type { Draft } from './draft.ts';
import type { Refusal } from './refusal.ts';

/** Stands for leaving a part out. */
export const absent: unique symbol = Symbol('absent');

/** A parameter, or a member of the body. */
export interface RequestPart {
  /** As the description writes it. */
  readonly pointer: string;
  readonly isBody: boolean;
  /** Its value in a request of the same operation; undefined where it is not there. */
  read(draft: Draft): unknown;
  /** Undefined where it cannot be left out. */
  put(draft: Draft, value: unknown): Draft | undefined;
}

/** The part that a refusal means, by the name that the server calls it; undefined where none of the drafts has such a one. */
export function partOf(
  operation: Operation,
  { in: where, pointer }: Pick<Refusal, 'in' | 'pointer'>,
  drafts: readonly Draft[],
): RequestPart | undefined {
  const tokens = parsePointer(pointer) ?? [];
  const [first = ''] = tokens;
  const parameter =
    where === 'body'
      ? undefined
      : operation.parameters.find(
          (each) => (where === undefined || each.in === where) && sameName(each.name, first),
        );
  const bodies = drafts.map(bodyOf);
  const named = tokens.length > 0 && bodies.some(isJsonObject) ? spelt(tokens, bodies) : undefined;
  const isMember = where === undefined && named !== undefined && valueAt(bodies[0], named) !== undefined;
  if (parameter && !isMember) return parameterPart(parameter);
  return named === undefined ? undefined : memberPart(named);
}

function parameterPart({ in: location, name }: { readonly in: ParameterLocation; readonly name: string }) {
  return {
    pointer: joinPointer('', name),
    isBody: false,
    read: ({ parameters }: Draft) => own(parameters[location] ?? {}, name),
    put: (draft: Draft, value: unknown) => withParameter(draft, location, name, value),
  };
}

function memberPart(pointer: string): RequestPart {
  return {
    pointer,
    isBody: true,
    read: (draft) => valueAt(bodyOf(draft), pointer),
    put(draft, value) {
      if (!draft.body || !('mediaType' in draft.body)) return undefined;
      const { mediaType } = draft.body;
      const tokens = parsePointer(pointer) ?? [];
      return { ...draft, body: { mediaType, value: withMember(draft.body.value, tokens, value) } };
    },
  };
}

function bodyOf({ body }: Draft): unknown {
  return body && 'mediaType' in body ? body.value : undefined;
}

/** `FirstName` and `first_name` are `firstName`. */
function sameName(left: string, right: string): boolean {
  const plain = (name: string) => name.replaceAll(/[_\s-]/g, '').toLowerCase();
  return plain(left) === plain(right);
}

/** The pointer with names as the description writes them; undefined where there are no such members. */
function spelt(tokens: readonly string[], values: readonly unknown[]): string | undefined {
  let pointer = '';
  let parents = values;
  for (const token of tokens) {
    const names = parents.flatMap((parent) =>
      typeof parent === 'object' && parent !== null ? Object.keys(parent) : [],
    );
    const name = names.find((each) => each === token) ?? names.find((each) => sameName(each, token));
    if (name === undefined) return undefined;
    pointer = joinPointer(pointer, name);
    // What an item of one list has, an item of another may have.
    parents = parents.map((parent) => valueAt(parent, joinPointer('', name)) ?? firstOf(parent));
  }
  return pointer;
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
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
