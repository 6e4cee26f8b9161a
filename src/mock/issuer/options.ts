import { StandinError } from '../../errors.ts';

/** Somebody who can log in. */
export interface IssuerUser {
  /** Also the subject (`sub`) of tokens. */
  name: string;
  /** Asked for by the password grant alone; left out: any will do. */
  password?: string;
  /** What tokens may allow; left out: whatever is asked for. */
  scopes?: readonly string[];
  /** Further claims of this user's tokens and of the UserInfo answer. */
  claims?: Readonly<Record<string, unknown>>;
}

/** An application that may ask for tokens (RFC 6749 section 2). */
export interface IssuerClient {
  id: string;
  /** Left out: a public client (RFC 6749 section 2.1). */
  secret?: string;
  /** Compared as a whole, but for the port of a loopback address (RFC 8252 section 7.3). Left out: any. */
  redirectUris?: readonly string[];
  /** Left out: whatever is asked for. */
  scopes?: readonly string[];
}

/** Of the built-in issuer of tokens (OAuth 2.0 and OpenID Connect). */
export interface IssuerOptions {
  /** @default '/__standin/issuer' */
  path?: string;
  /** With scheme and host, as in `iss`. Left out: where the client asked. */
  origin?: string;
  /** `aud` of access tokens. Left out: the origin of the issuer. */
  audience?: string;
  /** @default one, named `user` with the password `password` */
  users?: readonly IssuerUser[];
  /** Left out: any client may ask. */
  clients?: readonly IssuerClient[];
  /** Of access and ID tokens, in seconds. @default 3600 */
  tokenLifetime?: number;
  /** Of refresh tokens, in seconds. @default 1209600 (14 days) */
  refreshLifetime?: number;
  /** How long a device waits between two questions, in seconds (RFC 8628 section 3.2). @default 5 */
  pollInterval?: number;
  /** Milliseconds since 1970. */
  clock?: () => number;
  /** A new URL-safe text at each call that nobody can guess. */
  randomId?: () => string;
}

export interface IssuerSettings {
  readonly path: string;
  readonly origin: string | undefined;
  /** Below which the whole mock is served; `path` is seen from there. */
  readonly prefix: string;
  readonly audience: string | undefined;
  readonly users: readonly IssuerUser[];
  readonly clients: readonly IssuerClient[] | undefined;
  readonly tokenLifetime: number;
  readonly refreshLifetime: number;
  readonly pollInterval: number;
  readonly clock: () => number;
  readonly randomId: () => string;
}

/** @throws StandinError `invalid-issuer` for options that cannot work */
export function resolveIssuerOptions(options: IssuerOptions, prefix = ''): IssuerSettings {
  const {
    path = '/__standin/issuer',
    origin,
    audience,
    users = [{ name: 'user', password: 'password' }],
    clients,
    tokenLifetime = 3600,
    refreshLifetime = 1_209_600,
    pollInterval = 5,
    clock = () => performance.timeOrigin + performance.now(),
    randomId = unguessable,
  } = options;
  if (!/^(\/[A-Za-z0-9._~-]+)+$/.test(path))
    throw invalid(`"${path}" is no path such as /__standin/issuer`, 'Give a path of plain segments');
  if (origin !== undefined && !isOrigin(origin))
    throw invalid(`"${origin}" is no origin`, 'Give scheme and host, such as https://mock.example');
  requireDistinct(
    'user',
    users.map(({ name }) => name),
  );
  if (users.length === 0) throw invalid('its list of users is empty', 'Name one, or leave the list out');
  requireDistinct(
    'client',
    (clients ?? []).map(({ id }) => id),
  );
  const times = { tokenLifetime, refreshLifetime, pollInterval };
  for (const [name, value] of Object.entries(times))
    if (!Number.isFinite(value) || value <= 0)
      throw invalid(`${name} is ${value}`, 'Give a number of seconds above 0');
  return { path, origin, prefix, audience, users, clients, ...times, clock, randomId };
}

function requireDistinct(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`two ${what}s are named "${twice}"`, 'Rename one');
  if (names.includes('')) throw invalid(`a ${what} has no name`, 'Name it');
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

function invalid(cause: string, remedy: string): StandinError {
  return new StandinError(`Failed to set up the issuer: ${cause}. ${remedy}.`, { code: 'invalid-issuer' });
}

/** 256 bits in base64url. */
function unguessable(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

export function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
