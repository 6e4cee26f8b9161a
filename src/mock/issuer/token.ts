import { type AuthenticatedClient, authenticateClient } from './clients.ts';
import { base64Url } from './options.ts';
import { type Fields, OAuthError, readForm, required, sha256 } from './protocol.ts';
import { grantedScopes, narrowedScopes } from './scopes.ts';
import type { IssuerState } from './state.ts';
import { tokenResponse } from './tokens.ts';

interface TokenRequest extends AuthenticatedClient {
  readonly state: IssuerState;
  readonly request: Request;
  readonly fields: Fields;
}

const deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code';

const grants: ReadonlyMap<string, (asked: TokenRequest) => Promise<Response>> = new Map([
  ['authorization_code', redeemCode],
  ['refresh_token', refresh],
  ['client_credentials', clientCredentials],
  ['password', password],
  [deviceGrantType, deviceCode],
]);

export const grantTypes: readonly string[] = [...grants.keys()];

/** The token endpoint (RFC 6749 section 3.2). */
export async function token(state: IssuerState, request: Request): Promise<Response> {
  const fields = await readForm(request);
  const type = required(fields, 'grant_type');
  const grant = grants.get(type);
  if (!grant)
    throw new OAuthError('unsupported_grant_type', `The grant_type must be one of ${grantTypes.join(', ')}.`);
  return grant({ state, request, fields, ...authenticateClient(state, request, fields) });
}

/** RFC 6749 section 4.1.3, RFC 7636 section 4.6. */
async function redeemCode({ state, request, fields, client, confidential }: TokenRequest): Promise<Response> {
  const text = required(fields, 'code');
  const code = state.codes.get(text);
  if (!code || code.grant.client !== client.id)
    throw new OAuthError('invalid_grant', 'The code is unknown, expired or of another client.');
  if (code.used) {
    // Somebody else may hold the tokens (RFC 6749 section 4.1.2).
    state.revoke(code.grant.id);
    throw new OAuthError('invalid_grant', 'The code has been used before; its tokens are revoked now.');
  }
  code.used = true;
  if (fields.get('redirect_uri') !== code.redirectUri)
    throw new OAuthError('invalid_grant', 'The redirect_uri is not that of the authorization request.');
  const verifier = fields.get('code_verifier');
  if (code.challenge === undefined) {
    if (verifier !== undefined)
      throw new OAuthError('invalid_grant', 'A code_verifier is sent, and no code_challenge was (RFC 9700).');
    if (!confidential)
      throw new OAuthError('invalid_grant', 'A client without a secret must use PKCE (RFC 7636).');
  } else if (!(await isVerifier(verifier, code.challenge)))
    throw new OAuthError('invalid_grant', 'The code_verifier does not belong to the code_challenge.');
  return tokenResponse(state, request, code.grant);
}

async function isVerifier(verifier: string | undefined, challenge: string): Promise<boolean> {
  if (verifier === undefined || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  return base64Url(await sha256(verifier)) === challenge;
}

/** RFC 6749 section 6; each refresh token is good for one use (RFC 9700 section 4.14.2). */
async function refresh({ state, request, fields, client }: TokenRequest): Promise<Response> {
  const text = required(fields, 'refresh_token');
  const known = state.refreshTokens.get(text);
  if (!known || known.grant.client !== client.id || state.isRevoked(known.grant.id))
    throw new OAuthError(
      'invalid_grant',
      'The refresh token is unknown, expired, revoked or of another client.',
    );
  if (known.used) {
    state.revoke(known.grant.id);
    throw new OAuthError(
      'invalid_grant',
      'The refresh token has been used before; its successors are revoked now.',
    );
  }
  const scopes = narrowedScopes(known.grant.scopes, fields.get('scope'));
  known.used = true;
  return tokenResponse(state, request, known.grant, scopes);
}

/** RFC 6749 section 4.4. */
async function clientCredentials(asked: TokenRequest): Promise<Response> {
  const { state, request, fields, client, confidential } = asked;
  if (!confidential)
    throw new OAuthError(
      'unauthorized_client',
      'The client must authenticate with a secret (RFC 6749 section 4.4).',
    );
  const scopes = grantedScopes(state, fields.get('scope'), client, undefined);
  return tokenResponse(state, request, state.newGrant(client, undefined, scopes));
}

/** RFC 6749 section 4.3. */
async function password({ state, request, fields, client }: TokenRequest): Promise<Response> {
  const name = required(fields, 'username');
  const given = required(fields, 'password');
  const user = state.user(name);
  if (!user || (user.password !== undefined && user.password !== given))
    throw new OAuthError('invalid_grant', 'The user is unknown or the password is wrong.');
  const scopes = grantedScopes(state, fields.get('scope'), client, user);
  return tokenResponse(state, request, state.newGrant(client, user, scopes));
}

/** RFC 8628 sections 3.4 and 3.5. */
async function deviceCode({ state, request, fields, client }: TokenRequest): Promise<Response> {
  const text = required(fields, 'device_code');
  const device = state.devices.get(text);
  if (!device) throw new OAuthError('expired_token', 'The device code is unknown, used or expired.');
  if (device.client.id !== client.id)
    throw new OAuthError('invalid_grant', 'The device code is of another client.');
  const now = state.settings.clock();
  // A tenth of tolerance: timers of clients are not exact.
  const early = now - device.asked < device.interval * 900;
  device.asked = now;
  if (early) {
    device.interval += 5;
    throw new OAuthError('slow_down', `Ask once in ${device.interval} seconds.`);
  }
  const { user } = device;
  if (user === undefined) throw new OAuthError('authorization_pending', 'The user has not decided yet.');
  state.devices.delete(text);
  if (user === null) throw new OAuthError('access_denied', 'The user has refused.');
  const scopes = grantedScopes(state, device.scope, client, user);
  return tokenResponse(state, request, state.newGrant(client, user, scopes));
}
