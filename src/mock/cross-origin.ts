const METHODS = 'GET,HEAD,PUT,POST,DELETE,PATCH,QUERY';
/** How long a browser may keep the answer to a preflight, in seconds. */
const MAX_AGE = '600';

/** Does a browser ask whether it may send a request (Fetch standard, section 3.3.2)? A plain OPTIONS is the description's. */
export function isPreflight({ method, headers }: Request): boolean {
  return method === 'OPTIONS' && Boolean(headers.get('access-control-request-method'));
}

/** Any origin may call, with credentials and what headers it likes. */
export function preflight(headers: Headers, origin: string): Response {
  const wanted = headers.get('access-control-request-headers');
  const names = wanted?.split(',').map((name) => name.trim());
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': METHODS,
      'access-control-max-age': MAX_AGE,
      ...(names ? { 'access-control-allow-headers': names.join(',') } : {}),
      vary: names ? 'Origin, Access-Control-Request-Headers' : 'Origin',
    },
  });
}

/** Any origin may read the answer, with every header. */
export function shareWith(response: Response, origin: string): Response {
  const { headers } = response;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-credentials', 'true');
  // With credentials `*` is no wildcard (Fetch standard, section 3.3.3), so the names are listed.
  headers.set('access-control-expose-headers', [...headers.keys()].join(', '));
  headers.append('vary', 'Origin');
  return response;
}
