import { responseModes } from './authorize.ts';
import { jsonResponse } from './protocol.ts';
import { userScopes } from './scopes.ts';
import type { IssuerState } from './state.ts';
import { grantTypes } from './token.ts';

/** What the issuer can do (RFC 8414 section 2, OpenID Connect Discovery section 3). */
export async function metadata(state: IssuerState, request: Request): Promise<Response> {
  const issuer = state.identifier(request);
  const clientMethods = ['client_secret_basic', 'client_secret_post', 'none'];
  return jsonResponse({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    device_authorization_endpoint: `${issuer}/device_authorization`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    revocation_endpoint: `${issuer}/revoke`,
    introspection_endpoint: `${issuer}/introspect`,
    scopes_supported: [...new Set([...userScopes, ...state.documentedScopes.keys()])],
    response_types_supported: ['code'],
    response_modes_supported: responseModes,
    grant_types_supported: grantTypes,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: clientMethods,
    revocation_endpoint_auth_methods_supported: clientMethods,
    introspection_endpoint_auth_methods_supported: clientMethods,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'name', 'preferred_username', 'email', 'email_verified', 'auth_time', 'nonce'],
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
  });
}

export async function keySet(state: IssuerState): Promise<Response> {
  return jsonResponse(await state.signer.keySet(), 200, { 'content-type': 'application/jwk-set+json' });
}
