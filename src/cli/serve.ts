import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { StandinError } from '../errors.ts';

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Lets requests under way finish, then frees the port. */
  close(): Promise<void>;
}

const graceMs = 2_000;
const portsToTry = 20;

/** Opens a socket for a fetch handler. A port that is taken is an error that names the next free one. */
export async function serve(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: { port: number; host: string },
): Promise<Listening> {
  const server = createServer(getRequestListener(fetch, { hostname: host }));
  await listen(server, port, host);
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  return { url: `http://${name}:${actual}`, port: actual, close: () => close(server) };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await tryListening(server, port, host);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') {
      throw new StandinError(
        `Failed to listen on ${host}:${port}: ${(cause as Error).message}. Choose another with --host or --port.`,
        {
          code: 'cannot-listen',
          cause,
        },
      );
    }
    const free = await nextFreePort(port, host);
    const hint =
      free === undefined ? 'Choose another with --port.' : `Port ${free} is free: use --port ${free}.`;
    throw new StandinError(`Failed to listen on ${host}:${port}: the port is in use. ${hint}`, {
      code: 'port-in-use',
      cause,
    });
  }
}

function tryListening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });
}

async function nextFreePort(taken: number, host: string): Promise<number | undefined> {
  for (let port = taken + 1; port <= Math.min(taken + portsToTry, 65_535); port++) {
    const probe = createServer();
    try {
      await tryListening(probe, port, host);
      await new Promise((done) => probe.close(done));
      return port;
    } catch {}
  }
  return undefined;
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    const deadline = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(deadline);
      done();
    });
    server.closeIdleConnections();
  });
}
