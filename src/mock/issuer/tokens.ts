import type { JWTPayload } from 'jose';
import type { IssuerUser } from './options.ts';
import { jsonResponse, notStored } from './protocol.ts';
import type { Verified } from './signing.ts';
import type { Grant, IssuerState } from './state.ts';

/** The answer of the token endpoint (RFC 6749 section 5.1), with an ID token where `openid` was granted. */
export async function tokenResponse(
  state: IssuerState,
  request: Request,
  grant: Grant,
  scopes: readonly string[] = grant.scopes,
): Promise<Response> {
  const { settings, signer } = state;
  const issuer = state.identifier(request);
  const { user } = grant;
  const now = state.seconds();
  const times = { iat: now, exp: now + settings.tokenLifetime };
  // RFC 9068 section 2.2; `sid` ties the token to its grant, so that both are revoked together.
  const accessToken = await signer.sign(
    {
      ...user?.claims,
      iss: issuer,
      sub: user?.name ?? grant.client,
      aud: settings.audience ?? new URL(issuer).origin,
      client_id: grant.client,
      scope: scopes.join(' '),
      jti: settings.randomId(),
      sid: grant.id,
      ...times,
    },
    'at+jwt',
  );
  const body: Record<string, unknown> = {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: settings.tokenLifetime,
    scope: scopes.join(' '),
  };
  if (user) {
    const refreshToken = settings.randomId();
    state.refreshTokens.put(refreshToken, { grant, used: false }, settings.refreshLifetime);
    body['refresh_token'] = refreshToken;
  }
  if (user && scopes.includes('openid')) {
    // OpenID Connect Core section 2.
    body['id_token'] = await signer.sign(
      {
        ...userClaims(user, scopes),
        iss: issuer,
        aud: grant.client,
        auth_time: grant.time,
        sid: grant.id,
        ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }),
        ...times,
      },
      'JWT',
    );
  }
  return jsonResponse(body, 200, notStored);
}

/** OpenID Connect Core section 5.4. */
export function userClaims(user: IssuerUser, scopes: readonly string[]): JWTPayload {
  const { name, claims } = user;
  return {
    ...(scopes.includes('profile') ? { name, preferred_username: name } : {}),
    ...(scopes.includes('email')
      ? { email: `${encodeURIComponent(name)}@example.com`, email_verified: true }
      : {}),
    ...claims,
    sub: name,
  };
}

/** Is this an access token of this issuer, in time and not revoked? */
export async function verifyAccessToken(state: IssuerState, token: string): Promise<Verified> {
  const verified = await state.signer.verify(token, 'at+jwt', state.settings.clock());
  if (!verified.ok) return verified;
  const { iss = '', jti, sid } = verified.claims;
  const { origin } = state.settings;
  const path = state.settings.prefix + state.settings.path;
  // Without a fixed origin the issuer is known under every name of this server; only the path is always the same.
  const own =
    origin === undefined ? URL.canParse(iss) && new URL(iss).pathname === path : iss === origin + path;
  if (!own) return { ok: false, reason: 'the token is of another issuer' };
  if (state.isRevoked(jti) || state.isRevoked(sid)) return { ok: false, reason: 'the token is revoked' };
  return verified;
}

/** The claim `scope` (RFC 8693 section 4.2) as a list. */
export function scopesOf({ scope }: JWTPayload): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ').filter((each) => each !== '') : [];
}
