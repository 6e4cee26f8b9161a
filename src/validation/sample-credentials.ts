import type { Operation } from '../model/index.ts';

/** Credentials of the form that is asked for, and no more than the form. */
export interface SampleCredentials {
  readonly headers: ReadonlyArray<readonly [string, string]>;
  /** Cookies by name. */
  readonly cookies: ReadonlyArray<readonly [string, string]>;
  readonly query: ReadonlyArray<readonly [string, string]>;
}

/**
 * Made-up credentials for the operation's first security requirement, since any one will do; `target` is the request's
 * path, which digest names.
 */
export function sampleCredentials({ security }: Operation, target: string): SampleCredentials {
  const headers: Array<[string, string]> = [];
  const cookies: Array<[string, string]> = [];
  const query: Array<[string, string]> = [];
  for (const { scheme } of security[0]?.schemes ?? []) {
    if (scheme.type === 'apiKey' && scheme.parameter !== undefined) {
      const place = scheme.in === 'query' ? query : scheme.in === 'cookie' ? cookies : headers;
      place.push([scheme.parameter, 'key']);
    } else if (scheme.type === 'http' && scheme.scheme !== 'bearer') {
      headers.push([
        'authorization',
        scheme.scheme === 'digest'
          ? `Digest username="user", realm="sample", nonce="sample", uri="${target}", response="0123456789abcdef"`
          : `${scheme.scheme === 'basic' ? 'Basic' : scheme.scheme} dXNlcjpwYXNzd29yZA==`,
      ]);
    } else if (scheme.type !== 'mutualTLS') headers.push(['authorization', 'Bearer token']);
  }
  return { headers, cookies, query };
}
