import { breaks, type Exchange, type Finding, type Known } from '../contract/index.ts';
import type { Place } from '../errors.ts';
import { formatPlace } from '../errors.ts';
import { curlCommand } from '../http/index.ts';
import { differences } from './differences.ts';
import type { Mask, ShownExchange } from './mask.ts';

/** Finds a place in the user's own text. */
export type Locate = (uri: string, pointer: string) => Place;

export interface ExplainContext {
  readonly locate: Locate;
  readonly mask: Mask;
}

/** A finding in words, for every report that people read. */
export interface Explained {
  readonly fingerprint: string;
  /** The same for findings of several operations that one place of the description, and one fault, may have led to. */
  readonly cause: string;
  readonly check: string;
  /** Tells apart what one check finds wrong in different ways. */
  readonly kind: string;
  /** Which part of which message: `body /items/0/id`. */
  readonly where: string;
  readonly severity: 'failure' | 'lenient';
  /** `GET /users/{id}` */
  readonly operation: string;
  readonly message: string;
  readonly count: number;
  readonly tags: readonly string[];
  /** What a baseline says of it. */
  readonly known: Known | undefined;
  /** Does it break the contract? */
  readonly isBroken: boolean;
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
  /** The request that was accepted, where there are differences. */
  readonly accepted: ShownExchange | undefined;
}

export function explain(finding: Finding, { locate, mask }: ExplainContext): Explained {
  const { failure, operation, accepted } = finding;
  const { place, exchanges } = failure;
  const at = place.at ?? locate(place.uri, place.pointer);
  const decisive = exchanges.at(-1)!;
  return {
    fingerprint: finding.fingerprint,
    cause: [failure.check, failure.kind, at.file, place.pointer].join(' '),
    check: failure.check,
    kind: failure.kind,
    where: failure.where,
    severity: failure.severity,
    operation: `${operation.method} ${operation.path}`,
    message: mask.text(failure.message),
    count: finding.count,
    tags: finding.tags,
    known: finding.known,
    isBroken: breaks(finding),
    place: formatPlace(at),
    at,
    caseId: finding.caseId,
    caseTitle: mask.text(finding.caseTitle),
    curl: exchanges.map((exchange) => curlOf(exchange, mask)),
    exchanges: exchanges.map((exchange) => mask.exchange(exchange)),
    ...comparison(accepted, decisive, mask),
  };
}

function comparison(
  accepted: Exchange | undefined,
  decisive: Exchange,
  mask: Mask,
): Pick<Explained, 'differences' | 'accepted'> {
  if (!accepted || accepted === decisive || accepted.operation !== decisive.operation)
    return { differences: [], accepted: undefined };
  const shown = mask.exchange(accepted);
  const found = differences(shown, mask.exchange(decisive));
  return { differences: found, accepted: found.length > 0 ? shown : undefined };
}

function curlOf(exchange: Exchange, mask: Mask): string {
  const { method, url, request } = mask.exchange(exchange);
  return curlCommand({ method, url, headers: Object.fromEntries(request.headers), body: request.body });
}
