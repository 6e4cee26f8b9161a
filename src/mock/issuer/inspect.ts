import { bearerChallenge } from '../../validation/index.ts';
import { authenticateClient } from './clients.ts';
import { jsonResponse, notStored, OAuthError, readForm, required } from './protocol.ts';
import type { IssuerState } from './state.ts';
import { scopesOf, userClaims, verifyAccessToken } from './tokens.ts';

/** The UserInfo endpoint (OpenID Connect Core section 5.3). */
export async function userInfo(state: IssuerState, request: Request): Promise<Response> {
  const [, token] = /^bearer +(\S+)$/i.exec(request.headers.get('authorization')?.trim() ?? '') ?? [];
  if (token === undefined) return challenge(401, bearerChallenge({}));
  const verified = await verifyAccessToken(state, token);
  if (!verified.ok)
    return challenge(401, bearerChallenge({ error: 'invalid_token', description: verified.reason }));
  const scopes = scopesOf(verified.claims);
  const user = state.user(verified.claims.sub);
  if (!user || !scopes.includes('openid'))
    return challenge(403, bearerChallenge({ error: 'insufficient_scope', scopes: ['openid'] }));
  return jsonResponse(userClaims(user, scopes), 200, notStored);
}

function challenge(status: number, text: string): Response {
  return new Response(null, { status, headers: { 'WWW-Authenticate': text } });
}

/** Token revocation (RFC 7009): of a refresh token, all of its grant; of an access token, it alone. */
export async function revoke(state: IssuerState, request: Request): Promise<Response> {
  const fields = await readForm(request);
  const { client } = authenticateClient(state, request, fields);
  const token = required(fields, 'token');
  const refresh = state.refreshTokens.get(token);
  if (refresh) {
    requireOwner(client.id, refresh.grant.client);
    state.revoke(refresh.grant.id);
  } else {
    const verified = await verifyAccessToken(state, token);
    if (verified.ok) {
      requireOwner(client.id, verified.claims['client_id']);
      state.revoke(String(verified.claims.jti));
    }
  }
  // A token that is not known is none any more (section 2.2).
  return new Response(null, { status: 200, headers: notStored });
}

function requireOwner(client: string, owner: unknown): void {
  if (owner !== client)
    throw new OAuthError('unauthorized_client', 'The token was issued to another client.');
}

/** Token introspection (RFC 7662). */
export async function introspect(state: IssuerState, request: Request): Promise<Response> {
  const fields = await readForm(request);
  authenticateClient(state, request, fields);
  const token = required(fields, 'token');
  return jsonResponse(await described(state, token), 200, notStored);
}

async function described(state: IssuerState, token: string): Promise<object> {
  const refresh = state.refreshTokens.get(token);
  if (refresh) {
    const { grant, used } = refresh;
    if (used || state.isRevoked(grant.id)) return { active: false };
    return {
      active: true,
      scope: grant.scopes.join(' '),
      client_id: grant.client,
      username: grant.user?.name,
      sub: grant.user?.name ?? grant.client,
    };
  }
  const verified = await verifyAccessToken(state, token);
  // Why a token is not active is not for the one who asks (section 2.2).
  if (!verified.ok) return { active: false };
  const { claims } = verified;
  const user = state.user(claims.sub);
  return { ...claims, active: true, token_type: 'Bearer', ...(user ? { username: user.name } : {}) };
}
