import type { Collection, KeyPart, ParentPart } from '../resource/index.ts';
import type { JsonObject } from '../schema/index.ts';
import { setOwn } from '../schema/index.ts';
import { pick, pickFirst, put, tokensOf } from './pointer.ts';
import { keyOf, keyParts, type Space } from './space.ts';

/** The key that a value carries; undefined where a part of it is missing, or shown nowhere. */
export function keyIn({ keys }: Collection, value: unknown): string | undefined {
  const parts: (string | number)[] = [];
  for (const { pointer } of keys) {
    const part = pointer === undefined ? undefined : pickFirst(value, pointer);
    if (!isKeyValue(part)) return undefined;
    parts.push(part);
  }
  return keyOf(parts);
}

/** Can it name something in a path? */
export function isKeyValue(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value));
}

/** The value with its key and its parents' keys in the places where they are shown, as numbers where these are. */
export function withKeys(space: Space, key: string, value: JsonObject): JsonObject {
  const { keys, parents } = space.collection;
  let keyed: unknown = value;
  const parts = keyParts(key);
  for (let index = 0; index < keys.length; index++) {
    const part = keys[index]!;
    if (part.pointer !== undefined) keyed = set(keyed, part.pointer, typed(part, parts[index] ?? ''));
  }
  for (let index = 0; index < parents.length; index++) {
    const { pointer, collection } = parents[index]!;
    const text = space.parents[index];
    if (pointer === undefined || text === undefined || pick(keyed, pointer).length === 0) continue;
    const part = collection?.keys.find((candidate) => candidate.pointer !== undefined);
    keyed = set(keyed, pointer, part ? typed(part, text) : likeBefore(pick(keyed, pointer)[0], text));
  }
  return keyed as JsonObject;
}

/** The value with its own key in place of another one that stands deeper down, as in `metadata.name`. */
export function withKeysBelow(space: Space, key: string, value: JsonObject): JsonObject {
  let keyed: unknown = value;
  const parts = keyParts(key);
  for (const [index, part] of space.collection.keys.entries()) {
    const { pointer } = part;
    if (pointer !== undefined && standsBelow(part) && pick(keyed, pointer).length === 1)
      keyed = set(keyed, pointer, typed(part, parts[index] ?? ''));
  }
  return keyed as JsonObject;
}

/** Does it stand deeper down than in a member of the value's own, as in `metadata.name`? */
export function standsBelow({ pointer = '' }: KeyPart): boolean {
  return pointer.indexOf('/', 1) > 0;
}

/** The value itself where that stands there already. */
function set(value: unknown, pointer: string, to: string | number): unknown {
  return pickFirst(value, pointer) === to && !pointer.includes('*') ? value : put(value, pointer, to);
}

/** The members that key and parents decide, by name; those deeper down are set by `withKeys` afterwards. */
export function keyMembers(space: Space, key: string): JsonObject {
  const { keys, parents } = space.collection;
  const members: JsonObject = {};
  const parts = keyParts(key);
  for (let index = 0; index < parents.length; index++) {
    const { pointer, collection } = parents[index]!;
    const part = collection?.keys[0];
    const text = space.parents[index];
    if (text !== undefined) add(members, pointer, part ? typed(part, text) : text);
  }
  for (let index = 0; index < keys.length; index++) {
    const part = keys[index]!;
    add(members, part.pointer, typed(part, parts[index] ?? ''));
  }
  return members;
}

function add(members: JsonObject, pointer: string | undefined, value: unknown): void {
  if (pointer === undefined) return;
  const tokens = tokensOf(pointer);
  if (tokens.length === 1) setOwn(members, tokens[0] as string, value);
}

export function typed({ type }: KeyPart, text: string): string | number {
  return type === 'integer' ? wholeOr(text) : text;
}

function likeBefore(before: unknown, text: string): string | number {
  return typeof before === 'number' ? wholeOr(text) : text;
}

/** The number, where it is a whole one that a double keeps: 16 digits and more are only if nothing gets lost. */
function wholeOr(text: string): string | number {
  const number = Number(text);
  return /^-?\d{1,15}$/.test(text) || (Number.isInteger(number) && String(number) === text) ? number : text;
}

/** Whose value is shown: names the stream of what has to be made up. */
export interface Identity {
  /** The space: `/teams/5/members`. */
  readonly name: string;
  /** The member that holds the key; `id` where none does alone. */
  readonly member: string;
  /** Decoded. */
  readonly id: string;
}

/** Names the stream of an entity, as the generator names those of its lists. */
export function identityOf(space: Space, key: string): Identity {
  return { name: space.id, member: keyMember(space.collection) ?? 'id', id: keyParts(key).join('/') };
}

/** The member that alone is the key. */
export function keyMember({ keys }: Collection): string | undefined {
  const [only] = keys;
  const tokens = keys.length === 1 && only?.pointer !== undefined ? tokensOf(only.pointer) : undefined;
  return tokens?.length === 1 ? tokens[0] : undefined;
}

/** Does the parent's key stand in members of its own? */
export function isParentPointer(parents: readonly ParentPart[], pointer: string): boolean {
  return parents.some((parent) => parent.pointer === pointer);
}
