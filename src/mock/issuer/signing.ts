import type { JWTPayload } from 'jose';

type Jose = typeof import('jose');

/** JOSE header `typ`: of access tokens (RFC 9068 section 2.1) and of ID tokens. */
export type TokenType = 'at+jwt' | 'JWT';

export type Verified =
  | { readonly ok: true; readonly claims: JWTPayload }
  /** One clause about the token, without the token. */
  | { readonly ok: false; readonly reason: string };

interface Signing {
  readonly jose: Jose;
  readonly pair: CryptoKeyPair;
  readonly kid: string;
  readonly jwk: Readonly<Record<string, unknown>>;
}

/** One RSA key, made when it is first needed. Tokens do not outlive it. */
export class Signer {
  #signing: Promise<Signing> | undefined;

  /** A signed JWT (RFC 7515, RS256). */
  async sign(claims: JWTPayload, type: TokenType): Promise<string> {
    const { jose, pair, kid } = await this.#ready();
    return new jose.SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: type, kid })
      .sign(pair.privateKey);
  }

  /** Holds a token to the key, the type and the time. @param now in milliseconds since 1970 */
  async verify(token: string, type: TokenType, now: number): Promise<Verified> {
    const { jose, pair } = await this.#ready();
    try {
      const { payload } = await jose.jwtVerify(token, pair.publicKey, {
        algorithms: ['RS256'],
        typ: type,
        currentDate: new Date(now),
        requiredClaims: ['iss', 'sub', 'exp', 'iat'],
      });
      return { ok: true, claims: payload };
    } catch (error) {
      return { ok: false, reason: reasonOf(jose, error) };
    }
  }

  /** JSON Web Key Set (RFC 7517 section 5), the public key alone. */
  async keySet(): Promise<{ readonly keys: ReadonlyArray<Readonly<Record<string, unknown>>> }> {
    const { jwk } = await this.#ready();
    return { keys: [jwk] };
  }

  #ready(): Promise<Signing> {
    return (this.#signing ??= makeKey());
  }
}

async function makeKey(): Promise<Signing> {
  const jose = await import('jose');
  const pair = await jose.generateKeyPair('RS256');
  const jwk = await jose.exportJWK(pair.publicKey);
  const kid = await jose.calculateJwkThumbprint(jwk);
  return { jose, pair, kid, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' } };
}

function reasonOf({ errors }: Jose, error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    const { exp } = error.payload;
    return typeof exp === 'number'
      ? `the token expired at ${new Date(exp * 1000).toISOString()}`
      : 'the token has expired';
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return "the token's signature is not of this issuer's key, which is new at each start";
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'typ') return 'the token is no access token';
    return `the token's claim "${error.claim}" does not hold`;
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'the token is not signed with RS256';
  if (error instanceof errors.JOSEError) return 'the token is no JWT of the built-in issuer';
  throw error;
}
