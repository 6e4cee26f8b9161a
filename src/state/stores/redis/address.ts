import { StoreError } from '../store-error.ts';

/** Where a Redis or Valkey is, and what of it is ours. */
export interface RedisAddress {
  /** Of a Unix socket, instead of host and port. */
  readonly path: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  /** All keys begin with it. */
  readonly prefix: string;
  /** For messages, without the password. */
  readonly name: string;
}

const schemes: Readonly<Record<string, { tls: boolean; socket: boolean }>> = {
  'redis:': { tls: false, socket: false },
  'rediss:': { tls: true, socket: false },
  'redis+unix:': { tls: false, socket: true },
  'valkey:': { tls: false, socket: false },
  'valkeys:': { tls: true, socket: false },
  'valkey+unix:': { tls: false, socket: true },
};

export function isRedisAddress(spec: string): boolean {
  return Object.hasOwn(schemes, /^[^:]*:/.exec(spec)?.[0] ?? '');
}

/** Reads `redis://user:password@host:port/database?prefix=…`, `rediss:`, and `redis+unix:///path?db=…&prefix=…`. */
export function readRedisAddress(spec: string): RedisAddress {
  const url = readUrl(spec);
  const { tls, socket } = schemes[url.protocol]!;
  for (const key of url.searchParams.keys())
    if (key !== 'prefix' && key !== 'db') throw wrong(spec, `it knows no setting ${key}, but prefix and db`);
  const db = url.searchParams.get('db') ?? (socket ? '' : url.pathname.slice(1));
  if (!/^\d{0,6}$/.test(db)) throw wrong(spec, `its database ${db} is no number`);
  if (socket && url.pathname.length < 2) throw wrong(spec, 'it names no socket');
  const port = url.port === '' ? 6379 : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1';
  const path = socket ? decode(spec, url.pathname) : undefined;
  return {
    path,
    host,
    port,
    tls,
    username: decode(spec, url.username) || undefined,
    password: decode(spec, url.password) || undefined,
    database: Number(db),
    prefix: url.searchParams.get('prefix') ?? 'standin:',
    name: path ?? `${url.hostname || host}:${port}`,
  };
}

function readUrl(spec: string): URL {
  if (!spec.includes('://')) throw wrong(spec, 'it is no URL');
  try {
    return new URL(spec);
  } catch (error) {
    throw wrong(spec, 'it is no URL', error);
  }
}

function decode(spec: string, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw wrong(spec, 'its percent signs code nothing', error);
  }
}

function wrong(spec: string, reason: string, cause?: unknown): StoreError {
  const shown = spec.replace(/\/\/[^/@]*@/, '//…@');
  return new StoreError(
    `Failed to read the store ${shown}: ${reason}. Write redis://HOST:PORT/DATABASE?prefix=TEXT or redis+unix:///PATH?db=DATABASE.`,
    'store-unknown',
    cause,
  );
}
