import { StandinError } from '../errors.ts';
import type { Operation } from '../model/index.ts';
import type { Exchange, WireRequest, WireResponse } from './exchange.ts';

/** Any handler of requests: a Hono app's `fetch`, a function. */
export type Fetch = (request: Request) => Response | Promise<Response>;

export interface TargetOptions {
  /** The base URL, or a handler that is asked in-process. */
  readonly target: string | URL | Fetch;
  /** In place of the target's own path and of those of the description's servers; undefined: those. */
  readonly basePath: string | undefined;
  /** Until the last byte, in milliseconds. */
  readonly timeout: number;
  readonly maxBodyBytes: number;
  /** Milliseconds, monotonic. */
  readonly clock: (() => number) | undefined;
  readonly fetch: Fetch;
}

/** What is held to its contract. */
export interface Target {
  /** For people: the base URL, or `in-process`. */
  readonly name: string;
  /** Before an operation's path, without a trailing slash. */
  base(operation: Operation): string;
  /** Never throws for what the other side does. */
  send(operation: Operation, request: WireRequest, identity: string | undefined): Promise<Exchange>;
}

const inProcess = 'http://contract.test';

/**
 * A URL with a path is the base of all operations; one without stands before the path of the operation's own server.
 * Throws StandinError `bad-target` for what is no http(s) URL.
 */
export function createTarget(options: TargetOptions): Target {
  const { target, timeout, maxBodyBytes, clock } = options;
  const isHandler = typeof target === 'function';
  const url = isHandler ? new URL(inProcess) : parse(target);
  const given = url.pathname.replace(/\/+$/, '');
  const fetch = isHandler ? target : options.fetch;
  const basePath = options.basePath?.replace(/^\/*(?=.)/, '/').replace(/\/+$/, '');
  const base = (operation: Operation): string =>
    `${url.origin}${basePath ?? (given !== '' ? given : (operation.servers[0]?.path ?? ''))}`;
  return {
    name: isHandler ? 'in-process' : `${url.origin}${basePath ?? given}`,
    base,
    async send(operation, request, identity) {
      const whole = base(operation) + request.target;
      const start = clock?.() ?? 0;
      const outcome = await attempt(fetch, whole, request, timeout, maxBodyBytes);
      return {
        request,
        url: whole,
        operation,
        identity,
        ...outcome,
        milliseconds: (clock?.() ?? 0) - start,
      };
    },
  };
}

function parse(target: string | URL): URL {
  const url = URL.canParse(String(target)) ? new URL(target) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new StandinError(
    `Failed to use the target "${String(target)}": it is no http or https URL. Give one such as http://127.0.0.1:8000.`,
    { code: 'bad-target' },
  );
}

type Outcome = Pick<Exchange, 'response' | 'problem'>;

async function attempt(
  fetch: Fetch,
  url: string,
  { method, headers, body }: WireRequest,
  timeout: number,
  maxBodyBytes: number,
): Promise<Outcome> {
  const controller = new AbortController();
  const { signal } = controller;
  let request: Request;
  try {
    request = new Request(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: (body ?? null) as BodyInit | null,
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    return { response: undefined, problem: { kind: 'unsendable', message: String(error) } };
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A handler in-process need not look at the signal.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new Error('late'));
    }, timeout);
  });
  try {
    const answer = Promise.resolve(fetch(request)).then((response) => received(response, maxBodyBytes));
    return { response: await Promise.race([answer, late]), problem: undefined };
  } catch (error) {
    return { response: undefined, problem: problemOf(error, signal, timeout) };
  } finally {
    clearTimeout(timer);
  }
}

async function received(response: Response, maxBodyBytes: number): Promise<WireResponse> {
  const { status, headers } = response;
  const chunks: Uint8Array[] = [];
  let size = 0;
  let truncated = false;
  if (response.body) {
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.length;
      if (size > maxBodyBytes) {
        truncated = true;
        await reader.cancel();
        break;
      }
    }
  }
  return { status, headers, body: joined(chunks, size), truncated };
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function problemOf(error: unknown, signal: AbortSignal, timeout: number): NonNullable<Exchange['problem']> {
  if (signal.aborted) return { kind: 'timeout', message: `no answer within ${timeout} ms` };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = String((cause as { code?: unknown })?.code ?? '');
  const message = cause instanceof Error ? cause.message || code : String(cause);
  return { kind: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH/.test(code) ? 'refused' : 'reset', message };
}
