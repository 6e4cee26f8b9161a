import type { Violation } from '../schema/index.ts';

/** What a problem is about; the last part of its `type`. */
export type ProblemKind =
  | 'request-invalid'
  | 'request-malformed'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'path-not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'content-too-large'
  | 'unsupported-media-type'
  | 'not-implemented'
  | 'internal-error'
  | 'response-invalid';

const BY_STATUS: ReadonlyMap<number, ProblemKind> = new Map<number, ProblemKind>([
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'method-not-allowed'],
  [406, 'not-acceptable'],
  [413, 'content-too-large'],
  [415, 'unsupported-media-type'],
  [501, 'not-implemented'],
]);

/** By the status, unless the violations say more: a documented 400 may answer a missing credential. */
export function problemKind(status: number, violations: readonly Violation[] = []): ProblemKind {
  const known = BY_STATUS.get(status);
  if (known) return known;
  if (status >= 500) return 'internal-error';
  if (violations.some((each) => each.in === 'security')) return 'unauthorized';
  if (violations.some((each) => each.keyword === 'contentType')) return 'unsupported-media-type';
  return violations.some((each) => each.keyword === 'malformed') ? 'request-malformed' : 'request-invalid';
}

const FRAGMENTS: Readonly<Record<ProblemKind, string>> = {
  'request-invalid': 'UNPROCESSABLE_ENTITY',
  'request-malformed': 'UNPROCESSABLE_ENTITY',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'UNAUTHORIZED',
  'not-found': 'NOT_FOUND',
  'path-not-found': 'NO_PATH_MATCHED_ERROR',
  'method-not-allowed': 'NO_METHOD_MATCHED_ERROR',
  'not-acceptable': 'NOT_ACCEPTABLE',
  'content-too-large': 'UNPROCESSABLE_ENTITY',
  'unsupported-media-type': 'INVALID_CONTENT_TYPE',
  'not-implemented': 'NO_RESPONSE_RESPONSE_DEFINED',
  'internal-error': 'VIOLATIONS',
  'response-invalid': 'VIOLATIONS',
};

/**
 * The `type` of a problem (RFC 9457 section 3.1.1): stable, and the same for every problem of the kind.
 *
 * @param prism name it as Prism does, for clients that look for its fragments
 */
export function problemType(kind: ProblemKind, prism = false): string {
  return prism ? `https://stoplight.io/prism/errors#${FRAGMENTS[kind]}` : `urn:standin:problem:${kind}`;
}
