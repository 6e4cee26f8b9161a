import type { Operation, ParameterLocation } from '../model/index.ts';
import { isJsonObject, type JsonObject, own, parsePointer, setOwn } from '../schema/index.ts';
import type { Draft } from './draft.ts';

/** Values that valid requests use in place of made-up ones; of several, now one and now another. */
export interface GivenData {
  readonly parameters: readonly GivenParameter[];
  readonly members: readonly GivenMember[];
}

export interface GivenParameter {
  readonly name: string;
  /** Undefined: wherever the operation has a parameter of this name. */
  readonly in: ParameterLocation | undefined;
  /** At least one. */
  readonly values: readonly unknown[];
}

export interface GivenMember {
  /** JSON Pointer into the body; empty for the whole. */
  readonly pointer: string;
  /** At least one. */
  readonly values: readonly unknown[];
}

export type GivenTo = (operation: Operation) => GivenData | undefined;

/** The draft with the values that are given for it; what it leaves out though it could be there is put in. */
export function withGiven(draft: Draft, data: GivenData | undefined): Draft {
  if (data === undefined) return draft;
  const parameters = { ...draft.parameters };
  for (const { name, in: location, values } of data.parameters)
    for (const parameter of draft.operation.parameters) {
      if (parameter.name !== name || (location !== undefined && parameter.in !== location)) continue;
      const placed = { ...parameters[parameter.in] };
      setOwn(placed, name, oneOf(values, own(placed, name)));
      parameters[parameter.in] = placed;
    }
  return { ...draft, parameters, body: withMembers(draft.body, data.members) };
}

function withMembers(body: Draft['body'], members: readonly GivenMember[]): Draft['body'] {
  if (!body || !('mediaType' in body)) return body;
  let { value } = body;
  for (const { pointer, values } of members) value = put(value, parsePointer(pointer) ?? [], values);
  return { ...body, value };
}

/** Objects on the way are made where they are missing; a list is gone into at every item by `*`. */
function put(value: unknown, tokens: readonly string[], values: readonly unknown[]): unknown {
  const [name, ...rest] = tokens;
  if (name === undefined) return oneOf(values, value);
  if (Array.isArray(value))
    return value.map((item, index) =>
      name === '*' || name === String(index) ? put(item, rest, values) : (item as unknown),
    );
  const object: JsonObject = isJsonObject(value) ? { ...value } : {};
  setOwn(object, name, put(own(object, name), rest, values));
  return object;
}

/** Which one hangs on what was made up, so that the same case has the same one whenever it runs. */
function oneOf(values: readonly unknown[], madeUp: unknown): unknown {
  const text = JSON.stringify(madeUp) ?? '';
  let sum = 0;
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0;
  return values[sum % values.length];
}
