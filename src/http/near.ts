import { type Operation, type PathTemplate, parsePathTemplate } from '../model/index.ts';
import { editDistance } from '../schema/index.ts';
import { decodeText } from './segment-pattern.ts';

/** A documented operation that a request may have meant. */
export interface Near {
  readonly method: string;
  /** The key of `paths`. */
  readonly path: string;
}

const MAX_RESULTS = 3;
const MAX_PATHS = 5_000;
const MAX_SEGMENTS = 24;
const MAX_CHARACTERS = 48;
/** Of the segments: what differs more is no help. */
const MAX_SHARE = 0.5;
const MAX_REMEMBERED = 200;
/** Characters. */
const MAX_KEY = 500;
const TEMPLATE_COST = 0.1;
const TRAILING_SLASH_COST = 0.1;
const CASE_COST = 0.05;
const METHOD_COST = 0.2;

/**
 * At most three documented paths whose segments differ least from those of a path that no operation has, the nearest
 * first; each with the request's method where the path has that.
 */
export type Nearest = (method: string, path: string) => Near[];

interface Candidate {
  readonly path: string;
  readonly methods: string[];
  readonly segments: PathTemplate['segments'];
}

/** Reads the paths once, at the first call. Work is bounded for any description and any request. */
export function createNearest(operations: readonly Operation[]): Nearest {
  let candidates: readonly Candidate[] | undefined;
  const known = new Map<string, Near[]>();
  const find = (method: string, path: string): Near[] => {
    const wanted = path
      .split('/', MAX_SEGMENTS + 1)
      .slice(1)
      .map((segment) => decodeText(segment).slice(0, MAX_CHARACTERS));
    const compare = textDistance();
    const found: Array<{ near: Near; distance: number }> = [];
    candidates ??= readCandidates(operations);
    for (const { path: key, methods, segments } of candidates) {
      const limit = MAX_SHARE * Math.max(wanted.length, segments.length);
      if (Math.abs(wanted.length - segments.length) > limit + TRAILING_SLASH_COST) continue;
      const distance = pathDistance(wanted, segments, compare, limit);
      if (distance > limit) continue;
      const hasMethod = methods.includes(method);
      found.push({
        near: { method: hasMethod ? method : (methods[0] as string), path: key },
        distance: hasMethod ? distance : distance + METHOD_COST,
      });
    }
    found.sort((a, b) => a.distance - b.distance);
    return found.slice(0, MAX_RESULTS).map(({ near }) => near);
  };
  // A client that is wrong is wrong again and again.
  return (method, path) => {
    const key = `${method} ${path}`;
    let near = known.get(key);
    if (near === undefined) {
      near = find(method, path);
      if (known.size >= MAX_REMEMBERED) known.clear();
      if (key.length <= MAX_KEY) known.set(key, near);
    }
    return near;
  };
}

function readCandidates(operations: readonly Operation[]): Candidate[] {
  const byPath = new Map<string, Candidate>();
  for (const { method, path } of operations) {
    const known = byPath.get(path);
    if (known !== undefined) known.methods.push(method);
    else if (byPath.size < MAX_PATHS) {
      const segments = parsePathTemplate(path).segments.slice(0, MAX_SEGMENTS);
      byPath.set(path, { path, methods: [method], segments });
    }
  }
  return [...byPath.values()];
}

/** Edit distance over segments, where one left out or added counts 1; anything above the limit for what exceeds it. */
function pathDistance(
  wanted: readonly string[],
  segments: PathTemplate['segments'],
  compare: (a: string, b: string) => number,
  limit: number,
): number {
  let previous = [0];
  for (const [index, segment] of wanted.entries()) {
    previous.push((previous[index] as number) + extra(segment === ''));
  }
  for (const pieces of segments) {
    const missing = extra(pieces.length === 0);
    const row = [(previous[0] as number) + missing];
    for (const [index, segment] of wanted.entries()) {
      const replaced = previous[index] as number;
      row.push(
        Math.min(
          replaced > limit ? replaced : replaced + segmentDistance(segment, pieces, compare),
          (previous[index + 1] as number) + missing,
          (row[index] as number) + extra(segment === ''),
        ),
      );
    }
    previous = row;
  }
  return previous[wanted.length] as number;
}

function extra(isEmpty: boolean): number {
  return isEmpty ? TRAILING_SLASH_COST : 1;
}

function segmentDistance(
  segment: string,
  pieces: PathTemplate['segments'][number],
  compare: (a: string, b: string) => number,
): number {
  const [piece] = pieces;
  if (piece !== undefined && pieces.some((each) => typeof each !== 'string')) {
    return segment === '' ? 1 : pieces.length === 1 ? TEMPLATE_COST : 2 * TEMPLATE_COST;
  }
  return compare(segment, decodeText(String(piece ?? '')).slice(0, MAX_CHARACTERS));
}

/** From 0 for the same text to 1 for another one; what has been compared once is remembered. */
function textDistance(): (a: string, b: string) => number {
  const known = new Map<string, number>();
  return (a, b) => {
    if (a === b) return 0;
    const key = `${a}/${b}`;
    let distance = known.get(key);
    if (distance === undefined) {
      const [low, other] = [a.toLowerCase(), b.toLowerCase()];
      const longest = Math.max(low.length, other.length);
      distance = low === other ? CASE_COST : Math.min(1, editDistance(low, other) / longest + CASE_COST);
      known.set(key, distance);
    }
    return distance;
  };
}
