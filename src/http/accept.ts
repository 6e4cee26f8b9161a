import { splitHeader } from './header-list.ts';
import { isJsonType, isMediaRange, isXmlType, type ParsedMediaType, parseMediaType } from './media-type.ts';

interface AcceptRange {
  readonly range: ParsedMediaType;
  readonly q: number;
}

interface Judgement {
  readonly q: number;
  readonly fit: number;
}

/** How closely a type fits a range, from nothing said to all said. Matching parameters add to `EXACT`. */
const FIT = { none: -1, any: 0, type: 1, suffix: 2, kin: 3, loose: 4, exact: 5 } as const;

const CACHE_LIMIT = 200;
const CACHED_LENGTH = 400;
const cache = new Map<string, readonly AcceptRange[]>();

/**
 * The index of the documented type that answers best, -1 where none is acceptable (RFC 9110 section 12.5.1). No header,
 * or one in which nothing can be read, accepts everything. For each type the most specific range gives its quality;
 * the highest quality wins, then the more specific range, then a type over a documented range, then document order.
 * Where no range names a type to the letter, `application/json` also takes a `+json` type and the other way round
 * (the same for XML), and a parameter that the description does not mention is no obstacle.
 */
export function selectMediaType(accept: string | null, available: readonly string[]): number {
  if (available.length === 1 && (accept === null || accept === '*/*')) return 0;
  const ranges = accept === null ? [] : parseAccept(accept);
  let best = -1;
  let bestScore: readonly number[] = [];
  for (let i = 0; i < available.length; i++) {
    // A key that is no media type is written as JSON.
    const type = parseMediaType(available[i] as string) ?? parseMediaType('application/json');
    const judged = ranges.length === 0 ? { q: 1, fit: FIT.any } : type && judge(ranges, type);
    if (!judged || judged.q <= 0) continue;
    const score = [judged.q, judged.fit, type && !isMediaRange(type) ? 1 : 0];
    if (best < 0 || isHigher(score, bestScore)) {
      best = i;
      bestScore = score;
    }
  }
  return best;
}

/** The types and ranges that `Accept` names, most wanted first, without what `q=0` refuses. */
export function acceptedRanges(accept: string | null): ParsedMediaType[] {
  if (accept === null) return [];
  return parseAccept(accept)
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q || Number(isMediaRange(a.range)) - Number(isMediaRange(b.range)))
    .map(({ range }) => range);
}

/** Does the type fall under the documented type or range? Parameters that both name must agree. */
export function fallsUnder(type: ParsedMediaType, documented: ParsedMediaType): boolean {
  return fitOf(type, documented) > FIT.none;
}

/**
 * The index of the documented type that a body of this `Content-Type` falls under, -1 where none: the most specific
 * first (OpenAPI 3.2, Request Body Object). A parameter that both name must agree, except `charset` and
 * `boundary`, which are the sender's business.
 */
export function matchContentType(contentType: string, documented: readonly string[]): number {
  const type = parseMediaType(contentType);
  if (type === undefined) return -1;
  let best = -1;
  let bestFit: number = FIT.none;
  for (let i = 0; i < documented.length; i++) {
    const range = parseMediaType(documented[i] as string);
    const fit = range === undefined ? FIT.none : fitOf(type, range);
    if (fit > bestFit) {
      best = i;
      bestFit = fit;
    }
  }
  return best;
}

function isHigher(score: readonly number[], than: readonly number[]): boolean {
  const first = score.findIndex((value, i) => value !== than[i]);
  return first >= 0 && (score[first] as number) > (than[first] as number);
}

function parseAccept(accept: string): readonly AcceptRange[] {
  const known = cache.get(accept);
  if (known) return known;
  const ranges: AcceptRange[] = [];
  for (const piece of splitHeader(accept, ',')) {
    // `*` alone is what old Java clients send for any type.
    const range = parseMediaType(/^\*\s*(;|$)/.test(piece) ? piece.replace('*', '*/*') : piece);
    if (range) ranges.push({ range, q: quality(range.parameters.get('q')) });
  }
  if (accept.length <= CACHED_LENGTH) {
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(accept, ranges);
  }
  return ranges;
}

function quality(text: string | undefined): number {
  if (text === undefined) return 1;
  const q = Number(text);
  return text !== '' && q >= 0 && q <= 1 ? q : 1;
}

/** The quality of a documented type by the most specific range that speaks of it. */
function judge(ranges: readonly AcceptRange[], type: ParsedMediaType): Judgement | undefined {
  let found: Judgement | undefined;
  if (isMediaRange(type)) {
    for (const { range, q } of ranges) {
      if (overlaps(type, range) && q > (found?.q ?? 0)) found = { q, fit: FIT.type };
    }
    return found;
  }
  for (const { range, q } of ranges) {
    const fit = fitOf(type, range);
    if (fit !== FIT.loose && fit > (found?.fit ?? FIT.none)) found = { q, fit };
  }
  if (found) return found;
  for (const { range, q } of ranges) {
    const fit = Math.max(fitOf(type, range), kinship(type, range));
    if (fit > FIT.none && q > (found?.q ?? 0)) found = { q, fit };
  }
  return found;
}

/** Is there a type that both the documented range and what is asked for take in? */
function overlaps(documented: ParsedMediaType, asked: ParsedMediaType): boolean {
  return fitOf(asked, documented) > FIT.none || fitOf(documented, asked) > FIT.none;
}

function fitOf(type: ParsedMediaType, range: ParsedMediaType): number {
  if (range.type === '*') return FIT.any;
  if (range.type !== type.type) return FIT.none;
  if (range.subtype === '*') return FIT.type;
  if (range.subtype.startsWith('*+')) {
    return type.suffix === range.suffix && range.suffix !== undefined ? FIT.suffix : FIT.none;
  }
  if (range.subtype !== type.subtype) return FIT.none;
  let equal = 0;
  let unmet = 0;
  for (const [name, value] of range.parameters) {
    if (name === 'q') break;
    const own = type.parameters.get(name);
    if (own === value || (name === 'charset' && own?.toLowerCase() === value.toLowerCase())) equal++;
    else if (name === 'charset' || name === 'boundary') continue;
    else if (own !== undefined) return FIT.none;
    else unmet++;
  }
  return unmet > 0 ? FIT.loose : FIT.exact + equal;
}

function kinship(a: ParsedMediaType, b: ParsedMediaType): number {
  if (isMediaRange(a) || isMediaRange(b) || (a.suffix !== undefined && b.suffix !== undefined))
    return FIT.none;
  return (isJsonType(a) && isJsonType(b)) || (isXmlType(a) && isXmlType(b)) ? FIT.kin : FIT.none;
}
