import { HttpHandler } from 'msw';
import { answer } from './intercept/answer.ts';
import type { Answering } from './intercept/answering.ts';
import { type Claim, type Claims, createClaims, type ServedAt } from './intercept/claims.ts';

export type { Answering } from './intercept/answering.ts';
export type { ServedAt } from './intercept/claims.ts';

export interface HandlersOptions extends ServedAt {
  /**
   * Whose are requests for undocumented paths and methods at the description's servers? Without this, they are left to
   * the handlers that follow and to `onUnhandledRequest`; with it, the mock refuses them (404, 405).
   * @default false
   */
  undocumented?: boolean;
}

/**
 * Handlers for `setupServer` and `setupWorker` of MSW 2 and 3 that answer what a description documents:
 * `setupServer(...own, ...handlers(api))`. MSW asks handlers in their order, so those before these win.
 * Throws StandinError `server-address`.
 */
export function handlers(mock: Answering, options: HandlersOptions = {}): HttpHandler[] {
  return [new DescribedHandler(mock, createClaims(mock.api, options), options.undocumented ?? false)];
}

/** One for the whole description: MSW asks handlers one by one, which takes long with hundreds of operations. */
class DescribedHandler extends HttpHandler {
  readonly #claims: Claims;
  readonly #undocumented: boolean;

  constructor(mock: Answering, claims: Claims, undocumented: boolean) {
    super(/.*/, '*', ({ request }) => respond(mock, request, claimOf(claims, request)));
    this.#claims = claims;
    this.#undocumented = undocumented;
    this.info.header = `${mock.api.title} ${mock.api.version}`;
  }

  override async predicate({ request }: { request: Request }): Promise<boolean> {
    const claim = claimOf(this.#claims, request);
    return claim !== undefined && (claim.documented || this.#undocumented);
  }
}

function claimOf(claims: Claims, request: Request): Claim | undefined {
  const { location } = globalThis as { location?: Partial<Location> };
  return claims.of(request.method, request.url, location?.origin);
}

async function respond(
  mock: Answering,
  request: Request,
  claim: Claim | undefined,
): Promise<Response | undefined> {
  if (!claim) return undefined;
  const outcome = await answer(mock, request, claim);
  return 'response' in outcome ? outcome.response : Response.error();
}
