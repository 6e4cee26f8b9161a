import type { Operation } from '../model/index.ts';
import { isSecretName } from '../schema/index.ts';
import { sampleCredentials } from '../validation/index.ts';
import type { WireRequest } from './exchange.ts';
import type { Identity, ResolvedContractOptions } from './options.ts';

type Pair = readonly [string, string];

/**
 * The request as its sender sends it: with the headers of all requests, and with the sender's credentials. What the
 * request says itself is what a case is about, and stays.
 *
 * @param identity undefined: nobody is named; null: nobody sends it, so that credentials among the common headers stay out
 */
export function signed(
  wire: WireRequest,
  operation: Operation,
  identity: Identity | undefined | null,
  options: Pick<ResolvedContractOptions, 'headers' | 'identities'>,
): WireRequest {
  const common =
    identity === null ? options.headers.filter(([name]) => !isCredential(name, operation)) : options.headers;
  const added = new Map<string, Pair>();
  for (const header of [...common, ...(identity?.headers ?? [])]) added.set(header[0].toLowerCase(), header);
  const known = withHeaders(withQuery(wire, identity?.query ?? []), [...added.values()]);
  // Without an identity, credentials of the right form: many servers in development ask for no more.
  return identity === undefined && options.identities.length === 0 ? withSample(known, operation) : known;
}

function isCredential(name: string, { security }: Operation): boolean {
  return (
    isSecretName(name) ||
    security.some(({ schemes }) =>
      schemes.some(({ scheme }) => scheme.parameter?.toLowerCase() === name.toLowerCase()),
    )
  );
}

function withSample(wire: WireRequest, operation: Operation): WireRequest {
  const { headers, cookies, query } = sampleCredentials(operation, wire.target);
  const jar = cookies.map(([name, value]) => `${name}=${value}`).join('; ');
  return withHeaders(withQuery(wire, query), jar === '' ? headers : [...headers, ['Cookie', jar]]);
}

/** Those that are not there yet; of cookies, each by itself. */
function withHeaders(wire: WireRequest, added: readonly Pair[]): WireRequest {
  const own = new Set(wire.headers.map(([name]) => name.toLowerCase()));
  const missing = added.filter(([name]) => !own.has(name.toLowerCase()));
  const cookies = added.find(([name]) => name.toLowerCase() === 'cookie');
  const headers =
    cookies && own.has('cookie')
      ? wire.headers.map(
          (header): Pair =>
            header[0].toLowerCase() === 'cookie' ? [header[0], merged(header[1], cookies[1])] : header,
        )
      : wire.headers;
  return { ...wire, headers: [...headers, ...missing] };
}

function merged(own: string, added: string): string {
  const nameOf = (pair: string) => pair.split('=', 1)[0]!.trim();
  const names = new Set(own.split(';').map(nameOf));
  const others = added.split(';').filter((pair) => !names.has(nameOf(pair)));
  return [own, ...others.map((pair) => pair.trim())].filter((pair) => pair !== '').join('; ');
}

function withQuery(wire: WireRequest, query: readonly Pair[]): WireRequest {
  const own = new URLSearchParams(wire.target.split('?', 2)[1] ?? '');
  const pairs = query
    .filter(([name]) => !own.has(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  if (pairs.length === 0) return wire;
  return { ...wire, target: `${wire.target}${wire.target.includes('?') ? '&' : '?'}${pairs.join('&')}` };
}
