import type { Check } from '../check.ts';
import type { Exchange, WireResponse } from '../exchange.ts';
import { type Failure, placeOf } from '../failure.ts';
import { otherOrigin } from '../other-origin.ts';
import { cookieFaults } from './cookie-faults.ts';
import type { HeaderFault } from './header-fault.ts';

/**
 * Headers by which browsers and caches are told to keep answers safe. They are seldom described, and an API that no
 * browser uses needs few of them, so that this is off until it is asked for. What only a secure origin can promise is asked
 * of https alone.
 */
export const securityHeaders: Check = {
  name: 'security-headers',
  group: 'security',
  title: 'A header that keeps answers safe is missing or wrong',
  byDefault: false,
  look({ exchange, mutation }) {
    const { response } = exchange;
    if (!response) return [];
    const isGuarded = isCalledByKnown(exchange) && mutation?.in !== 'security';
    return failures(exchange, faultsOf(exchange, response, isGuarded));
  },
};

/** Of the answer to a page of another origin, which is held to nothing else: a server may refuse it. */
export function originFailures(exchange: Exchange): Failure[] {
  return exchange.response ? failures(exchange, origins(exchange.response)) : [];
}

function failures(exchange: Exchange, faults: Iterable<HeaderFault>): Failure[] {
  return [...faults].map(([kind, header, message]) => ({
    check: securityHeaders.name,
    kind,
    message,
    severity: 'failure',
    place: placeOf(exchange.operation.node),
    where: `header ${header}`,
    exchanges: [exchange],
  }));
}

function isCalledByKnown({ operation: { security } }: Exchange): boolean {
  return security.length > 0 && security.every(({ schemes }) => schemes.length > 0);
}

function* faultsOf(exchange: Exchange, response: WireResponse, isGuarded: boolean): Iterable<HeaderFault> {
  const isSecure = exchange.url.startsWith('https:');
  yield* sniffing(response);
  yield* origins(response);
  if (isSecure) yield* transport(response);
  for (const line of response.headers.getSetCookie()) yield* cookieFaults(line, isSecure);
  if (isGuarded) yield* caching(exchange, response);
}

/** Fetch standard, section 3.6. */
function* sniffing({ headers, body }: WireResponse): Iterable<HeaderFault> {
  if (body.length === 0 || headers.get('x-content-type-options')?.trim().toLowerCase() === 'nosniff') return;
  const header = 'X-Content-Type-Options';
  yield ['sniffing', header, `An answer with a body has no ${header}: nosniff.`];
}

/** A page of any origin may read what the browser's credentials show (Fetch standard, section 3.3). */
function* origins({ headers }: WireResponse): Iterable<HeaderFault> {
  const allowed = headers.get('access-control-allow-origin');
  if (headers.get('access-control-allow-credentials')?.toLowerCase() !== 'true') return;
  const header = 'Access-Control-Allow-Origin';
  if (allowed === '*')
    yield ['any-origin', header, `${header}: * stands beside credentials, which browsers refuse.`];
  if (allowed === otherOrigin || allowed === 'null')
    yield ['any-origin', header, `${header} lets the origin ${allowed} read answers to credentials.`];
}

/** RFC 6797 section 6.1. */
function* transport({ headers }: WireResponse): Iterable<HeaderFault> {
  const header = 'Strict-Transport-Security';
  const policy = headers.get(header);
  if (policy === null) yield ['transport', header, `An answer over https has no ${header}.`];
  else if (!/max-age\s*=\s*"?0*[1-9]/i.test(policy))
    yield ['transport', header, `${header}: ${policy} has no max-age above 0.`];
}

/**
 * Answers to Authorization are not for shared caches unless they say so (RFC 9111 section 3.5); of other credentials caches
 * know nothing.
 */
function* caching({ request }: Exchange, { status, headers }: WireResponse): Iterable<HeaderFault> {
  if (status !== 200 || (request.method !== 'GET' && request.method !== 'HEAD')) return;
  const header = 'Cache-Control';
  const control = headers.get(header) ?? '';
  if (/\b(?:no-store|private|no-cache)\b/i.test(control)) return;
  const isKnown = request.headers.some(([name]) => name.toLowerCase() === 'authorization');
  if (/\b(?:public|s-maxage)\b/i.test(control))
    yield ['shared-cache', header, `An answer to credentials may be kept for others: ${header}: ${control}.`];
  else if (!isKnown)
    yield ['shared-cache', header, `An answer to credentials has no ${header} with private or no-store.`];
}
