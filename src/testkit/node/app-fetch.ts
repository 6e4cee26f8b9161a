import { createServer, type RequestListener, type Server } from 'node:http';
import { listenLocally, portOf, stopListening } from './listen.ts';

/** A handler of Node's, answered over a socket of this machine as its clients would be. */
export interface OpenApp {
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Opens a free port for it, unless it is a server that listens already. */
export async function openNodeApp(handler: RequestListener | Server): Promise<OpenApp> {
  const given = typeof handler === 'function' ? undefined : handler;
  const server = given ?? createServer(handler as RequestListener);
  const owned = !server.listening;
  const port = owned ? await listenLocally(server) : portOf(server);
  return {
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      const url = new URL(`http://127.0.0.1:${port}${pathname}${search}`);
      // Without `duplex`, a body that streams is refused.
      const init: RequestInit & { duplex: 'half' } = { redirect: 'manual', duplex: 'half' };
      return fetch(new Request(url, new Request(request, init)), { redirect: 'manual' });
    },
    close: async () => {
      if (owned) await stopListening(server);
    },
  };
}
