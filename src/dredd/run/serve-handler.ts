import type { AddressInfo } from 'node:net';

/** An address at which a handler answers, until it is closed. */
export interface ServedHandler {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a handler of requests on a loopback port, for a client that has none but sockets. */
export async function serveHandler(
  handler: (request: Request) => Response | Promise<Response>,
): Promise<ServedHandler> {
  const { createServer } = await import('node:http');
  const { getRequestListener } = await import('@hono/node-server');
  const server = createServer(getRequestListener(handler));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
