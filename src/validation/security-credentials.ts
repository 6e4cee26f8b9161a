import type { RawRequest } from '../http/index.ts';
import type { SecurityScheme } from '../model/index.ts';

/** What of a request credentials are read from. */
export interface SecuredRequest extends Pick<RawRequest, 'search' | 'headers'> {
  /** Whether the client showed a certificate in the TLS handshake; undefined where the runtime does not tell. */
  readonly clientCertificate?: boolean | undefined;
}

/** Credentials of the right form. They are secrets: never put them into a message. */
export type Credentials =
  | { readonly kind: 'apiKey'; readonly key: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** RFC 7616 section 3.4, fields by lower-case name. */
  | { readonly kind: 'digest'; readonly fields: ReadonlyMap<string, string> }
  /** Of Bearer, OAuth 2.0 and OpenID Connect, and whatever follows the name of any other scheme. */
  | { readonly kind: 'token'; readonly token: string };

export type CredentialsRead =
  | { readonly ok: true; readonly credentials: Credentials }
  | {
      readonly ok: false;
      readonly message: string;
      /** Credentials of this scheme were sent, and are malformed. */
      readonly sent: boolean;
    };

/** Reads what a scheme asks for. Not for `mutualTLS`, whose credentials are in no message. */
export function readCredentials(scheme: SecurityScheme, request: SecuredRequest): CredentialsRead {
  if (scheme.type === 'apiKey') return readApiKey(scheme, request);
  return readAuthorization(request.headers, authenticationScheme(scheme));
}

/** Reads the credentials of one scheme, named as registered, from the `Authorization` header. */
export function readAuthorization(headers: Headers, scheme: string): CredentialsRead {
  const header = headers.get('authorization');
  if (header === null)
    return missing(`credentials are missing: send an Authorization header of the scheme ${scheme}`);
  const given = credentialsOf(header, scheme);
  if (given === undefined) return missing(`the Authorization header must be of the scheme ${scheme}`);
  if (given === '') return missing(`the Authorization header names the scheme ${scheme} and no credentials`);
  switch (scheme) {
    case 'Basic':
      return readBasic(given);
    case 'Digest':
      return readDigest(given);
    case 'Bearer':
      return readBearer(given);
    default:
      return { ok: true, credentials: { kind: 'token', token: given } };
  }
}

/** The scheme of the `Authorization` header; OAuth 2.0 and OpenID Connect send bearer tokens (RFC 6750 section 2.1). */
export function authenticationScheme({ type, scheme = 'bearer' }: SecurityScheme): string {
  if (type !== 'http') return 'Bearer';
  return REGISTERED.get(scheme.toLowerCase()) ?? scheme;
}

/** The name of the message's part that holds a scheme's credentials. */
export function credentialsName({ type, parameter }: SecurityScheme): string {
  return type === 'apiKey' ? (parameter ?? '') : 'Authorization';
}

/** As registered with IANA (HTTP Authentication Scheme Registry). */
const REGISTERED: ReadonlyMap<string, string> = new Map(
  [
    'Basic',
    'Bearer',
    'Concealed',
    'Digest',
    'DPoP',
    'GNAP',
    'HOBA',
    'Mutual',
    'Negotiate',
    'OAuth',
    'PrivateToken',
    'SCRAM-SHA-1',
    'SCRAM-SHA-256',
    'vapid',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * What follows a scheme's name (RFC 9110 section 11.4). A requirement that joins two such schemes needs the field
 * twice, and Fetch joins its lines with a comma, so a later scheme is found behind a comma too.
 */
function credentialsOf(header: string, scheme: string): string | undefined {
  for (const line of header.includes(',') ? linesOf(header) : [header]) {
    const [, name = '', credentials = ''] = /^(\S+)(?:\s+([\s\S]*))?$/.exec(line.trim()) ?? [];
    if (name.toLowerCase() === scheme.toLowerCase()) return credentials.trim();
  }
  return undefined;
}

/** Cut at commas that are in no quotes and have a scheme with credentials behind them. */
function linesOf(header: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const { 0: text, index } of header.matchAll(/"(?:[^"\\]|\\.)*"|,\s*(?=[A-Za-z][\w-]* +[^\s=])/g)) {
    if (!text.startsWith(',')) continue;
    lines.push(header.slice(start, index));
    start = index + text.length;
  }
  lines.push(header.slice(start));
  return lines;
}

/** RFC 6750 section 2.1 allows less, but tokens with other visible characters (`1|abc`) are issued and sent. */
function readBearer(token: string): CredentialsRead {
  if (/^[\x21\x23-\x2b\x2d-\x7e]+$/.test(token)) return { ok: true, credentials: { kind: 'token', token } };
  return malformed('the bearer token must be one word without spaces, commas and quotes');
}

/** RFC 7617 section 2: user-id and password with a colon between them, in base64, without control characters. */
function readBasic(text: string): CredentialsRead {
  let bytes: string;
  try {
    // Base64 has no commas: what is behind one is of another line of the field, such as an API key.
    bytes = atob(text.replace(/,[\s\S]*$/, ''));
  } catch {
    return malformed('the credentials of the scheme Basic must be base64');
  }
  const decoded = new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
  const colon = decoded.indexOf(':');
  if (colon < 0)
    return malformed(
      'the credentials of the scheme Basic must hold a user name and a password with a colon between them',
    );
  if (/\p{Cc}/u.test(decoded))
    return malformed('the credentials of the scheme Basic must not hold control characters');
  const user = decoded.slice(0, colon);
  return { ok: true, credentials: { kind: 'basic', user, password: decoded.slice(colon + 1) } };
}

/** RFC 7616 section 3.4. */
function readDigest(text: string): CredentialsRead {
  const fields = authParameters(text);
  if (!fields) return malformed('the credentials of the scheme Digest must be a list of name="value" pairs');
  const absent = ['realm', 'nonce', 'uri', 'response'].filter((name) => !fields.has(name));
  if (!fields.has('username') && !fields.has('username*')) absent.unshift('username');
  if (fields.has('qop')) absent.push(...['nc', 'cnonce'].filter((name) => !fields.has(name)));
  if (absent.length > 0)
    return malformed(`the credentials of the scheme Digest have no ${absent.join(', no ')}`);
  if (!/^[0-9a-f]+$/.test(fields.get('response')!))
    return malformed('the response of the scheme Digest must be lower-case hexadecimal digits');
  if (fields.has('nc') && !/^[0-9a-f]{8}$/i.test(fields.get('nc')!))
    return malformed('the nc of the scheme Digest must be eight hexadecimal digits');
  return { ok: true, credentials: { kind: 'digest', fields } };
}

/** `auth-param`s (RFC 9110 section 11.2); undefined where the text is no list of them, or names one twice. */
function authParameters(text: string): Map<string, string> | undefined {
  const fields = new Map<string, string>();
  const pair =
    /[\s,]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+\-.^_`|~0-9A-Za-z]+))\s*(?:,|$)/y;
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text);
    if (!match) return undefined;
    const name = match[1]!.toLowerCase();
    if (fields.has(name)) return undefined;
    fields.set(name, match[3] ?? match[2]!.replace(/\\(.)/g, '$1'));
  }
  return fields.size > 0 ? fields : undefined;
}

function readApiKey(scheme: SecurityScheme, request: SecuredRequest): CredentialsRead {
  const { in: location = 'header', parameter = '', name } = scheme;
  const key = apiKey(location, parameter, request);
  if (key) return { ok: true, credentials: { kind: 'apiKey', key } };
  return missing(`the API key of "${name}" is missing: send it as the ${location} "${parameter}"`);
}

function apiKey(
  location: 'query' | 'header' | 'cookie',
  parameter: string,
  { search, headers }: SecuredRequest,
): string | null | undefined {
  switch (location) {
    case 'query':
      return new URLSearchParams(search).get(parameter);
    case 'cookie':
      return headers
        .get('cookie')
        ?.split(';')
        .map((pair) => pair.trim())
        .find((pair) => pair.startsWith(`${parameter}=`))
        ?.slice(parameter.length + 1);
    default:
      return isToken(parameter) ? headers.get(parameter) : null;
  }
}

/** A token (RFC 9110 section 5.6.2), as names of headers and schemes are. */
export function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

function missing(message: string): CredentialsRead {
  return { ok: false, message, sent: false };
}

function malformed(message: string): CredentialsRead {
  return { ok: false, message, sent: true };
}
