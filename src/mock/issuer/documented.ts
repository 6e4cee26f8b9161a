import type { Api } from '../../model/index.ts';
import { authenticationScheme } from '../../validation/index.ts';

/** The endpoints that a description can name. */
type DocumentedEndpoint = 'authorize' | 'token' | 'device_authorization' | 'metadata';

/** A description's own URL for an endpoint, as far as it leads to the server that the mock stands in for. */
export interface DocumentedUrl {
  readonly endpoint: DocumentedEndpoint;
  readonly path: string;
  /** Undefined: wherever the mock is. */
  readonly origin: string | undefined;
}

/**
 * The paths of `authorizationUrl`, `tokenUrl`, `refreshUrl`, `deviceAuthorizationUrl` and `openIdConnectUrl`. A
 * relative one is resolved against the servers (OpenAPI 3.2, section "API endpoints"), and taken below their paths too,
 * as many write it.
 */
export function documentedUrls(api: Api): DocumentedUrl[] {
  const bases = api.servers.length > 0 ? api.servers.map(({ url, path }) => ({ url, path })) : [root];
  const ownOrigins = new Set(bases.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).origin] : [])));
  const found: DocumentedUrl[] = [];
  const add = (endpoint: DocumentedEndpoint, text: string | undefined) => {
    if (text === undefined) return;
    if (URL.canParse(text)) {
      const { origin, pathname: path } = new URL(text);
      found.push({ endpoint, path, origin: ownOrigins.has(origin) ? undefined : origin });
      return;
    }
    for (const { path } of [root, ...bases])
      for (const base of [path, `${path}/`])
        if (URL.canParse(text, `http://mock${base}`))
          found.push({ endpoint, path: new URL(text, `http://mock${base}`).pathname, origin: undefined });
  };
  for (const { flows, openIdConnectUrl } of api.securitySchemes.values()) {
    add('metadata', openIdConnectUrl);
    for (const flow of flows.values()) {
      add('authorize', flow.authorizationUrl);
      add('token', flow.tokenUrl);
      add('token', flow.refreshUrl);
      add('device_authorization', flow.deviceAuthorizationUrl);
    }
  }
  return found;
}

const root = { url: '/', path: '' };

/** Every scope that the description knows, with what it says about it; those of requirements have no words. */
export function documentedScopes(api: Api): Map<string, string> {
  const scopes = new Map<string, string>();
  for (const { flows } of api.securitySchemes.values())
    for (const flow of flows.values())
      for (const [scope, description] of flow.scopes) scopes.set(scope, description);
  for (const { security } of api.operations)
    for (const { schemes } of security)
      for (const { scheme, scopes: asked } of schemes)
        if (scheme.type !== 'apiKey' && authenticationScheme(scheme) === 'Bearer')
          for (const scope of asked) if (!scopes.has(scope)) scopes.set(scope, '');
  return scopes;
}
