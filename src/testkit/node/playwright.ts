import { answer } from '../intercept/answer.ts';
import type { Answering } from '../intercept/answering.ts';
import { type Claim, type Claims, createClaims, type ServedAt } from '../intercept/claims.ts';
import { redirected, type Sent } from '../intercept/redirect.ts';

export type { Answering } from '../intercept/answering.ts';
export type { ServedAt } from '../intercept/claims.ts';

const MOST_REDIRECTS = 20;

/** A page or a browser context of Playwright; what of it is needed. */
export interface Routed {
  route(matches: (url: URL) => boolean, handler: (route: Route) => Promise<void>): Promise<unknown>;
  unroute(matches: (url: URL) => boolean): Promise<void>;
}

interface Route {
  request(): RoutedRequest;
  fulfill(response: { status: number; headers: Record<string, string>; body: Buffer }): Promise<void>;
  fallback(): Promise<void>;
  abort(reason: string): Promise<void>;
}

interface RoutedRequest {
  method(): string;
  url(): string;
  allHeaders(): Promise<Record<string, string>>;
  postDataBuffer(): Buffer | null;
  isNavigationRequest(): boolean;
  /** Throws for requests of service workers. */
  frame(): { url(): string };
}

/** Routes that answer until they are stopped: `await using _ = await mockRoutes(page, api)`. */
export interface MockedRoutes extends AsyncDisposable {
  stop(): Promise<void>;
}

/**
 * Answers the calls of a page, or of all pages of a context, that are for the servers of a description; nothing listens
 * on a port. Servers without a host (`/api`) are those of the page's own origin, where only documented calls are
 * answered and all else (pages, scripts) is loaded as usual. Requests that a service worker sends are not seen, unless
 * the context blocks service workers. Rejects with StandinError `server-address`.
 */
export async function mockRoutes(
  page: Routed,
  mock: Answering,
  options: ServedAt = {},
): Promise<MockedRoutes> {
  const claims = createClaims(mock.api, options);
  const isNear = (url: URL): boolean => claims.touches(url);
  await page.route(isNear, (route) => handle(route, mock, claims));
  const stop = (): Promise<void> => page.unroute(isNear);
  return { stop, [Symbol.asyncDispose]: stop };
}

async function handle(route: Route, mock: Answering, claims: Claims): Promise<void> {
  const routed = route.request();
  const pageOrigin = originOf(routed);
  let claim = claims.of(routed.method(), routed.url(), pageOrigin);
  if (!claim || !isCall(claim, routed)) return route.fallback();
  let sent = await sentBy(routed, pageOrigin);
  const cookies: string[] = [];
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const { method, url, headers, bytes } = sent;
    const outcome = await answer(mock, new Request(url, { method, headers, body: bytes }), claim);
    if ('error' in outcome) break;
    cookies.push(...outcome.response.headers.getSetCookie());
    // Playwright does not route what a redirect leads to.
    const next = redirected(sent, outcome.response);
    const nextClaim = next && claims.of(next.method, next.url, pageOrigin);
    if (!nextClaim || !isCall(nextClaim, routed)) return fulfill(route, outcome.response, cookies);
    [sent, claim] = [next, nextClaim];
  }
  await route.abort('connectionreset');
}

async function fulfill(route: Route, response: Response, cookies: readonly string[]): Promise<void> {
  const headers = Object.fromEntries(response.headers);
  // Playwright takes several cookies as the lines of one header.
  if (cookies.length > 0) headers['set-cookie'] = cookies.join('\n');
  const body = Buffer.from(await response.arrayBuffer());
  await route.fulfill({ status: response.status, headers, body });
}

/** Below the page's own origin other things live than the api, even a page at the path of an operation. */
function isCall({ ownOrigin, documented }: Claim, request: RoutedRequest): boolean {
  return ownOrigin || (documented && !request.isNavigationRequest());
}

function originOf(request: RoutedRequest): string | undefined {
  try {
    const { origin } = new URL(request.frame().url());
    return origin === 'null' ? undefined : origin;
  } catch {
    return undefined;
  }
}

async function sentBy(request: RoutedRequest, pageOrigin: string | undefined): Promise<Sent> {
  const method = request.method();
  const url = request.url();
  // Names that begin with a colon are HTTP/2's and no header fields.
  const written = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':'));
  const headers = new Headers(written);
  // A browser may add it after the request was routed, and lets the page read no answer without a word on it.
  if (pageOrigin !== undefined && pageOrigin !== new URL(url).origin && !headers.has('origin'))
    headers.set('origin', pageOrigin);
  const bytes = method === 'GET' || method === 'HEAD' ? null : request.postDataBuffer();
  return { method, url, headers, bytes: bytes && new Uint8Array(bytes) };
}
