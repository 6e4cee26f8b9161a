import type { RedisClientOptions } from '@redis/client';
import { reasonOf, StoreError } from '../store-error.ts';
import type { RedisAddress } from './address.ts';

export interface RedisConnection {
  /** Another one for each time that the connection was made: what was read before may have been lost by Redis since. */
  readonly epoch: number;
  /** Runs a script, again where the connection was lost under way. Throws a StoreError where Redis stays away. */
  run(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Answers wait so long for a Redis that is away, in milliseconds. */
const patienceMs = 2000;
const connectMs = 5000;
const pauseMs = 25;

/** Connects, or says why not. From then on a lost connection is made anew. */
export async function connectToRedis(
  address: RedisAddress,
  onNotice: (notice: string) => void,
): Promise<RedisConnection> {
  const { createClient, ErrorReply } = await loadClient(address);
  let epoch = 0;
  let lost = false;
  const client = createClient({
    ...clientOptions(address),
    disableOfflineQueue: true,
    // A line that is dead without a word is noticed by its silence.
    pingInterval: 5000,
    socket: {
      ...clientOptions(address).socket,
      connectTimeout: connectMs,
      socketTimeout: 15_000,
      reconnectStrategy: (retries: number, cause: Error) =>
        epoch === 0 ? cause : Math.min(pauseMs * 2 ** Math.min(retries, 8), 2000),
    } as NonNullable<RedisClientOptions['socket']>,
  });
  client.on('error', (error) => {
    if (epoch > 0 && !lost) onNotice(`Lost the connection to Redis at ${address.name}: ${reasonOf(error)}.`);
    lost = true;
  });
  client.on('ready', () => {
    if (epoch > 0 && lost) onNotice(`Redis at ${address.name} is back.`);
    epoch++;
    lost = false;
  });
  try {
    await client.connect();
  } catch (error) {
    client.destroy();
    throw away(address, error);
  }
  const hashes = new Map<string, Promise<string>>();

  async function runOnce(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown> {
    let hash = hashes.get(script);
    if (hash === undefined) {
      hash = hashOf(script);
      hashes.set(script, hash);
    }
    try {
      return await client.evalSha(await hash, options);
    } catch (error) {
      if (error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))
        return client.eval(script, options);
      throw error;
    }
  }

  return {
    get epoch() {
      return epoch;
    },
    async run(script, keys, args) {
      const enough = AbortSignal.timeout(patienceMs);
      const options = { keys: [...keys], arguments: [...args] };
      for (;;) {
        try {
          return await withinTime(runOnce(script, options), enough);
        } catch (error) {
          const passes =
            !(error instanceof ErrorReply) || /^(?:LOADING|BUSY|TRYAGAIN|READONLY)\b/.test(error.message);
          if (!passes) throw refused(address, error);
          if (enough.aborted || !client.isOpen) throw away(address, error);
        }
        await pause();
      }
    },
    async close() {
      if (client.isReady) await client.close();
      else if (client.isOpen) client.destroy();
    },
  };
}

async function loadClient(address: RedisAddress): Promise<typeof import('@redis/client')> {
  try {
    return await import('@redis/client');
  } catch (error) {
    throw new StoreError(
      `Failed to reach Redis at ${address.name}: its client cannot be loaded here. Install @redis/client, or use another --store.`,
      'store-unavailable',
      error,
    );
  }
}

function clientOptions({
  path,
  host,
  port,
  tls,
  username,
  password,
  database,
}: RedisAddress): RedisClientOptions {
  const socket = path === undefined ? { host, port, ...(tls ? { tls } : {}) } : { path, tls: false as const };
  return {
    socket: socket as NonNullable<RedisClientOptions['socket']>,
    database,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
}

async function hashOf(script: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(script));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What comes too late is not waited for; it may have been done. */
function withinTime<T>(result: Promise<T>, enough: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const stop = () => fail(new Error('it has not answered in time'));
    enough.addEventListener('abort', stop, { once: true });
    if (enough.aborted) stop();
    result.then(done, fail).finally(() => enough.removeEventListener('abort', stop));
  });
}

function pause(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, pauseMs);
  });
}

function away({ name }: RedisAddress, error: unknown): StoreError {
  return new StoreError(
    `Failed to reach Redis at ${name}: ${reasonOf(error)}. Start it, or correct what --store says.`,
    'store-unavailable',
    error,
  );
}

function refused({ name }: RedisAddress, error: unknown): StoreError {
  return new StoreError(
    `Failed to keep state in Redis at ${name}, which says: ${reasonOf(error)}. Correct that there, or use another --store.`,
    'store-unavailable',
    error,
  );
}
