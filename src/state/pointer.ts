import { isJsonObject, type JsonObject, parsePointer, setOwn } from '../schema/index.ts';

/** Told by an edit: take the member or item away. */
export const absent: unique symbol = Symbol('absent');

/** Pointers come from descriptions, which are asked about again and again. */
const MOST_POINTERS = 5_000;
const known = new Map<string, readonly string[]>();

/** The tokens of a pointer; none for what is no pointer. */
export function tokensOf(pointer: string): readonly string[] {
  let tokens = known.get(pointer);
  if (tokens === undefined) {
    tokens = parsePointer(pointer) ?? [];
    if (known.size < MOST_POINTERS) known.set(pointer, tokens);
  }
  return tokens;
}

/** Every value that a JSON Pointer names, where the token `*` names every item of an array. */
export function pick(root: unknown, pointer: string): unknown[] {
  const tokens = tokensOf(pointer);
  if (!pointer.includes('*')) return pickOne(root, tokens);
  let found = [root];
  for (const token of tokens) {
    found = found.flatMap((value) => children(value, token));
  }
  return found.filter((value) => value !== undefined);
}

function pickOne(root: unknown, tokens: readonly string[]): unknown[] {
  const value = firstAt(root, tokens);
  return value === undefined ? [] : [value];
}

/** The first value that `pick` finds; undefined where it finds none. */
export function pickFirst(root: unknown, pointer: string): unknown {
  return pointer.includes('*') ? pick(root, pointer)[0] : firstAt(root, tokensOf(pointer));
}

function firstAt(root: unknown, tokens: readonly string[]): unknown {
  let value = root;
  for (const token of tokens) {
    if (isJsonObject(value)) value = Object.hasOwn(value, token) ? value[token] : undefined;
    else value = children(value, token)[0];
  }
  return value;
}

function children(value: unknown, token: string): unknown[] {
  if (Array.isArray(value)) {
    if (token === '*') return value;
    return /^\d{1,9}$/.test(token) ? [value[Number(token)]] : [];
  }
  return isJsonObject(value) && Object.hasOwn(value, token) ? [value[token]] : [];
}

/**
 * A copy in which every value that the pointer names (`*`: of every item) is replaced by what `change` gives for it;
 * the root itself where nothing changes. What is not there is not made.
 */
export function edit(root: unknown, pointer: string, change: (value: unknown) => unknown): unknown {
  return editAt(root, tokensOf(pointer), 0, change);
}

function editAt(
  value: unknown,
  tokens: readonly string[],
  depth: number,
  change: (value: unknown) => unknown,
): unknown {
  const token = tokens[depth];
  if (token === undefined) return change(value);
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      token === '*' || token === String(index) ? editAt(item, tokens, depth + 1, change) : item,
    );
    return items.every((item, index) => item === value[index])
      ? value
      : items.filter((item) => item !== absent);
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, token)) return value;
  const next = editAt(value[token], tokens, depth + 1, change);
  if (next === value[token]) return value;
  return withMember(value, token, next);
}

/** A copy with another value at the pointer (the root itself where it stands there), whose enclosing objects are made where they are missing. */
export function put(root: unknown, pointer: string, value: unknown): unknown {
  return putAt(root, tokensOf(pointer), 0, value);
}

function putAt(root: unknown, tokens: readonly string[], depth: number, value: unknown): unknown {
  const token = tokens[depth];
  if (token === undefined) return value;
  if (Array.isArray(root)) {
    return root.map((item, index) =>
      token === '*' || token === String(index) ? putAt(item, tokens, depth + 1, value) : item,
    );
  }
  const members = isJsonObject(root) ? root : {};
  const before = Object.hasOwn(members, token) ? members[token] : undefined;
  const next = putAt(before, tokens, depth + 1, value);
  return next === before && before !== undefined && members === root
    ? root
    : withMember(members, token, next);
}

/** A copy of an object with one member set, at the place where it stood, or taken away (`absent`). */
export function withMember(object: JsonObject, name: string, value: unknown): JsonObject {
  const copy: JsonObject = { ...object };
  if (value === absent) delete copy[name];
  else setOwn(copy, name, value);
  return copy;
}
