import { type ActualBody, matchBody } from './match-body.ts';
import { matchHeaders, matchNamed, matchWhole } from './match-parts.ts';
import type { Mismatch } from './mismatch.ts';
import type { PactRequest, PactResponse } from './pact.ts';

export interface ActualRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

export interface ActualResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

/** A request that came against the one that a pact names: nothing in it may be unexpected, but for headers. */
export function matchRequest(expected: PactRequest, actual: ActualRequest): Mismatch[] {
  const { pointer, rules } = expected;
  const method = actual.method.toUpperCase();
  return [
    ...(method === expected.method
      ? []
      : [
          {
            in: 'method' as const,
            pointer: '',
            kind: 'equality',
            message: `is ${method}, not ${expected.method}`,
            place: `${pointer}/method`,
          },
        ]),
    ...matchWhole(expected.path, actual.path, rules.path, { in: 'path', place: `${pointer}/path` }),
    ...matchNamed(expected.query, actual.query, rules.query, {
      in: 'query',
      place: `${pointer}/query`,
      extraNames: false,
    }),
    ...matchHeaders(expected, actual.headers),
    ...matchBody(expected, bodyOf(actual), false),
  ];
}

/**
 * An answer that came against the one that a pact relies on: there may be more in it. Of an answer with another status,
 * nothing else is told.
 */
export function matchResponse(expected: PactResponse, actual: ActualResponse): Mismatch[] {
  const { pointer, rules, status } = expected;
  const place = `${pointer}/status`;
  const ofStatus =
    status === undefined ? [] : matchWhole(status, actual.status, rules.status, { in: 'status', place });
  if (ofStatus.length > 0) return ofStatus;
  return [...matchHeaders(expected, actual.headers), ...matchBody(expected, bodyOf(actual), true)];
}

function bodyOf({ headers, body }: ActualRequest | ActualResponse): ActualBody {
  return { bytes: body, type: headers.get('content-type') ?? undefined };
}
