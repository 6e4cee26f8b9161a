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
    return JSON.stringify(written, refuseOddity);
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
  return JSON.stringify([space, key]);
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
