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
    return isPlainJson(value, 0) ? JSON.stringify(written) : JSON.stringify(written, refuseOddity);
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

const maxDepth = 100;

/** Is it JSON without a doubt? What is deeper than that, or might write itself in another way, is not. */
function isPlainJson(value: unknown, depth: number): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
  if (value === null) return true;
  if (depth > maxDepth || 'toJSON' in value) return false;
  if (Array.isArray(value)) return value.every((item) => isPlainJson(item, depth + 1));
  if (!isPlain(value)) return false;
  for (const name in value) {
    if (!isPlainJson((value as Record<string, unknown>)[name], depth + 1)) return false;
  }
  return true;
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
