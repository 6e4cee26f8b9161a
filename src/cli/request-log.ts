import type { CallbackDelivery, ExchangeSummary } from '../mock/index.ts';
import { colourMethod, counted, type Output, type Paint, plain } from './output.ts';

/** A line for each request, printed a moment later. */
export function logExchange(exchange: ExchangeSummary, output: Output): void {
  if (output.json) {
    output.printSoon(JSON.stringify({ event: 'request', ...exchange }));
    return;
  }
  const { method, path, status, milliseconds, violations, notes } = exchange;
  const { paint } = output;
  const words = wordsFor(paint);
  const count = violations.length > 0 ? paint.yellow(` ${counted(violations.length, 'violation')}`) : '';
  output.printSoon(
    `${words.method(method)} ${plain(path)} ${words.status(status)} ${words.tenths(Math.round(milliseconds * 10))}${count}`,
  );
  if (!output.verbose) return;
  for (const { in: place, pointer, message } of violations)
    output.printSoon(paint.dim(`       ${place} ${plain(pointer)}: ${plain(message)}`));
  for (const note of notes) output.printSoon(paint.dim(`       ${plain(note)}`));
}

/** The words that most lines consist of, coloured. */
interface Words {
  method(name: string): string;
  status(status: number): string;
  /** A duration in tenths of a millisecond. */
  tenths(tenths: number): string;
}

const known = new WeakMap<Paint, Words>();
/** Clients may send any method. */
const MOST_WORDS = 1_000;

function wordsFor(paint: Paint): Words {
  let words = known.get(paint);
  if (!words) {
    words = {
      method: remembered((name) => colourMethod(name, 6, paint)),
      status: remembered((status) => statusColour(status, paint)(status === 0 ? 'reset' : String(status))),
      tenths: remembered((tenths) => paint.dim(`${(tenths / 10).toFixed(1)} ms`)),
    };
    known.set(paint, words);
  }
  return words;
}

function remembered<T>(make: (of: T) => string): (of: T) => string {
  const texts = new Map<T, string>();
  return (of) => {
    let text = texts.get(of);
    if (text === undefined) {
      text = make(of);
      if (texts.size < MOST_WORDS) texts.set(of, text);
    }
    return text;
  };
}

function statusColour(status: number, paint: Paint): (text: string) => string {
  if (status === 0 || status >= 500) return paint.red;
  if (status < 300) return paint.green;
  return status < 400 ? paint.cyan : paint.yellow;
}

/** What a client gets where Standin itself has failed. */
export function internalError(error: unknown, output: Output): Response {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.flush();
  output.terminal.err(
    `Standin itself has failed to answer, which it never should. Please report this:\n${detail}\n`,
  );
  const body = JSON.stringify({
    type: 'urn:standin:internal-error',
    title: 'Internal Server Error',
    status: 500,
  });
  return new Response(body, { status: 500, headers: { 'content-type': 'application/problem+json' } });
}

/** A line for each callback that was sent, or was not. */
export function logDelivery(delivery: CallbackDelivery, output: Output): void {
  if (output.json) {
    output.printSoon(JSON.stringify({ event: 'callback', ...delivery }));
    return;
  }
  const { paint } = output;
  const { name, method, url = 'nowhere', outcome, status, attempts, detail } = delivery;
  const colour = outcome === 'delivered' ? paint.green : paint.yellow;
  const tries = attempts > 1 ? paint.dim(` after ${attempts} attempts`) : '';
  const result = colour(status === undefined ? outcome : String(status));
  output.printSoon(
    `${colourMethod(method, 6, paint)} ${plain(url)} ${result} callback ${plain(name)}${tries}`,
  );
  if (detail !== undefined && (output.verbose || outcome !== 'delivered'))
    output.printSoon(paint.dim(`       ${plain(detail)}`));
}
