import { type CredentialsVerdict, DIGEST_NONCE, REALM, readAuthorization } from '../validation/index.ts';
import type { MaybePromise } from './maybe-promise.ts';

/** Somebody whom Basic and Digest know by name and password. */
export interface AuthUser {
  name: string;
  password: string;
  /** Left out: every scope. */
  scopes?: readonly string[];
}

/** Where a request came from, as far as it matters to credentials. */
export interface CredentialsRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: Headers;
}

/** RFC 7616 section 3.4.1, for what the challenge offers: SHA-256 and `qop=auth`. */
export function judgeDigest(
  users: readonly AuthUser[],
  request: CredentialsRequest,
): MaybePromise<CredentialsVerdict | undefined> {
  const read = readAuthorization(request.headers, 'Digest');
  if (!read.ok || read.credentials.kind !== 'digest') return undefined;
  return judgeFields(users, read.credentials.fields, request);
}

async function judgeFields(
  users: readonly AuthUser[],
  fields: ReadonlyMap<string, string>,
  { method, target }: CredentialsRequest,
): Promise<CredentialsVerdict | undefined> {
  if (fields.get('algorithm')?.toUpperCase() !== 'SHA-256')
    return unknown('the algorithm of the digest must be SHA-256, as the challenge says');
  if (fields.get('qop') !== 'auth')
    return unknown('the qop of the digest must be auth, as the challenge says');
  if (fields.get('realm') !== REALM || fields.get('nonce') !== DIGEST_NONCE)
    return unknown('realm and nonce of the digest must be those of the challenge');
  const uri = fields.get('uri')!;
  if (uri !== target && !(URL.canParse(uri) && uri.endsWith(target)))
    return unknown('the uri of the digest is not that of the request');
  const user = users.find(({ name }) => name === usernameOf(fields));
  if (!user) return undefined;
  const secret = await sha256(`${user.name}:${REALM}:${user.password}`);
  const [nc, cnonce] = [fields.get('nc'), fields.get('cnonce')];
  const expected = await sha256(
    `${secret}:${DIGEST_NONCE}:${nc}:${cnonce}:auth:${await sha256(`${method}:${uri}`)}`,
  );
  return fields.get('response') === expected ? allowing(user.scopes) : unknown('the digest does not match');
}

/** `username*` is written as RFC 8187 has it. */
function usernameOf(fields: ReadonlyMap<string, string>): string | undefined {
  const plain = fields.get('username');
  if (plain !== undefined) return plain;
  const [, encoded = ''] = /^UTF-8'[^']*'(.*)$/i.exec(fields.get('username*') ?? '') ?? [];
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function allowing(scopes: readonly string[] | undefined): CredentialsVerdict {
  return { known: true, scopes: scopes && new Set(scopes) };
}

export function unknown(reason: string): CredentialsVerdict {
  return { known: false, reason };
}
