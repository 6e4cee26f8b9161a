import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  if (owned) {
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(0, '127.0.0.1', listening);
    });
    server.unref();
  }
  const { port } = server.address() as AddressInfo;
  return {
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      const url = new URL(`http://127.0.0.1:${port}${pathname}${search}`);
      // Without `duplex`, a body that streams is refused.
      const init: RequestInit & { duplex: 'half' } = { redirect: 'manual', duplex: 'half' };
      return fetch(new Request(url, new Request(request, init)), { redirect: 'manual' });
    },
    close: () =>
      new Promise((closed) => {
        if (!owned) return closed();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
