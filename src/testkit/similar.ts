import { escapeToken, isJsonObject } from '../schema/index.ts';

/** One place where a value is not as expected. */
export interface Difference {
  /** JSON Pointer into the value; `''` is the whole. */
  readonly pointer: string;
  readonly expected: unknown;
  /** Undefined where nothing is. */
  readonly actual: unknown;
}

/** How a matcher of Jest and its kin (`expect.any(Number)`) is known. */
interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
}

/** Beyond this depth nothing is compared: what is expected may lead back to itself. */
const DEEPEST = 200;
/** So many are told. */
const MOST = 50;

/**
 * Where a value differs from what is expected of it: an object may have more members than are named, at any depth; lists
 * are as long as expected. Matchers that know how to compare (`expect.any(Number)`) are asked.
 *
 * @param loose `7` and `'7'` are the same: parameters may be text
 */
export function differences(expected: unknown, actual: unknown, loose: boolean = false): Difference[] {
  const found: Difference[] = [];
  compare(expected, actual, { loose, found }, '', 0);
  return found;
}

interface Comparing {
  readonly loose: boolean;
  readonly found: Difference[];
}

function compare(expected: unknown, actual: unknown, to: Comparing, pointer: string, depth: number): void {
  if (to.found.length >= MOST || Object.is(expected, actual) || depth > DEEPEST) return;
  if (isAsymmetric(expected)) {
    if (!expected.asymmetricMatch(actual)) to.found.push({ pointer, expected, actual });
  } else if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    for (const [index, item] of expected.entries())
      compare(item, actual[index], to, `${pointer}/${index}`, depth + 1);
  } else if (isMembers(expected) && isMembers(actual)) {
    for (const [name, value] of Object.entries(expected)) {
      const own = Object.hasOwn(actual, name) ? actual[name] : undefined;
      compare(value, own, to, `${pointer}/${escapeToken(name)}`, depth + 1);
    }
  } else if (!isSame(expected, actual, to.loose)) to.found.push({ pointer, expected, actual });
}

function isSame(expected: unknown, actual: unknown, loose: boolean): boolean {
  // What JSON makes of a moment is what the mock has seen.
  if (expected instanceof Date) return expected.toJSON() === actual;
  if (expected instanceof Uint8Array && actual instanceof Uint8Array)
    return expected.length === actual.length && expected.every((byte, index) => byte === actual[index]);
  return loose && isScalar(expected) && isScalar(actual) && String(expected) === String(actual);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return isJsonObject(value) && !(value instanceof Date) && !(value instanceof Uint8Array);
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}
