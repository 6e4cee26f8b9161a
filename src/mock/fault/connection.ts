/**
 * What a server lets the mock do to the connection that a request came on, so that faults are real. A server hands it in
 * as `mock.fetch(request, { connection })`.
 */
export interface Connection {
  /** Ends it at once and unfinished (TCP RST). */
  reset(): void;
  /** Ends it when everything written so far has been sent. */
  close(): void;
}

/** In place of an answer where the connection is cut and no server is there to cut it: `fetch` rejects so, too. */
export class ConnectionReset extends TypeError {
  override readonly name: string = 'ConnectionReset';
  readonly code: string = 'ECONNRESET';

  constructor() {
    super('fetch failed: the mock was asked to reset the connection');
  }
}

/** A network error is no response that could be sent: the connection is cut where there is one. */
export function sendable(response: Response, connection: Connection | undefined): Response {
  if (response.status !== 0) return response;
  if (!connection) throw new ConnectionReset();
  connection.reset();
  return new Response(null);
}
