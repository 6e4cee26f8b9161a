import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Connection, ServerEnv } from '../../mock/index.ts';
import { listenLocally, stopListening } from './listen.ts';

export interface Port {
  /** Without a slash at its end. */
  readonly url: string;
  /** Cuts what is under way, and frees the port. */
  close(): Promise<void>;
}

/** A fetch handler on a free port of this machine. It does not keep the process from ending. */
export async function openPort(
  fetch: (request: Request, env: ServerEnv) => Response | Promise<Response>,
): Promise<Port> {
  const listener = getRequestListener((request, { incoming, outgoing }) =>
    fetch(request, new PortEnv(incoming as IncomingMessage, outgoing as ServerResponse)),
  );
  const server = createServer(listener);
  const port = await listenLocally(server);
  return { url: `http://127.0.0.1:${port}`, close: () => stopListening(server) };
}

class PortEnv implements ServerEnv, Connection {
  readonly remoteAddress: string | undefined;
  readonly #outgoing: ServerResponse;

  constructor({ socket }: IncomingMessage, outgoing: ServerResponse) {
    this.remoteAddress = socket.remoteAddress;
    this.#outgoing = outgoing;
  }

  get connection(): Connection {
    return this;
  }

  reset(): void {
    this.#outgoing.socket?.resetAndDestroy();
  }

  close(): void {
    this.#outgoing.socket?.destroySoon();
  }
}
