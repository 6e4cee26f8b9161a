import type { Change } from '../store.ts';
import { reasonOf, StoreError } from './store-error.ts';

/** `s`pace, `k`ey, `v`alue (absent: gone) and 1 for `c`reated. */
interface WrittenChange {
  readonly s: string;
  readonly k: string;
  readonly v?: unknown;
  readonly c?: 1;
}

/** JSON of a change, in one line. Throws a StoreError for values that are not JSON. */
export function writeChange({ space, key, value, created }: Change): string {
  const written: WrittenChange = {
    s: space,
    k: key,
    ...(created === undefined ? {} : { c: 1 }),
    ...(value === undefined ? {} : { v: value }),
  };
  try {
    // Each member is asked about only where something odd might be among them: that is much slower.
    return isPlainJson(value) ? JSON.stringify(written) : JSON.stringify(written, refuseOddity);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(
      `Failed to keep ${space}/${key}: ${reasonOf(error)}. Send a value that JSON can hold.`,
      'store-value',
      error,
    );
  }
}

/** The change of a parsed text that `writeChange` has made. */
export function changeOf(written: unknown): Change {
  const { s, k, c, v } = written as WrittenChange;
  return { space: s, key: k, value: v, ...(c === undefined ? {} : { created: true }) };
}

export function readChange(text: string): Change {
  return changeOf(JSON.parse(text));
}

/** Equal for two changes of one entity, different for all others. */
export function idOf({ space, key }: Change): string {
  // A key is URL-coded and holds no line's end, so the last one is this.
  return `${space}\n${key}`;
}

/** What a change takes, in characters of its JSON but for escapes: to write it as well would cost more than all else that keeps it. */
export function sizeOf(change: Change): number {
  const { space, key, value, created } = change;
  const size = value === undefined ? 0 : sizeOfPlain(value, 0);
  if (Number.isNaN(size)) return writeChange(change).length;
  return space.length + key.length + size + (created === undefined ? 20 : 26);
}

const maxDepth = 100;

function isPlainJson(value: unknown): boolean {
  return value === undefined || !Number.isNaN(sizeOfPlain(value, 0));
}

/** NaN where it may be no JSON: what is deeper than that, or might write itself in another way. */
function sizeOfPlain(value: unknown, depth: number): number {
  switch (typeof value) {
    case 'string':
      return value.length + 2;
    case 'number':
      return Number.isFinite(value) ? digits(value) : Number.NaN;
    case 'boolean':
      return 5;
    case 'object':
      return value === null
        ? 4
        : depth > maxDepth || 'toJSON' in value
          ? Number.NaN
          : sizeOfParts(value, depth);
    default:
      // What JSON leaves away.
      return value === undefined ? 0 : Number.NaN;
  }
}

function sizeOfParts(value: object, depth: number): number {
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value) size += sizeOfPlain(item, depth + 1) + 1;
    return size;
  }
  if (!isPlain(value)) return Number.NaN;
  for (const name in value)
    size += name.length + 4 + sizeOfPlain((value as Record<string, unknown>)[name], depth + 1);
  return size;
}

function digits(value: number): number {
  return Number.isInteger(value) && value >= 0 && value < 1e6 ? 6 : String(value).length;
}

/** JSON.stringify would write bytes as objects and numbers beyond counting as null. */
function refuseOddity(this: unknown, name: string, value: unknown): unknown {
  const odd =
    (typeof value === 'number' && !Number.isFinite(value)) ||
    typeof value === 'function' ||
    typeof value === 'symbol' ||
    (typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlain(value));
  if (!odd) return value;
  throw new StoreError(
    `Failed to keep the member ${name} of an entity: it is no JSON value. Leave it out, or send it as a text.`,
    'store-value',
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
