import { collect, type Files, tooLarge } from './files.ts';
import type { Limits } from './options.ts';
import { Unloadable } from './unloadable.ts';

const maxRedirects = 5;

export interface RemoteOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly limits: Limits;
  /** Looks hosts up, where that can be done. */
  readonly files: Files | undefined;
  /** `host:port` that may be asked although it is private: that of the entry. */
  readonly trustedHost: string | undefined;
}

export interface RemoteText {
  readonly content: Uint8Array;
  /** Where it came from in the end. */
  readonly uri: string;
}

/**
 * Fetches one remote source within the limits. With `guarded`, private and loopback addresses are refused, also
 * behind redirects, so that a document cannot make its reader ask the reader's own network. Names are looked up
 * before they are asked, which a name server that changes its answer in between can defeat.
 * Throws Unloadable: `unreadable`, `not-found`, `too-large`, `remote-reference-refused`.
 */
export async function fetchRemote(
  uri: string,
  guarded: boolean,
  options: RemoteOptions,
): Promise<RemoteText> {
  const signal = AbortSignal.timeout(options.limits.timeout);
  let at = uri;
  for (let hops = 0; hops <= maxRedirects; hops++) {
    if (guarded) await refusePrivate(new URL(at), options);
    const response = await ask(at, signal, options);
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      at = redirected(location, at);
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      const code = response.status === 404 || response.status === 410 ? 'not-found' : 'unreadable';
      throw new Unloadable(code, `the server answered ${response.status}`, 'Check the URL.');
    }
    return { content: await bodyOf(response, options.limits), uri: at };
  }
  throw new Unloadable('unreadable', `it redirects more than ${maxRedirects} times`, 'Check the URL.');
}

async function ask(uri: string, signal: AbortSignal, options: RemoteOptions): Promise<Response> {
  const accept = 'application/vnd.oai.openapi+json, application/json, application/yaml, */*;q=0.5';
  try {
    return await options.fetch(new Request(uri, { headers: { accept }, redirect: 'manual', signal }));
  } catch (error) {
    throw failed(error, options.limits);
  }
}

async function bodyOf(response: Response, limits: Limits): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length')) > limits.maxBytes) {
    await response.body?.cancel();
    throw tooLarge(limits.maxBytes);
  }
  if (response.body === null) return new Uint8Array();
  try {
    return await collect(chunksOf(response.body), limits.maxBytes);
  } catch (error) {
    throw error instanceof Unloadable ? error : failed(error, limits);
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function failed(error: unknown, limits: Limits): Unloadable {
  const late = error instanceof Error && error.name === 'TimeoutError';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = late
    ? `it took longer than ${limits.timeout} ms`
    : `asking for it failed (${textOf(cause)})`;
  return new Unloadable('unreadable', reason, 'Check the URL and the network.', undefined, error);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function redirected(location: string, from: string): string {
  const target = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (target?.protocol === 'http:' || target?.protocol === 'https:') return target.href;
  throw new Unloadable('unreadable', `it redirects to ${location}`, 'Check the URL.');
}

async function refusePrivate(url: URL, options: RemoteOptions): Promise<void> {
  if (url.host === options.trustedHost) return;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const named = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/.test(host);
  const addresses = named || isAddress(host) ? [host] : ((await options.files?.addressesOf(host)) ?? []);
  if (!named && !addresses.some(isPrivate)) return;
  throw new Unloadable(
    'remote-reference-refused',
    `${url.host} is an address of a private network`,
    'Copy what it names into the document.',
  );
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(?:\.\d+){3}$/.test(host);
}

/** IPv4 and IPv6 addresses that the registries of RFC 6890 do not make globally reachable. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:(?:(\d+(?:\.\d+){3})|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address);
  if (mapped?.[1] !== undefined) return isPrivate(mapped[1]);
  if (mapped !== null) {
    const [high, low] = [Number.parseInt(mapped[2]!, 16), Number.parseInt(mapped[3]!, 16)];
    return isPrivate(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
  }
  if (address.includes(':')) {
    return /^(?:::1?$|f[cd]|fe[89ab]|ff|64:ff9b:|2001:db8:|100:)/i.test(address);
  }
  const [a = 0, b = 0, c = 0] = address.split('.').map(Number);
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 100) return b >= 64 && b < 128;
  if (a === 169) return b === 254;
  if (a === 172) return b >= 16 && b < 32;
  if (a === 192) return b === 168 || (b === 0 && (c === 0 || c === 2));
  return a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100));
}
