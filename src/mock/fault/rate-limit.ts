import type { RateLimit } from '../../http/index.ts';

const MOST_WINDOWS = 10_000;

/** Where a caller stands after a request. */
export interface Quota {
  readonly limit: RateLimit;
  readonly remaining: number;
  /** Whole seconds until the next window. */
  readonly reset: number;
  readonly exceeded: boolean;
}

/** Counts requests in windows of time, one for each caller; the windows that were begun first go when they are too many. */
export class Limiter {
  readonly #windows = new Map<string, { start: number; used: number }>();

  /** @param now milliseconds since any moment */
  take(caller: string, limit: RateLimit, now: number): Quota {
    const window = this.#window(caller, limit, now);
    const exceeded = window.used >= limit.requests;
    if (!exceeded) window.used++;
    return { ...this.#quota(window, limit, now), exceeded };
  }

  /** Without counting. */
  look(caller: string, limit: RateLimit, now: number): Quota {
    return this.#quota(this.#window(caller, limit, now), limit, now);
  }

  #quota(window: { start: number; used: number }, limit: RateLimit, now: number): Quota {
    const remaining = Math.max(0, limit.requests - window.used);
    const reset = Math.max(1, Math.ceil((window.start + limit.seconds * 1000 - now) / 1000));
    return { limit, remaining, reset, exceeded: false };
  }

  #window(caller: string, { seconds }: RateLimit, now: number): { start: number; used: number } {
    const known = this.#windows.get(caller);
    if (known && now < known.start + seconds * 1000) return known;
    const window = { start: now, used: 0 };
    this.#windows.delete(caller);
    this.#windows.set(caller, window);
    if (this.#windows.size > MOST_WINDOWS) {
      for (const oldest of this.#windows.keys()) {
        this.#windows.delete(oldest);
        break;
      }
    }
    return window;
  }
}

/** `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10), and `Retry-After` where it is exceeded. */
export function quotaHeaders({ limit, remaining, reset, exceeded }: Quota): Record<string, string> {
  return {
    'ratelimit-policy': `"default";q=${limit.requests};w=${limit.seconds}`,
    ratelimit: `"default";r=${remaining};t=${reset}`,
    ...(exceeded ? { 'retry-after': String(reset) } : {}),
  };
}

/** Makes documented headers of the kind `X-RateLimit-Remaining` true, in the form in which they are. */
export function correctDocumented(headers: Headers, quota: Quota, now: number): void {
  for (const [name, shown] of [...headers]) {
    const match = /^(?:x-)?rate-?limit-?(limit|remaining|reset|reset-after|used)$/.exec(name);
    if (!match) continue;
    const { limit, remaining, reset } = quota;
    switch (match[1]) {
      case 'limit':
        headers.set(name, String(limit.requests));
        break;
      case 'remaining':
        headers.set(name, String(remaining));
        break;
      case 'used':
        headers.set(name, String(limit.requests - remaining));
        break;
      default:
        headers.set(name, inFormOf(shown, now + reset * 1000, reset));
    }
  }
}

/** A moment as text, as seconds since 1970, or as seconds from now: as what is there. */
function inFormOf(shown: string, at: number, seconds: number): string {
  if (!/^\d+$/.test(shown)) return new Date(at).toISOString();
  return String(Number(shown) > 1_000_000_000 ? Math.ceil(at / 1000) : seconds);
}
