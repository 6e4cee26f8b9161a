import { isJsonObject, type Schema, setOwn } from '../schema/index.ts';

const maxNodes = 300;

export type Break = (value: unknown) => Iterable<unknown>;

/** The value with one part of it broken so that the schema takes it no more; undefined where nothing of the kind does that. */
export function brokenValue(value: unknown, schema: Schema, breaks: Break): unknown {
  let left = maxNodes;
  for (const broken of variants(value, breaks, () => left-- > 0)) if (!schema.accepts(broken)) return broken;
  return undefined;
}

function* variants(value: unknown, breaks: Break, goesOn: () => boolean): Iterable<unknown> {
  if (!goesOn()) return;
  yield* breaks(value);
  // One item of a list stands for all.
  if (Array.isArray(value) && value.length > 0)
    for (const item of variants(value[0], breaks, goesOn)) yield [item, ...value.slice(1)];
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value))
    for (const other of variants(member, breaks, goesOn)) yield withMember(value, name, other);
}

function withMember(value: Readonly<Record<string, unknown>>, name: string, member: unknown): object {
  const copy: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) setOwn(copy, key, key === name ? member : each);
  return copy;
}

export function* withoutMember(value: unknown): Iterable<unknown> {
  if (!isJsonObject(value)) return;
  for (const name of Object.keys(value))
    yield Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

export function* otherType(value: unknown): Iterable<unknown> {
  if (typeof value === 'string') yield 7;
  else if (typeof value === 'number' || typeof value === 'boolean') yield `${value}`;
}

export function* otherText(value: unknown): Iterable<unknown> {
  if (typeof value === 'string') yield* ['not one of them', '', 'x'.repeat(5_000)];
}

export function* otherNumber(value: unknown): Iterable<unknown> {
  if (typeof value === 'number') yield* [-1_000_000_007, 1_000_000_007, value + 0.5];
}

export function* anotherMember(value: unknown): Iterable<unknown> {
  if (isJsonObject(value)) yield { ...value, standinSeeded: true };
}
