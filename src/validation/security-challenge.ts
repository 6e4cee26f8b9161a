import type { SecurityScheme } from '../model/index.ts';
import { authenticationScheme, isToken } from './security-credentials.ts';

/** Of Basic and Digest, which ask users for a name and a password. */
export const REALM = 'standin';

/** A fixed one, so that the same request has the same answer: a mock has nothing to protect from a replay. */
export const DIGEST_NONCE = 'c3RhbmRpbi1kaWdlc3Qtbm9uY2U';

/** What a Bearer challenge says beside the realm (RFC 6750 section 3). */
export interface BearerState {
  readonly error?: 'invalid_token' | 'insufficient_scope' | undefined;
  /** One sentence without secrets. */
  readonly description?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/**
 * The challenges for these schemes (RFC 9110 section 11.6.1), each authentication scheme once. An API key has no
 * registered scheme; since a 401 must carry a challenge (section 15.5.2), one says where the key belongs.
 */
export function challengesFor(schemes: Iterable<SecurityScheme>, bearer: BearerState): string[] {
  const challenges = new Map<string, string>();
  for (const scheme of schemes) {
    if (scheme.type === 'mutualTLS') continue;
    const name = scheme.type === 'apiKey' ? `apiKey ${scheme.name}` : authenticationScheme(scheme);
    const challenge = challengeOf(scheme, name, bearer);
    if (challenge !== undefined && !challenges.has(name)) challenges.set(name, challenge);
  }
  return [...challenges.values()];
}

function challengeOf(scheme: SecurityScheme, name: string, bearer: BearerState): string | undefined {
  if (scheme.type === 'apiKey')
    return `ApiKey realm="${REALM}", in="${scheme.in}", name="${quotable(scheme.parameter ?? '')}"`;
  if (!isToken(name)) return undefined;
  switch (name) {
    case 'Basic':
      // RFC 7617 section 2.1.
      return `Basic realm="${REALM}", charset="UTF-8"`;
    case 'Digest':
      // RFC 7616 section 3.3.
      return `Digest realm="${REALM}", qop="auth", algorithm=SHA-256, nonce="${DIGEST_NONCE}", charset=UTF-8`;
    case 'Negotiate':
      // RFC 4559 section 4.1: no parameters, not even a realm.
      return 'Negotiate';
    case 'DPoP':
      // RFC 9449 section 7.1.
      return `DPoP realm="${REALM}", algs="ES256 RS256"`;
    case 'Bearer':
      return bearerChallenge(bearer);
    default:
      return `${name} realm="${REALM}"`;
  }
}

/** RFC 6750 section 3; where nothing was sent there is no error to tell (section 3.1). */
export function bearerChallenge({ error, description, scopes = [] }: BearerState): string {
  const scope = scopes.filter(isScope).join(' ');
  return [
    `Bearer realm="${REALM}"`,
    ...(error === undefined ? [] : [`error="${error}"`]),
    ...(description === undefined ? [] : [`error_description="${describable(description)}"`]),
    ...(scope === '' ? [] : [`scope="${scope}"`]),
  ].join(', ');
}

/** `scope-token` (RFC 6749 section 3.3). */
function isScope(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);
}

/** RFC 6750 section 3 allows no quotes and no backslashes in `error_description`. */
function describable(text: string): string {
  return text.replace(/"/g, "'").replace(/[^\x20\x21\x23-\x5b\x5d-\x7e]/g, '?');
}

function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&');
}
