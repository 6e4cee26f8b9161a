import type { IssuerClient } from './options.ts';
import { type Fields, OAuthError } from './protocol.ts';
import type { IssuerState } from './state.ts';

export interface AuthenticatedClient {
  readonly client: IssuerClient;
  /** It has shown a secret. */
  readonly confidential: boolean;
}

/** Who asks, by RFC 6749 section 2.3: `client_secret_basic`, `client_secret_post` or none. */
export function authenticateClient(
  state: IssuerState,
  request: Request,
  fields: Fields,
): AuthenticatedClient {
  const header = request.headers.get('authorization');
  const basic = header === null ? undefined : readBasic(header);
  if (basic && fields.has('client_secret'))
    throw new OAuthError('invalid_request', 'The client authenticates in two ways at once.');
  const id = basic?.id ?? fields.get('client_id');
  if (basic && fields.has('client_id') && fields.get('client_id') !== id)
    throw new OAuthError('invalid_request', 'The Authorization header and client_id name different clients.');
  const secret = basic ? basic.secret : fields.get('client_secret');
  const { clients } = state.settings;
  if (clients === undefined) {
    // Many descriptions with the password flow alone know no clients, and what is written for them names none.
    return { client: { id: id ?? 'anonymous' }, confidential: id !== undefined && Boolean(secret) };
  }
  if (id === undefined) throw refused('The parameter "client_id" is missing.', header);
  const client = clients.find((known) => known.id === id);
  if (!client) throw refused('No client of this id is known.', header);
  if (client.secret !== undefined && client.secret !== secret)
    throw refused(secret ? "The client's secret is wrong." : "The client's secret is missing.", header);
  return { client, confidential: client.secret !== undefined };
}

/** RFC 6749 section 5.2: a client that used the header is told which scheme fits. */
function refused(description: string, header: string | null): OAuthError {
  return new OAuthError(
    'invalid_client',
    description,
    401,
    header === null ? {} : { 'WWW-Authenticate': 'Basic realm="standin", charset="UTF-8"' },
  );
}

function readBasic(header: string): { id: string; secret: string } {
  const [, text] = /^basic +(\S+)$/i.exec(header.trim()) ?? [];
  if (text === undefined) throw refused('The Authorization header must be of the scheme Basic.', header);
  try {
    const decoded = atob(text);
    const colon = decoded.indexOf(':');
    if (colon >= 0)
      return { id: formDecoded(decoded.slice(0, colon)), secret: formDecoded(decoded.slice(colon + 1)) };
  } catch {
    throw refused('The credentials of the scheme Basic are malformed.', header);
  }
  throw refused('The credentials of the scheme Basic are malformed.', header);
}

/** Id and secret are form-encoded before they are joined (RFC 6749 section 2.3.1). */
function formDecoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** For endpoints that anybody reaches with a browser: no secret can be asked for there. */
export function namedClient(state: IssuerState, id: string | undefined): IssuerClient {
  if (id === undefined) throw new OAuthError('invalid_request', 'The parameter "client_id" is missing.');
  const { clients } = state.settings;
  const client = clients === undefined ? { id } : clients.find((known) => known.id === id);
  if (!client) throw new OAuthError('invalid_request', 'No client of this id is known.');
  return client;
}

const unsafe = new Set(['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:']);

/** May the answer be sent there (RFC 6749 section 3.1.2, RFC 9700 section 2.1)? */
export function checkRedirect({ redirectUris }: IssuerClient, uri: string | undefined): URL {
  if (uri === undefined) throw new OAuthError('invalid_request', 'The parameter "redirect_uri" is missing.');
  if (!URL.canParse(uri)) throw new OAuthError('invalid_request', 'The redirect_uri is no absolute URI.');
  const url = new URL(uri);
  if (url.hash !== '' || uri.includes('#'))
    throw new OAuthError('invalid_request', 'The redirect_uri must not have a fragment.');
  if (unsafe.has(url.protocol))
    throw new OAuthError('invalid_request', `The redirect_uri must not be of the scheme ${url.protocol}`);
  if (redirectUris && !redirectUris.some((known) => known === uri || isSameLoopback(known, url)))
    throw new OAuthError(
      'invalid_request',
      'The redirect_uri is none of those that the client has registered.',
    );
  return url;
}

/** RFC 8252 section 7.3: an application on the user's machine takes whatever port is free. */
function isSameLoopback(known: string, asked: URL): boolean {
  if (!URL.canParse(known)) return false;
  const url = new URL(known);
  if (url.protocol !== 'http:' || !['127.0.0.1', '[::1]'].includes(url.hostname)) return false;
  url.port = asked.port;
  return url.href === asked.href;
}
