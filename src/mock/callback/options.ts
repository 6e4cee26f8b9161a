/** How callbacks are sent. */
export interface CallbackOptions {
  /**
   * Hosts that may be called besides this machine: `hooks.example`, `*.example.com`, `10.0.0.5:8080`, `*` for all.
   * @default []
   */
  allow?: readonly string[];
  /** How often one is tried where the receiver is not there, or is not well (5xx, 429). @default 3 */
  attempts?: number;
  /** Milliseconds before the second attempt; each further one takes twice as long. @default 1000 */
  backoff?: number;
  /** Milliseconds that an answer may take. @default 10000 */
  timeout?: number;
  /** Signs what is sent; undefined: nothing is signed. */
  signing?: CallbackSigning | undefined;
  /** Sends without following redirects. @default the runtime's `fetch` */
  send?: ((request: Request) => Promise<Response>) | undefined;
  /** Milliseconds since 1970, for signatures. @default the generator's `now` */
  clock?: (() => number) | undefined;
  /** Told what became of each callback; must not throw. */
  onDelivery?: ((delivery: CallbackDelivery) => void) | undefined;
}

/**
 * HMAC with SHA-256. Without `header` as Standard Webhooks has it (`webhook-id`, `webhook-timestamp`,
 * `webhook-signature`); with it, of the body alone in hexadecimal, as in `X-Hub-Signature-256: sha256=…`.
 */
export interface CallbackSigning {
  /** A text, or `whsec_` and bytes in base64. */
  readonly secret: string;
  readonly header?: string | undefined;
  /** Before the signature in `header`. @default 'sha256=' */
  readonly prefix?: string | undefined;
}

/** What became of a callback. */
export interface CallbackDelivery {
  /** Of the callback or webhook. */
  readonly name: string;
  /** Of the operation whose answer it follows; undefined where it was asked for by hand. */
  readonly operationId: string | undefined;
  readonly method: string;
  /** Undefined where its expression gives none. */
  readonly url: string | undefined;
  /**
   * `delivered`: a 2xx has come; `refused`: another answer; `failed`: none; `not-allowed`: the host may not be called;
   * `no-address`: the description's expression gives no URL.
   */
  readonly outcome: 'delivered' | 'refused' | 'failed' | 'not-allowed' | 'no-address';
  /** Of the last answer. */
  readonly status: number | undefined;
  readonly attempts: number;
  /** One sentence, where there is more to say. */
  readonly detail: string | undefined;
}

export interface ResolvedCallbackOptions {
  readonly allow: readonly string[];
  readonly attempts: number;
  readonly backoff: number;
  readonly timeout: number;
  readonly signing: CallbackSigning | undefined;
  readonly send: (request: Request) => Promise<Response>;
  readonly clock: (() => number) | undefined;
  readonly onDelivery: ((delivery: CallbackDelivery) => void) | undefined;
}

const MOST_ATTEMPTS = 10;

/** Undefined: no callbacks are sent. */
export function resolveCallbacks(
  options: boolean | CallbackOptions | undefined,
): ResolvedCallbackOptions | undefined {
  if (options === undefined || options === false) return undefined;
  const given = options === true ? {} : options;
  return {
    allow: given.allow ?? [],
    attempts: Math.min(Math.max(1, given.attempts ?? 3), MOST_ATTEMPTS),
    backoff: given.backoff ?? 1_000,
    timeout: given.timeout ?? 10_000,
    signing: given.signing,
    send: given.send ?? ((request) => fetch(request)),
    clock: given.clock,
    onDelivery: given.onDelivery,
  };
}
