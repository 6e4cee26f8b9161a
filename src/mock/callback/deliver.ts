import type { Timers } from '../fault/timers.ts';
import type { CallbackMessage } from './message.ts';
import type { CallbackDelivery, ResolvedCallbackOptions } from './options.ts';
import { signatureHeaders } from './sign.ts';

/** The longest time between two attempts, in milliseconds. */
const LONGEST_PAUSE = 60_000;

export type Delivered = Pick<CallbackDelivery, 'outcome' | 'status' | 'attempts' | 'detail'>;

/** Sends a message, again where the receiver is not there or not well; redirects are not followed. */
export async function deliver(
  message: CallbackMessage,
  id: string,
  at: number,
  options: ResolvedCallbackOptions,
  timers: Timers,
): Promise<Delivered> {
  const { signing, attempts } = options;
  const { method, url, body } = message;
  const headers = new Headers(message.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', 'Standin');
  if (signing)
    for (const [name, text] of Object.entries(await signatureHeaders(signing, body, id, at)))
      headers.set(name, text);
  let last: Delivered = { outcome: 'failed', status: undefined, attempts: 0, detail: undefined };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const request = new Request(url, {
      method,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeout),
      ...(body.length > 0 ? { body: body as BodyInit } : {}),
    });
    const { result, retryAfter } = await attemptOnce(request, attempt, options);
    last = result;
    const again = result.status === undefined || result.status === 429 || result.status >= 500;
    if (!again || attempt === attempts) break;
    await timers.wait(Math.min(retryAfter ?? options.backoff * 2 ** (attempt - 1), LONGEST_PAUSE));
  }
  return last;
}

async function attemptOnce(
  request: Request,
  attempts: number,
  { send }: ResolvedCallbackOptions,
): Promise<{ result: Delivered; retryAfter: number | undefined }> {
  try {
    const response = await send(request);
    const { status, headers } = response;
    // Nobody reads it; a body that is not taken would hold the connection.
    await response.body?.cancel();
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    const outcome = status >= 200 && status < 300 ? 'delivered' : 'refused';
    const detail = status >= 300 && status < 400 ? 'Redirects are not followed.' : undefined;
    return {
      result: { outcome, status, attempts, detail },
      retryAfter: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined,
    };
  } catch (error) {
    return {
      result: { outcome: 'failed', status: undefined, attempts, detail: reasonOf(error) },
      retryAfter: undefined,
    };
  }
}

/** `fetch` hides why it has failed behind its own words. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: unknown; message?: string };
  const reason = cause instanceof Error ? cause.message || (cause as { code?: string }).code : undefined;
  return `${reason ?? message ?? String(error)}`.replace(/\.?$/, '.');
}
