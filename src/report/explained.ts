import type { Exchange, Finding } from '../contract/index.ts';
import type { Place } from '../errors.ts';
import { formatPlace } from '../errors.ts';
import { curlCommand } from '../http/index.ts';
import { differences } from './differences.ts';
import { maskedHeaders, type ShownExchange, shownExchange } from './mask.ts';

/** Finds a place in the user's own text. */
export type Locate = (uri: string, pointer: string) => Place;

/** A finding in words, for every report that people read. */
export interface Explained {
  readonly fingerprint: string;
  readonly check: string;
  readonly severity: 'failure' | 'lenient';
  /** `GET /users/{id}` */
  readonly operation: string;
  readonly message: string;
  readonly count: number;
  readonly tags: readonly string[];
  /** `openapi.yaml:12:3 #/paths/~1users` */
  readonly place: string;
  readonly at: Place;
  readonly caseId: string;
  readonly caseTitle: string;
  /** One for each request, in their order. */
  readonly curl: readonly string[];
  readonly exchanges: readonly ShownExchange[];
  /** How the decisive request differs from one that was accepted; empty where there is none to compare with. */
  readonly differences: readonly string[];
}

export function explain(finding: Finding, locate: Locate): Explained {
  const { failure, operation, accepted } = finding;
  const { place, exchanges } = failure;
  const at = locate(place.uri, place.pointer);
  const decisive = exchanges.at(-1)!;
  return {
    fingerprint: finding.fingerprint,
    check: failure.check,
    severity: failure.severity,
    operation: `${operation.method} ${operation.path}`,
    message: failure.message,
    count: finding.count,
    tags: finding.tags,
    place: formatPlace(at),
    at,
    caseId: finding.caseId,
    caseTitle: finding.caseTitle,
    curl: exchanges.map(curlOf),
    exchanges: exchanges.map(shownExchange),
    differences: accepted && accepted !== decisive ? differences(accepted, decisive) : [],
  };
}

function curlOf({ request, url }: Exchange): string {
  const shown = shownExchange({ request, url } as Exchange);
  return curlCommand({
    method: request.method,
    url: shown.url,
    headers: Object.fromEntries(maskedHeaders(request.headers)),
    body: shown.request.body,
  });
}
