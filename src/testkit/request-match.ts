import { type Difference, differences } from './similar.ts';

/** Which requests are meant, without types. */
export interface PlainMatch {
  readonly path?: unknown;
  readonly query?: unknown;
  /** By name in any case. */
  readonly headers?: unknown;
  readonly body?: unknown;
}

/** What is compared of a request. */
export interface Comparable {
  readonly path: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

export interface MatchDifference extends Difference {
  readonly in: 'path' | 'query' | 'header' | 'body';
}

/** Where a request differs from what is asked of it; empty where it fits. */
export function matchDifferences(match: PlainMatch, request: Comparable): MatchDifference[] {
  const found: MatchDifference[] = [];
  const compare = (where: MatchDifference['in'], wanted: unknown, actual: unknown) => {
    if (wanted === undefined) return;
    const loose = where !== 'body';
    for (const difference of differences(wanted, actual, loose)) found.push({ in: where, ...difference });
  };
  compare('path', match.path, request.path);
  compare('query', match.query, request.query);
  compare('header', match.headers && lowerCased(match.headers), request.headers);
  compare('body', match.body, request.body);
  return found;
}

function lowerCased(headers: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
