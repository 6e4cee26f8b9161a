import { checkRedirect, namedClient } from './clients.ts';
import type { IssuerClient, IssuerUser } from './options.ts';
import { choicePage, chosenUser, forwardPage, messagePage, refusal } from './pages.ts';
import { type Fields, fieldsOf, OAuthError, readForm } from './protocol.ts';
import { grantedScopes } from './scopes.ts';
import type { IssuerState } from './state.ts';

const codeLifetime = 60;

/** The authorization endpoint (RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2): code, with PKCE. */
export async function authorize(state: IssuerState, request: Request): Promise<Response> {
  let asked: Asked;
  try {
    asked = await readRequest(state, request);
  } catch (error) {
    // Without a client and a place that belongs to it there is nowhere to send an error (RFC 6749 section 4.1.2.1).
    if (error instanceof OAuthError) return messagePage('This request is not valid', error.message, 400);
    throw error;
  }
  try {
    checkRequest(asked);
    const user = userFor(state, asked);
    if (!user) return choicePage(state.settings.users, asked.client.id, asked.fields);
    return deliver(asked, { code: makeCode(state, asked, user) });
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return deliver(asked, { error: error.code, error_description: error.message });
  }
}

interface Asked {
  readonly fields: Fields;
  readonly client: IssuerClient;
  readonly redirectUri: string;
  readonly target: URL;
  readonly issuer: string;
}

async function readRequest(state: IssuerState, request: Request): Promise<Asked> {
  const fields =
    request.method === 'POST' ? await readForm(request) : fieldsOf(new URL(request.url).searchParams);
  const client = namedClient(state, fields.get('client_id'));
  const redirectUri = fields.get('redirect_uri') ?? soleRedirect(client);
  const target = checkRedirect(client, redirectUri);
  return { fields, client, redirectUri: redirectUri as string, target, issuer: state.identifier(request) };
}

/** RFC 6749 section 3.1.2.3: it may be left out where the client has registered just one. */
function soleRedirect({ redirectUris = [] }: IssuerClient): string | undefined {
  return redirectUris.length === 1 ? redirectUris[0] : undefined;
}

function checkRequest({ fields, client }: Asked): void {
  if (fields.has('request'))
    throw new OAuthError('request_not_supported', 'Request objects are not supported.');
  if (fields.has('request_uri'))
    throw new OAuthError('request_uri_not_supported', 'Request objects are not supported.');
  const type = fields.get('response_type');
  if (type === undefined)
    throw new OAuthError('invalid_request', 'The parameter "response_type" is missing.');
  if (type !== 'code') throw new OAuthError('unsupported_response_type', 'The response_type must be code.');
  const mode = fields.get('response_mode');
  if (mode !== undefined && !responseModes.includes(mode))
    throw new OAuthError('invalid_request', `The response_mode must be one of ${responseModes.join(', ')}.`);
  const challenge = fields.get('code_challenge');
  if (challenge === undefined) {
    if (client.redirectUris && client.secret === undefined)
      throw new OAuthError('invalid_request', 'A public client must send a code_challenge (RFC 7636).');
    return;
  }
  if (fields.get('code_challenge_method') !== 'S256')
    throw new OAuthError('invalid_request', 'The code_challenge_method must be S256.');
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge))
    throw new OAuthError('invalid_request', 'The code_challenge must be a SHA-256 digest in base64url.');
}

export const responseModes: readonly string[] = ['query', 'fragment', 'form_post'];

/** Who has been chosen, was hinted at, or is the only one; undefined: somebody must choose. */
function userFor(state: IssuerState, { fields }: Asked): IssuerUser | undefined {
  if (fields.has(refusal)) throw new OAuthError('access_denied', 'The user has refused.');
  const chosen = state.user(fields.get(chosenUser));
  if (chosen) return chosen;
  const prompts = fields.get('prompt')?.split(' ') ?? [];
  const { users } = state.settings;
  const hint = fields.get('login_hint');
  const likely = hint === undefined && users.length === 1 ? users[0] : state.user(hint);
  if (prompts.includes('none')) {
    if (likely) return likely;
    throw new OAuthError('login_required', 'There are several users, and login_hint names none of them.');
  }
  return prompts.length > 0 ? undefined : likely;
}

function makeCode(state: IssuerState, asked: Asked, user: IssuerUser): string {
  const { fields, client, redirectUri } = asked;
  const scopes = grantedScopes(state, fields.get('scope'), client, user);
  const code = state.settings.randomId();
  const grant = state.newGrant(client, user, scopes, fields.get('nonce'));
  const challenge = fields.get('code_challenge');
  // Where the request left the URI out, the token request may do so too (RFC 6749 section 4.1.3).
  const sent = fields.has('redirect_uri') ? redirectUri : undefined;
  state.codes.put(code, { grant, redirectUri: sent, challenge, used: false }, codeLifetime);
  return code;
}

/** RFC 6749 section 4.1.2, with the issuer's name against mix-up (RFC 9207). */
function deliver({ fields, target, issuer }: Asked, answer: Readonly<Record<string, string>>): Response {
  const sent = new Map(Object.entries(answer));
  const given = fields.get('state');
  if (given !== undefined) sent.set('state', given);
  sent.set('iss', issuer);
  const mode = fields.get('response_mode');
  if (mode === 'form_post') return forwardPage(target, sent);
  const url = new URL(target);
  if (mode === 'fragment') url.hash = new URLSearchParams([...sent]).toString();
  else for (const [name, value] of sent) url.searchParams.append(name, value);
  return new Response(null, {
    // After a form was sent the browser must go on with GET (RFC 9700 section 4.12).
    status: 303,
    headers: { location: url.href, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}
