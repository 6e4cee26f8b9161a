import type { Intercepted } from './intercepted.ts';
import { type Handler, Telling } from './undici-handler.ts';

/** A request as undici's dispatchers get it. */
interface Dispatched {
  readonly origin?: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, unknown>>;
}

interface Dispatcher {
  dispatch(request: Dispatched, handler: Handler): boolean;
}

/** Where undici, and Node's own copy of it, keep what sends their requests. */
const PLACES = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')];

/**
 * Hands in the requests of undici's own functions (`request`, `stream`, its `fetch`) that `isMeant` says yes to, until the
 * function that it returns is called. Only for a copy of undici that is loaded already.
 */
export function patchUndici(
  isMeant: (method: string, url: string) => boolean,
  decide: (intercepted: Intercepted) => Promise<void>,
): () => void {
  const globals = globalThis as unknown as Record<symbol, Dispatcher | undefined>;
  const patched = PLACES.flatMap((place) => {
    const original = globals[place];
    if (!original) return [];
    const dispatch: Dispatcher['dispatch'] = (request, handler) => {
      const url = urlOf(request);
      if (url === undefined || !isMeant(request.method, url)) return original.dispatch(request, handler);
      void exchange(request, url, handler, decide);
      return true;
    };
    const own: Dispatcher = Object.create(original, { dispatch: { value: dispatch } });
    globals[place] = own;
    return [{ place, own, original }];
  });
  return () => {
    for (const { place, own, original } of patched) if (globals[place] === own) globals[place] = original;
  };
}

function urlOf({ origin, path, query }: Dispatched): string | undefined {
  if (origin === undefined || !URL.canParse(path, origin)) return undefined;
  const url = new URL(path, origin);
  for (const [name, value] of Object.entries(query ?? {}))
    for (const each of [value].flat()) url.searchParams.append(name, String(each));
  return url.href;
}

async function exchange(
  dispatched: Dispatched,
  url: string,
  handler: Handler,
  decide: (intercepted: Intercepted) => Promise<void>,
): Promise<void> {
  const telling = new Telling(handler);
  try {
    const request = new Request(url, {
      method: dispatched.method,
      headers: headersOf(dispatched.headers),
      body: await bodyOf(dispatched.body),
      signal: telling.signal,
    });
    let outcome: Response | undefined;
    await decide({
      request,
      controller: {
        readyState: 0,
        respondWith: (response) => {
          outcome = response;
        },
        errorWith: (reason) => telling.error(reason),
      },
    });
    if (outcome) await telling.answer(outcome);
  } catch (error) {
    telling.error(error);
  }
}

/** Names and values one after another, pairs, or a record whose values may be lists. */
function headersOf(written: unknown): Headers {
  const headers = new Headers();
  const add = (name: unknown, value: unknown) => {
    for (const each of [value].flat()) if (each !== undefined) headers.append(String(name), String(each));
  };
  if (typeof written !== 'object' || written === null) return headers;
  const listed = Symbol.iterator in written ? [...(written as Iterable<unknown>)] : Object.entries(written);
  if (listed.every((each) => Array.isArray(each))) for (const [name, value] of listed) add(name, value);
  else for (let at = 0; at + 1 < listed.length; at += 2) add(listed[at], listed[at + 1]);
  return headers;
}

async function bodyOf(body: unknown): Promise<BodyInit | null> {
  if (body === undefined || body === null) return null;
  const isIterable = typeof body === 'object' && Symbol.asyncIterator in body;
  if (!isIterable || body instanceof ReadableStream) return new Response(body as BodyInit).arrayBuffer();
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<string | Uint8Array>)
    chunks.push(Buffer.from(chunk as string));
  return Buffer.concat(chunks);
}
