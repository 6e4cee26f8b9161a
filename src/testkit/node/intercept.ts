import { StandinError } from '../../errors.ts';
import { answer } from '../intercept/answer.ts';
import type { Answering } from '../intercept/answering.ts';
import { type Claim, type Claims, createClaims, type ServedAt } from '../intercept/claims.ts';
import type { Intercepted } from './intercepted.ts';
import { loadInterceptors, patchNetwork } from './interceptors.ts';

export interface InterceptOptions extends ServedAt {
  /**
   * What happens to requests that are for no server of the description: they are sent, or fail with a StandinError
   * `unhandled-request` that names them.
   * @default 'bypass'
   */
  unhandled?: 'bypass' | 'error';
}

/** An interception that goes on until it is stopped: `using _ = await intercept(api)` stops it at the end of a block. */
export interface Interception extends Disposable {
  stop(): void;
}

interface Active {
  readonly mock: Answering;
  readonly claims: Claims;
  readonly unhandled: 'bypass' | 'error';
}

// A process has one network, which is patched once for all interceptions.
const active: Active[] = [];
let unpatch: (() => void) | undefined;

/**
 * Answers the requests of this process that are for the servers of a description: those of `fetch`, XMLHttpRequest,
 * `node:http`, undici and of all that is built on them, such as axios. Undocumented paths of these servers are answered too
 * (404), as nothing may reach the real ones. Where several interceptions claim a request, the last one answers.
 *
 * Rejects with StandinError `interceptors-not-there`, `server-address`, and `no-server` where neither the description
 * nor the options say where its servers are.
 */
export async function intercept(mock: Answering, options: InterceptOptions = {}): Promise<Interception> {
  const claims = createClaims(mock.api, options);
  if (!claims.hasOrigin && pageOrigin() === undefined)
    throw new StandinError(
      `Failed to intercept the requests for ${JSON.stringify(mock.api.title)}: its servers have no host. ` +
        "Say where they are: intercept(api, { servers: ['http://localhost:3000'] }).",
      { code: 'no-server', place: mock.api.document.root.get('servers')?.place() },
    );
  const own: Active = { mock, claims, unhandled: options.unhandled ?? 'bypass' };
  const interceptors = await loadInterceptors();
  active.push(own);
  unpatch ??= patchNetwork(interceptors, isMeant, decide);
  const stop = (): void => {
    const at = active.indexOf(own);
    if (at >= 0) active.splice(at, 1);
    if (active.length > 0) return;
    unpatch?.();
    unpatch = undefined;
  };
  return { stop, [Symbol.dispose]: stop };
}

async function decide({ request, controller }: Intercepted): Promise<void> {
  if (controller.readyState !== 0) return;
  const claimed = claimant(request.method, request.url);
  if (!claimed) {
    if (failsUnhandled()) controller.errorWith(unhandledRequest(request));
    return;
  }
  const outcome = await answer(claimed.mock, request, claimed.claim);
  // The client may have given up meanwhile.
  if (controller.readyState !== 0) return;
  if ('response' in outcome) controller.respondWith(outcome.response);
  else controller.errorWith(outcome.error);
}

function isMeant(method: string, url: string): boolean {
  return failsUnhandled() || claimant(method, url) !== undefined;
}

function claimant(method: string, url: string): { mock: Answering; claim: Claim } | undefined {
  const origin = pageOrigin();
  for (const { mock, claims } of active.toReversed()) {
    const claim = claims.of(method, url, origin);
    if (claim && (claim.documented || claim.ownOrigin)) return { mock, claim };
  }
  return undefined;
}

function failsUnhandled(): boolean {
  return active.some(({ unhandled }) => unhandled === 'error');
}

/** Of the page that a DOM in this process pretends to show. */
function pageOrigin(): string | undefined {
  const { location } = globalThis as { location?: Partial<Location> };
  return location?.origin;
}

function unhandledRequest({ method, url }: Request): StandinError {
  const { origin, pathname } = new URL(url);
  return new StandinError(
    `Failed to send ${method} ${origin}${pathname}: it is for no server of the intercepted descriptions. ` +
      "Name its server (`servers`), or let it pass (`unhandled: 'bypass'`).",
    { code: 'unhandled-request' },
  );
}
