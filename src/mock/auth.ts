import { StandinError } from '../errors.ts';
import type { Api, SecurityScheme } from '../model/index.ts';
import {
  authenticationScheme,
  type Credentials,
  type CredentialsVerdict,
  type JudgeCredentials,
  readAuthorization,
} from '../validation/index.ts';
import { type AuthUser, allowing, type CredentialsRequest, judgeDigest, unknown } from './digest.ts';
import { Issuer } from './issuer/issuer.ts';
import { type IssuerOptions, type IssuerSettings, resolveIssuerOptions } from './issuer/options.ts';
import { scopesOf } from './issuer/tokens.ts';
import { after, type MaybePromise } from './maybe-promise.ts';

interface AuthToken {
  /** As sent after the name of the scheme. */
  token: string;
  /** One of `users`: whose scopes count where the token names none. */
  user?: string;
  /** Left out: those of the user, else every scope. */
  scopes?: readonly string[];
}

interface AuthApiKey {
  key: string;
  /** Of the security scheme; left out: good for every API key that the description asks for. */
  scheme?: string;
  /** Left out: every scope. */
  scopes?: readonly string[];
}

/** Which credentials the mock knows. With any of these lists, no others are good. */
export interface AuthOptions {
  /** Bearer tokens, also of OAuth 2.0 and OpenID Connect, and the credentials of other schemes. */
  tokens?: readonly AuthToken[];
  users?: readonly AuthUser[];
  apiKeys?: readonly AuthApiKey[];
}

export interface AuthSettings {
  /** Are credentials asked for at all? */
  readonly asked: boolean;
  /** Undefined: their form alone counts. */
  readonly known: AuthOptions | undefined;
  readonly issuer: IssuerSettings | undefined;
}

/** @throws StandinError `invalid-auth` or `invalid-issuer` for options that cannot work */
export function resolveAuth(
  auth: boolean | AuthOptions = true,
  issuer: boolean | IssuerOptions = false,
  prefix = '',
): AuthSettings {
  const known = typeof auth === 'object' ? auth : undefined;
  for (const { user } of known?.tokens ?? []) {
    if (user === undefined || known?.users?.some(({ name }) => name === user)) continue;
    throw new StandinError(
      `Failed to set up auth: a token belongs to the user "${user}", and auth.users names none of that name. Add the user, or name the token's scopes.`,
      { code: 'invalid-auth' },
    );
  }
  const users = known?.users;
  const options = issuer === true ? {} : issuer || undefined;
  const settings =
    options && resolveIssuerOptions({ ...(users && users.length > 0 ? { users } : {}), ...options }, prefix);
  return { asked: auth !== false, known, issuer: settings };
}

/** Knows credentials: those of the options, and the tokens of the built-in issuer. */
export class Authority {
  /** Undefined where it is off. */
  readonly issuer: Issuer | undefined;
  readonly #known: AuthOptions | undefined;

  constructor(api: Api, { known, issuer }: AuthSettings) {
    this.#known = known;
    this.issuer = issuer && new Issuer(api, issuer);
  }

  /** What takes time (signatures, digests) is done here, so that the judge answers at once. */
  judgeFor(request: CredentialsRequest): MaybePromise<JudgeCredentials | undefined> {
    const { issuer } = this;
    const known = this.#known;
    if (!known && !issuer) return undefined;
    return after(issuer && judgeBearer(issuer, request.headers), (bearer) =>
      after(known && judgeDigest(known.users ?? [], request), (digest) => this.#judge(bearer, digest)),
    );
  }

  #judge(bearer: CredentialsVerdict | undefined, digest: CredentialsVerdict | undefined): JudgeCredentials {
    const { issuer } = this;
    const known = this.#known;
    return (credentials, scheme) => {
      const verdict = known && judgeKnown(known, credentials, scheme, digest);
      if (verdict?.known || !issuer) return verdict;
      const isBearer = credentials.kind === 'token' && authenticationScheme(scheme) === 'Bearer';
      return isBearer ? (bearer ?? verdict) : verdict;
    };
  }
}

function judgeBearer(issuer: Issuer, headers: Headers): MaybePromise<CredentialsVerdict | undefined> {
  const read = readAuthorization(headers, 'Bearer');
  if (!read.ok || read.credentials.kind !== 'token') return undefined;
  return judgeToken(issuer, read.credentials.token);
}

async function judgeToken(issuer: Issuer, token: string): Promise<CredentialsVerdict> {
  const verified = await issuer.verify(token);
  if (!verified.ok) return { known: false, reason: verified.reason };
  return { known: true, scopes: new Set(scopesOf(verified.claims)) };
}

function judgeKnown(
  { tokens = [], users = [], apiKeys = [] }: AuthOptions,
  credentials: Credentials,
  scheme: SecurityScheme,
  digest: CredentialsVerdict | undefined,
): CredentialsVerdict {
  switch (credentials.kind) {
    case 'apiKey': {
      const found = apiKeys.find(
        (each) => each.key === credentials.key && (each.scheme ?? scheme.name) === scheme.name,
      );
      return found ? allowing(found.scopes) : unknown('no such key is listed in auth.apiKeys');
    }
    case 'basic': {
      const found = users.find(
        ({ name, password }) => name === credentials.user && password === credentials.password,
      );
      return found ? allowing(found.scopes) : unknown('no such user and password are listed in auth.users');
    }
    case 'digest':
      return digest ?? unknown('no user of this digest is listed in auth.users');
    case 'token': {
      const found = tokens.find(({ token }) => token === credentials.token);
      if (!found) return unknown('no such token is listed in auth.tokens');
      return allowing(found.scopes ?? users.find(({ name }) => name === found.user)?.scopes);
    }
  }
}

/** Whether a client certificate was shown, where the runtime tells (Cloudflare Workers); undefined elsewhere. */
export function clientCertificate(request: Request): boolean | undefined {
  const { cf } = request as Request & { cf?: { tlsClientAuth?: { certPresented?: unknown } } };
  const presented = cf?.tlsClientAuth?.certPresented;
  return presented === undefined ? undefined : String(presented) === '1';
}
