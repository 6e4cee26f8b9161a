import type { Hono } from 'hono';
import { Hono as App } from 'hono/tiny';
import type { Api } from '../../model/index.ts';
import { authorize } from './authorize.ts';
import { authorizeDevice, verifyDevice } from './device.ts';
import { type DocumentedUrl, documentedScopes, documentedUrls } from './documented.ts';
import { introspect, revoke, userInfo } from './inspect.ts';
import { keySet, metadata } from './metadata.ts';
import type { IssuerSettings } from './options.ts';
import { errorResponse, OAuthError } from './protocol.ts';
import type { Verified } from './signing.ts';
import { IssuerState } from './state.ts';
import { token } from './token.ts';
import { verifyAccessToken } from './tokens.ts';

type Endpoint = (state: IssuerState, request: Request) => Promise<Response>;

const endpoints: ReadonlyArray<readonly [name: string, methods: readonly string[], endpoint: Endpoint]> = [
  ['authorize', ['GET', 'POST'], authorize],
  ['token', ['POST'], token],
  ['device_authorization', ['POST'], authorizeDevice],
  ['device', ['GET', 'POST'], verifyDevice],
  ['jwks', ['GET'], keySet],
  ['userinfo', ['GET', 'POST'], userInfo],
  ['revoke', ['POST'], revoke],
  ['introspect', ['POST'], introspect],
  ['.well-known/openid-configuration', ['GET'], metadata],
  ['.well-known/oauth-authorization-server', ['GET'], metadata],
];

/** An authorization server (OAuth 2.0) and OpenID provider for one mock. Nothing is made before the first request. */
export class Issuer {
  /** Answers below the issuer's path and at the well-known places of RFC 8414 section 3.1. */
  readonly app: Hono;
  readonly #state: IssuerState;
  readonly #api: Api;
  #documented: readonly DocumentedUrl[] | undefined;

  constructor(api: Api, settings: IssuerSettings) {
    this.#api = api;
    this.#state = new IssuerState(settings, () => documentedScopes(api));
    this.app = new App();
    this.app.onError((error) => {
      throw error;
    });
    const { path, prefix } = settings;
    for (const [name, methods, endpoint] of endpoints) {
      const places = [`${prefix}${path}/${name}`];
      if (name.startsWith('.well-known/')) places.push(`${prefix}/${name}${path}`);
      for (const place of places) {
        this.app.on([...methods], place, (context) => this.#run(endpoint, context.req.raw));
        this.app.all(
          place,
          () => new Response(null, { status: 405, headers: { Allow: methods.join(', ') } }),
        );
      }
    }
  }

  /** Answers below the issuer's own path and at its well-known places; undefined elsewhere. */
  answerOwn(request: Request, path: string): Response | Promise<Response> | undefined {
    const { path: base } = this.#state.settings;
    const own =
      path === base ||
      path.startsWith(`${base}/`) ||
      (path.startsWith('/.well-known/') && path.endsWith(base));
    return own ? this.app.fetch(request) : undefined;
  }

  /** Answers where the description says that the endpoints are; undefined: it says nothing of this path. */
  answerDocumented(request: Request, path: string): Promise<Response> | undefined {
    this.#documented ??= documentedUrls(this.#api);
    const found = this.#documented.find(
      (url) => url.path === path && (url.origin === undefined || url.origin === new URL(request.url).origin),
    );
    if (!found) return undefined;
    const name = found.endpoint === 'metadata' ? '.well-known/openid-configuration' : found.endpoint;
    const [, methods, endpoint] = endpoints.find(([known]) => known === name)!;
    if (methods.includes(request.method)) return this.#run(endpoint, request);
    return Promise.resolve(new Response(null, { status: 405, headers: { Allow: methods.join(', ') } }));
  }

  /** Signature, type, time, issuer and revocation of an access token. */
  verify(accessToken: string): Promise<Verified> {
    return verifyAccessToken(this.#state, accessToken);
  }

  async #run(endpoint: Endpoint, request: Request): Promise<Response> {
    try {
      return await endpoint(this.#state, request);
    } catch (error) {
      if (error instanceof OAuthError) return errorResponse(error);
      throw error;
    }
  }
}
