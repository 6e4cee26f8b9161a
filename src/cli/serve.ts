import { createServer, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { StandinError } from '../errors.ts';
import type { Connection, ServerEnv } from '../mock/index.ts';
import { Incoming } from './incoming.ts';
import { HeldResponse, Turn } from './turn.ts';

/** With a hand on the connection that the request came on, and its body where it has been received. */
export type FetchHandler = (request: Request, env: ServerEnv) => Response | Promise<Response>;

export interface ServeOptions {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly host: string;
  /** Told of what the handler throws; the client gets what comes back. */
  readonly onError: (error: unknown) => Response;
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** How many requests have no answer yet. */
  pending(): number;
  /** Lets requests under way finish, for ten seconds at most, then frees the port. */
  close(): Promise<void>;
}

const graceMs = 10_000;
const portsToTry = 20;

/** Opens a socket for a fetch handler. A port that is taken is an error that names the next free one. */
export async function serve(fetch: FetchHandler, { port, host, onError }: ServeOptions): Promise<Listening> {
  const listener = getRequestListener(
    (request, { incoming, outgoing }) =>
      fetch(request, new SocketEnv(incoming as Incoming, outgoing as ServerResponse)),
    { hostname: host, errorHandler: onError },
  );
  let pending = 0;
  let closing = false;
  const ended = (): void => {
    pending--;
    if (closing) setImmediate(() => server.closeIdleConnections());
  };
  const turn = new Turn((incoming, outgoing) => {
    // What cannot be written is an error of ours, and no reason for the process to end.
    listener(incoming, outgoing).catch((error: unknown) => {
      onError(error);
      outgoing.destroy();
    });
  });
  const server = createServer(
    { IncomingMessage: Incoming, ServerResponse: HeldResponse },
    (incoming, outgoing) => {
      pending++;
      // A connection that would stay open keeps the process from ending.
      if (closing) outgoing.shouldKeepAlive = false;
      outgoing.on('close', ended);
      incoming.whenReceived(() => turn.ask(outgoing));
    },
  );
  await listen(server, port, host);
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${nameOf(host)}:${actual}`,
    port: actual,
    pending: () => pending,
    close: () => {
      closing = true;
      return close(server);
    },
  };
}

/** What the server knows of a request beyond the request. */
class SocketEnv implements ServerEnv, Connection {
  readonly received: Uint8Array | null | undefined;
  readonly #outgoing: ServerResponse;

  constructor({ isBodiless, rawBody }: Incoming, outgoing: ServerResponse) {
    this.received = isBodiless ? null : rawBody;
    this.#outgoing = outgoing;
  }

  get connection(): Connection {
    return this;
  }

  get remoteAddress(): string | undefined {
    return this.#outgoing.socket?.remoteAddress;
  }

  reset(): void {
    this.#outgoing.socket?.resetAndDestroy();
  }

  close(): void {
    this.#outgoing.socket?.destroySoon();
  }
}

/** One that a client can connect to: the unspecified addresses are for listening only. */
function nameOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::' || host === '') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await tryListening(server, port, host);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const { reason, hint } = await explain(code, port, host);
    throw new StandinError(
      `Failed to listen on ${host}:${port}: ${reason ?? (cause as Error).message}. ${hint}`,
      {
        code: code === 'EADDRINUSE' ? 'port-in-use' : 'cannot-listen',
        cause,
      },
    );
  }
}

async function explain(
  code: string | undefined,
  port: number,
  host: string,
): Promise<{ reason: string | undefined; hint: string }> {
  switch (code) {
    case 'EADDRINUSE': {
      const free = await nextFreePort(port, host);
      const hint =
        free === undefined ? 'Choose another with --port.' : `Port ${free} is free: use --port ${free}.`;
      return { reason: 'the port is in use', hint };
    }
    case 'EACCES':
      return { reason: 'the system does not allow that port', hint: 'Choose one above 1023 with --port.' };
    case 'EADDRNOTAVAIL':
      return { reason: 'this machine has no such address', hint: 'Choose another with --host.' };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { reason: 'there is no host of that name', hint: 'Choose another with --host.' };
    default:
      return { reason: undefined, hint: 'Choose another with --host or --port.' };
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
