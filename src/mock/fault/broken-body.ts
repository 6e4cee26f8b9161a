import type { FaultKind } from '../../http/index.ts';
import { type Connection, ConnectionReset } from './connection.ts';
import type { Timers } from './timers.ts';

export interface Breakage {
  readonly kind: FaultKind | undefined;
  /** Milliseconds before the body's first byte. */
  readonly hold: number;
  /** Bytes a second; undefined: as fast as it goes. */
  readonly bandwidth: number | undefined;
}

/** Tenths of a second: often enough to look like a slow line, seldom enough to cost nothing. */
const PIECES_PER_SECOND = 10;

/** The same answer with its body late, slow, short or none at all. */
export async function withBrokenBody(
  response: Response,
  { kind, hold, bandwidth }: Breakage,
  timers: Timers,
  connection: Connection | undefined,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  const whole = new Uint8Array(await response.arrayBuffer());
  if (whole.length === 0) return new Response(null, { status, statusText, headers });
  const half = kind === 'truncated' || kind === 'malformed';
  const bytes = kind === 'empty' ? whole.subarray(0, 0) : half ? whole.subarray(0, whole.length >> 1) : whole;
  headers.set('content-length', String(kind === 'truncated' ? whole.length : bytes.length));
  const init = { status, statusText, headers };
  if (hold === 0 && bandwidth === undefined && kind !== 'truncated') return new Response(bytes, init);
  const end = kind === 'truncated' ? (connection ?? 'error') : 'close';
  return new Response(slowly(bytes, { hold, bandwidth, end }, timers, signal), init);
}

interface Pace {
  readonly hold: number;
  readonly bandwidth: number | undefined;
  /** What comes after the last byte. */
  readonly end: 'close' | 'error' | Connection;
}

function slowly(
  bytes: Uint8Array,
  { hold, bandwidth, end }: Pace,
  timers: Timers,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> {
  const size = bandwidth === undefined ? bytes.length : Math.max(1, Math.ceil(bandwidth / PIECES_PER_SECOND));
  const gone = new AbortController();
  signal?.addEventListener('abort', () => gone.abort());
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= bytes.length) return finish(controller, end);
        const piece = bytes.slice(at, at + size);
        if (at === 0 && hold > 0) await timers.wait(hold, gone.signal);
        at += piece.length;
        if (bandwidth !== undefined) await timers.wait((piece.length / bandwidth) * 1000, gone.signal);
        if (gone.signal.aborted) return;
        controller.enqueue(piece);
      },
      cancel() {
        gone.abort();
      },
    },
    // Nothing is made before it is asked for, so that a reader sees the pauses.
    { highWaterMark: 0 },
  );
}

function finish(
  controller: ReadableStreamDefaultController<Uint8Array>,
  end: Pace['end'],
): Promise<void> | undefined {
  if (end === 'close') controller.close();
  else if (end === 'error') controller.error(new ConnectionReset());
  else {
    end.close();
    // The server gives the stream up with the connection.
    return new Promise(() => undefined);
  }
  return undefined;
}
