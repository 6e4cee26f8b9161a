import type { IssuerClient, IssuerUser } from './options.ts';
import { OAuthError } from './protocol.ts';
import type { IssuerState } from './state.ts';

/** OpenID Connect Core sections 5.4 and 11. They concern users alone. */
export const userScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access'];

/**
 * What is granted of what is asked for (RFC 6749 section 3.3): all that the description documents (anything where it
 * documents no scopes), the client may have and the user may have. Nothing asked for: all of these.
 */
export function grantedScopes(
  state: IssuerState,
  asked: string | undefined,
  client: IssuerClient,
  user: IssuerUser | undefined,
): readonly string[] {
  const { documentedScopes: documented } = state;
  const allowed = (scope: string) =>
    userScopes.includes(scope)
      ? user !== undefined
      : (documented.size === 0 || documented.has(scope)) &&
        (client.scopes?.includes(scope) ?? true) &&
        (user?.scopes?.includes(scope) ?? true);
  const wanted = asked?.split(' ').filter((scope) => scope !== '') ?? [];
  if (wanted.length === 0) return [...documented.keys()].filter(allowed);
  if (!wanted.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)))
    throw new OAuthError('invalid_scope', 'A scope holds characters that no scope may have.');
  const granted = [...new Set(wanted)].filter(allowed);
  if (granted.length > 0) return granted;
  const names = [...documented.keys()].filter(allowed).slice(0, 20).join(' ');
  throw new OAuthError(
    'invalid_scope',
    names === ''
      ? 'None of the scopes is to be had.'
      : `None of the scopes is to be had. There are: ${names}`,
  );
}

/** RFC 6749 section 6: a refreshed token has no more scopes than the first one. */
export function narrowedScopes(granted: readonly string[], asked: string | undefined): readonly string[] {
  if (asked === undefined) return granted;
  const wanted = asked.split(' ').filter((scope) => scope !== '');
  if (wanted.some((scope) => !granted.includes(scope)))
    throw new OAuthError('invalid_scope', 'A scope was not granted before.');
  return wanted;
}
