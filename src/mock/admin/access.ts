import { problemResponse } from '../../http/index.ts';
import type { ServerEnv } from '../server-env.ts';
import type { AdminOptions } from './options.ts';

const proxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * Why a request may not administer, as an answer; undefined: it may. Without a token it must come from this machine, under
 * a name of this machine (else any page that a browser here shows could rebind its own name), and from no other origin.
 */
export function denied(
  { headers, url }: Request,
  env: ServerEnv | undefined,
  { token }: AdminOptions,
): Response | undefined {
  if (token !== undefined) {
    const [, given] = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '') ?? [];
    if (given !== undefined && equal(given, token)) return undefined;
    return problemResponse(
      {
        status: 401,
        type: 'urn:standin:problem:unauthorized',
        detail: 'Send the token of the administration as a bearer token.',
      },
      { 'www-authenticate': 'Bearer realm="standin"' },
    );
  }
  const { remoteAddress } = env ?? {};
  if (remoteAddress === undefined || !isLoopback(remoteAddress) || proxied.some((name) => headers.has(name)))
    return forbidden(
      'Only this machine itself may do that. Set a token for the administration to allow others.',
    );
  const { hostname, origin } = new URL(url);
  if (!isLocalName(hostname)) return forbidden(`Ask for localhost instead of ${hostname}, or set a token.`);
  const asking = headers.get('origin');
  const site = headers.get('sec-fetch-site') ?? 'none';
  if ((asking !== null && asking !== origin) || (site !== 'none' && site !== 'same-origin'))
    return forbidden('Pages of other origins may not do that.');
  return undefined;
}

/** Of an address as a socket tells it: `127.0.0.0/8`, `::1`, or the first in the form of IPv6. */
function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/i.test(address);
}

/** RFC 6761 section 6.3: what ends in localhost is this machine. */
function isLocalName(hostname: string): boolean {
  return /(?:^|\.)localhost\.?$/i.test(hostname) || hostname === '[::1]' || isLoopback(hostname);
}

function forbidden(detail: string): Response {
  return problemResponse({ status: 403, type: 'urn:standin:problem:forbidden', detail });
}

/** Takes as long for a guess that begins well as for any other. */
function equal(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i++)
    difference |= left.charCodeAt(i) ^ right.charCodeAt(i % (right.length || 1));
  return difference === 0;
}
