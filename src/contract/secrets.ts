import type { Operation } from '../model/index.ts';
import { isSecretName } from '../schema/index.ts';
import type { ResolvedContractOptions } from './options.ts';

/** Shorter ones are words of every text, and hide nothing. */
const shortest = 4;

/** The values that no report may show wherever they turn up: credentials that the caller gave, whole and in parts. */
export function secretsOf(
  { headers, identities }: Pick<ResolvedContractOptions, 'headers' | 'identities'>,
  operations: readonly Operation[],
): string[] {
  const keys = new Set(
    operations.flatMap(({ security }) =>
      security.flatMap(({ schemes }) => schemes.map(({ scheme }) => scheme.parameter?.toLowerCase())),
    ),
  );
  const secret = headers.filter(([name]) => isSecretName(name) || keys.has(name.toLowerCase()));
  const given = [...secret, ...identities.flatMap(({ headers: own, query = [] }) => [...own, ...query])];
  const values = given.flatMap(([name, value]) => partsOf(name, value));
  return [...new Set(values)].filter((value) => value.length >= shortest);
}

/** A server may send back the token without its scheme, one cookie of several, or the password that Basic encodes. */
function partsOf(name: string, value: string): string[] {
  if (/^cookie$/i.test(name))
    return [
      value,
      ...value.split(';').map((pair) =>
        pair
          .slice(pair.indexOf('=') + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ),
    ];
  const [scheme = '', ...rest] = value.trim().split(/\s+/);
  const credentials = rest.join(' ');
  if (credentials === '') return [value];
  return [value, credentials, ...(/^basic$/i.test(scheme) ? passwordOf(credentials) : [])];
}

function passwordOf(credentials: string): string[] {
  try {
    const pair = new TextDecoder().decode(
      Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0)),
    );
    return [pair, pair.slice(pair.indexOf(':') + 1)];
  } catch {
    return [];
  }
}
