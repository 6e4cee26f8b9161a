import type { RawRequest } from '../http/index.ts';
import type { Operation, SecurityRequirement, SecurityScheme } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { parameterPointer, violationOf } from './violation-of.ts';

export type SecurityResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Values for `WWW-Authenticate` (RFC 9110 section 11.6.1), one for each scheme that could have helped. */
      readonly challenges: readonly string[];
      readonly violations: readonly Violation[];
    };

const FINE: SecurityResult = { ok: true };

/**
 * Are credentials there, and of the right form? One requirement must hold, all of its schemes (OpenAPI 3.2, Security Requirement Object).
 * No credential is verified; a client certificate (`mutualTLS`) cannot be seen here and counts as there.
 */
export function checkSecurity(
  operation: Operation,
  request: Pick<RawRequest, 'search' | 'headers'>,
): SecurityResult {
  const { security } = operation;
  if (security.length === 0) return FINE;
  let nearest: { requirement: SecurityRequirement; problems: readonly Problem[] } | undefined;
  for (const requirement of security) {
    const problems = requirement.schemes.flatMap(({ scheme }) => problemWith(scheme, request));
    if (problems.length === 0) return FINE;
    if (nearest === undefined || problems.length < nearest.problems.length)
      nearest = { requirement, problems };
  }
  const schemes = security.flatMap((requirement) => requirement.schemes.map(({ scheme }) => scheme));
  return {
    ok: false,
    challenges: [...new Set(schemes.flatMap(challengeOf))],
    violations: (nearest?.problems ?? []).map(({ scheme, message, pointer }) =>
      violationOf('security', pointer, 'security', message, scheme.node),
    ),
  };
}

interface Problem {
  readonly scheme: SecurityScheme;
  /** Where the credentials belong. */
  readonly pointer: string;
  readonly message: string;
}

function problemWith(scheme: SecurityScheme, request: Pick<RawRequest, 'search' | 'headers'>): Problem[] {
  const message =
    scheme.type === 'apiKey' ? apiKeyProblem(scheme, request) : httpProblem(scheme, request.headers);
  const name = scheme.type === 'apiKey' ? (scheme.parameter ?? '') : 'Authorization';
  return message === undefined ? [] : [{ scheme, message, pointer: parameterPointer(name) }];
}

function apiKeyProblem(
  { in: location, parameter = '', name }: SecurityScheme,
  { search, headers }: Pick<RawRequest, 'search' | 'headers'>,
): string | undefined {
  const value = apiKey(location, parameter, search, headers);
  if (value) return undefined;
  return `the API key of "${name}" is missing: send it as the ${location ?? 'header'} "${parameter}"`;
}

function apiKey(
  location: SecurityScheme['in'],
  parameter: string,
  search: string,
  headers: Headers,
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
function isToken(text: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(text);
}

/** Schemes of the `Authorization` header; OAuth 2.0 and OpenID Connect send bearer tokens (RFC 6750 section 2.1). */
function httpProblem(scheme: SecurityScheme, headers: Headers): string | undefined {
  if (scheme.type === 'mutualTLS') return undefined;
  const wanted = scheme.type === 'http' ? (scheme.scheme ?? 'bearer') : 'bearer';
  const header = headers.get('authorization');
  if (header === null)
    return `credentials are missing: send an Authorization header of the scheme ${titled(wanted)}`;
  const [, given = '', credentials = ''] = /^(\S+)(?:\s+([\s\S]*))?$/.exec(header.trim()) ?? [];
  if (given.toLowerCase() !== wanted.toLowerCase())
    return `the Authorization header must be of the scheme ${titled(wanted)}`;
  if (credentials.trim() === '')
    return `the Authorization header names the scheme ${given} and no credentials`;
  return wanted.toLowerCase() === 'basic' ? basicProblem(credentials) : undefined;
}

/** RFC 7617 section 2: user-id and password with a colon between them, in base64. */
function basicProblem(credentials: string): string | undefined {
  try {
    if (atob(credentials.trim()).includes(':')) return undefined;
  } catch {
    return 'the credentials of the scheme Basic must be base64';
  }
  return 'the credentials of the scheme Basic must hold a user name and a password with a colon between them';
}

/** As registered with IANA where it is known there. */
function titled(scheme: string): string {
  const known = REGISTERED.find((name) => name.toLowerCase() === scheme.toLowerCase());
  return known ?? scheme;
}

const REGISTERED = [
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
];

/** Each challenge names a scheme and a realm; an API key has no registered scheme, and is named by its own. */
function challengeOf(scheme: SecurityScheme): string[] {
  switch (scheme.type) {
    case 'mutualTLS':
      return [];
    case 'apiKey':
      return [`ApiKey realm="${quotable(scheme.name)}"`];
    case 'http': {
      const name = titled(scheme.scheme ?? 'bearer');
      if (!isToken(name)) return [];
      if (name === 'Basic') return ['Basic realm="standin", charset="UTF-8"'];
      // A fixed nonce: nothing is verified, and the same request has the same answer (RFC 7616 section 3.3).
      if (name === 'Digest')
        return ['Digest realm="standin", qop="auth", nonce="standin", algorithm=SHA-256'];
      return [`${name} realm="standin"`];
    }
    default:
      return ['Bearer realm="standin"'];
  }
}

function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').replace(/["\\]/g, '\\$&');
}
