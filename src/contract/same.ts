import { isJsonObject, sameJson } from '../schema/index.ts';

/**
 * Is a value the same as another, but for what servers rightly do to values: instants in another zone or precision, text
 * in another case or without spaces around it, numbers as text, items in another order?
 */
export function sameMeaning(left: unknown, right: unknown): boolean {
  if (sameJson(left, right)) return true;
  if (isEmpty(left) && isEmpty(right)) return true;
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [left, right].map((text) => text.trim().toLowerCase());
    return a === b || sameInstant(left, right) || sameUrl(left, right);
  }
  if (typeof left === 'number' || typeof right === 'number')
    return left !== null && right !== null && left !== '' && right !== '' && Number(left) === Number(right);
  if (Array.isArray(left) && Array.isArray(right))
    return (
      left.length === right.length && left.every((item) => right.some((other) => sameMeaning(item, other)))
    );
  if (isJsonObject(left) && isJsonObject(right))
    return Object.keys(left).every(
      (name) => !Object.hasOwn(right, name) || sameMeaning(left[name], right[name]),
    );
  return false;
}

/** Absence, null and emptiness mean the same to many servers. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function sameInstant(left: string, right: string): boolean {
  if (!/^\d{4}-\d\d-\d\d/.test(left) || !/^\d{4}-\d\d-\d\d/.test(right)) return false;
  const [a, b] = [Date.parse(left), Date.parse(right)];
  return Number.isFinite(a) && Math.abs(a - b) < 1000;
}

function sameUrl(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).href === new URL(right).href;
}

/** Names of members that the server may change whenever it likes. */
const volatile =
  /(?:^|_|-|[a-z](?=[A-Z]))(?:updated|modified|changed|accessed|seen|used|now|time|timestamp|date|version|revision|etag|nonce|token|request|trace|count|age|ttl|expires?|remaining|signature|url|links?)(?:$|_|-|[A-Z])|At$|_at$|^_/i;

export function isVolatile(name: string): boolean {
  return volatile.test(name);
}

/** Names of members that both have and that do not mean the same, volatile ones left out. */
export function differing(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  return Object.keys(before).filter(
    (name) => Object.hasOwn(after, name) && !isVolatile(name) && !sameMeaning(before[name], after[name]),
  );
}
