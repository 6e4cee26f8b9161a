import { StandinError } from '../errors.ts';
import { problemResponse, problemType, type RouteMatch } from '../http/index.ts';

/** The answer to a request for which no operation is documented: 404, or 405 with the methods that are. */
export function notServed(
  match: Exclude<RouteMatch, { kind: 'operation' }>,
  method: string,
  path: string,
  prism: boolean,
): Response {
  if (match.kind === 'not-found') {
    // Where Steady says that it is ready.
    if (path === '/_x-steady/health') return Response.json({ status: 'ok' });
    const nearest = match.nearest.map((near) => `${near.method} ${near.path}`);
    const hint = nearest.length > 0 ? ` Did you mean ${nearest.join(', or ')}?` : '';
    const type = problemType('path-not-found', prism);
    return problemResponse({ status: 404, type, detail: `No documented path matches ${path}.${hint}` });
  }
  const allow = match.allow.join(', ');
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { Allow: allow } });
  const detail = `${method} is not documented for ${match.pathTemplate}. Documented: ${allow}.`;
  const type = problemType('method-not-allowed', prism);
  return problemResponse({ status: 405, type, detail }, { Allow: allow });
}

/** Errors that come and go with what Standin needs around it. */
const PASSING: ReadonlySet<string> = new Set(['store-unavailable', 'state-contended']);

/** What the client can do something about; 507 is of RFC 4918 section 11.5. */
const STATUSES: ReadonlyMap<string, number> = new Map([
  ['store-full', 507],
  ['store-value', 422],
]);

/** An error of ours, not the client's: what went wrong, never with a stack. */
export function failure(error: unknown): Response {
  if (!(error instanceof StandinError)) throw error;
  const { code, message: detail } = error;
  const type = `urn:standin:${code}`;
  if (PASSING.has(code)) return problemResponse({ status: 503, type, detail }, { 'retry-after': '1' });
  return problemResponse({ status: STATUSES.get(code) ?? 500, type, detail });
}
