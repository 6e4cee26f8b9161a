import type { Identity, WireRequest } from '../contract/index.ts';
import type { PactRequest } from './pact.ts';

type Pair = readonly [string, string];

/** Clients of the Fetch standard write these themselves. */
const OF_THE_CLIENT = /^(?:content-length|transfer-encoding|connection|host|expect|keep-alive|upgrade)$/i;

/**
 * A pact's request as it goes over the wire. What the caller gives takes the place of what the file says: credentials in
 * files are placeholders.
 */
export function wireRequest(
  { method, path, query, headers, body }: PactRequest,
  given: readonly Pair[],
  identity: Pick<Identity, 'headers' | 'query'> | undefined,
): WireRequest {
  const added = [...given, ...(identity?.headers ?? [])];
  const replaced = new Set(added.map(([name]) => name.toLowerCase()));
  const own = headers.flatMap(([name, values]) =>
    OF_THE_CLIENT.test(name) || replaced.has(name.toLowerCase())
      ? []
      : values.map((value): Pair => [name, value]),
  );
  const isTyped = [...own, ...added].some(([name]) => name.toLowerCase() === 'content-type');
  const type: Pair[] =
    body.kind === 'present' && body.type !== undefined && !isTyped ? [['Content-Type', body.type]] : [];
  return {
    method,
    target: `${encodedPath(path)}${searchOf([...pairsOf(query), ...(identity?.query ?? [])])}`,
    headers: [...own, ...type, ...added],
    body: body.kind === 'present' ? body.bytes : undefined,
  };
}

function encodedPath(path: string): string {
  const whole = path.startsWith('/') ? path : `/${path}`;
  // What is coded already stays.
  return whole.replaceAll(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/%]/gu, (character) => encoded(character));
}

function pairsOf(query: PactRequest['query']): Pair[] {
  return [...query].flatMap(([name, values]) => values.map((value): Pair => [name, value]));
}

function searchOf(pairs: readonly Pair[]): string {
  if (pairs.length === 0) return '';
  return `?${pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')}`;
}

function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
