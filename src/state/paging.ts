import type { Paging } from '../resource/index.ts';

/** What a client asks of a list's pages, as read. */
export interface PageAsked {
  readonly page?: unknown;
  readonly offset?: unknown;
  readonly size?: unknown;
  readonly after?: unknown;
  readonly before?: unknown;
}

/** A part of a list, and what is around it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  /** Of the first item, from 0. */
  readonly start: number;
  /** Items on a full page. */
  readonly size: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** The page of a list that is asked for; undefined where a cursor names nothing. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  paging: Paging | undefined,
  asked: PageAsked,
): Page<T> | undefined {
  const total = items.length;
  if (!paging)
    return { items, total, start: 0, size: Math.max(total, 1), hasNext: false, hasPrevious: false };
  const size = sizeOf(paging, asked.size);
  const start = startOf(items, keyOf, paging, asked, size);
  if (start === undefined) return undefined;
  const from = Math.min(start.at, total);
  const page = items.slice(from, Math.min(from + size, start.end ?? total));
  const hasNext = size > 0 && from + page.length < total;
  return { items: page, total, start: from, size, hasNext, hasPrevious: from > 0 && total > 0 };
}

function sizeOf({ defaultSize, maxSize = Number.POSITIVE_INFINITY }: Paging, asked: unknown): number {
  const size = whole(asked);
  return Math.min(maxSize, size === undefined || size < 0 ? defaultSize : size);
}

function startOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { firstPage, kind }: Paging,
  { page, offset, after, before }: PageAsked,
  size: number,
): { at: number; end?: number } | undefined {
  if (isGiven(after)) {
    const index = findCursor(items, keyOf, after);
    return index === undefined ? undefined : { at: index + 1 };
  }
  if (isGiven(before)) {
    const index = findCursor(items, keyOf, before);
    return index === undefined ? undefined : { at: Math.max(0, index - size), end: index };
  }
  if (kind === 'offset' || offset !== undefined) return { at: Math.max(0, whole(offset) ?? 0) };
  return { at: Math.max(0, (whole(page) ?? firstPage) - firstPage) * size };
}

/** A cursor that stands for the place after (or before) an item; where that one is gone, for its index. */
export function cursorOf(key: string, index: number): string {
  return btoa(`${index}:${key}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The index of the item that a cursor stands for, which is ours, or a key as such. */
function findCursor<T>(items: readonly T[], keyOf: (item: T) => string, cursor: unknown): number | undefined {
  const text = String(cursor);
  const ours = readCursor(text);
  for (const key of [ours?.key, encodeURIComponent(text), text]) {
    const index = key === undefined ? -1 : items.findIndex((item) => keyOf(item) === key);
    if (index >= 0) return index;
  }
  // What came after the item has moved up to its place.
  return ours && Math.min(ours.index, items.length) - 1;
}

function readCursor(cursor: string): { key: string; index: number } | undefined {
  try {
    const match = /^(\d{1,9}):(.+)$/s.exec(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    return match ? { index: Number(match[1]), key: match[2] as string } : undefined;
  } catch {
    return undefined;
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? (number as number) : undefined;
}
