import type { Connection } from './fault/connection.ts';

/** What a server may hand in beside a request, as Hono's bindings: `mock.fetch(request, { connection })`. */
export interface ServerEnv {
  readonly connection?: Connection | undefined;
  /** The IP address that the request came from. Left out: it is not known, and nothing that asks for it is allowed. */
  readonly remoteAddress?: string | undefined;
  /**
   * The request's body where the server has it already, as sent; null: there is none. Left out: it is read from the
   * request, which has to be waited for.
   */
  readonly received?: Uint8Array | null | undefined;
}
