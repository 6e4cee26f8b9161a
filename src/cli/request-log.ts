import type { CallbackDelivery, ExchangeSummary } from '../mock/index.ts';
import { colourMethod, counted, type Output, plain } from './output.ts';

/** A line for each request, printed a moment later. */
export function logExchange(exchange: ExchangeSummary, output: Output): void {
  if (output.json) {
    output.printSoon(JSON.stringify({ event: 'request', ...exchange }));
    return;
  }
  const { method, path, status, milliseconds, violations, notes } = exchange;
  const { paint } = output;
  const colour =
    status === 0
      ? paint.red
      : status < 300
        ? paint.green
        : status < 400
          ? paint.cyan
          : status < 500
            ? paint.yellow
            : paint.red;
  const count = violations.length > 0 ? paint.yellow(` ${counted(violations.length, 'violation')}`) : '';
  output.printSoon(
    `${colourMethod(method, 6, paint)} ${plain(path)} ${colour(status === 0 ? 'reset' : String(status))} ${paint.dim(`${milliseconds.toFixed(1)} ms`)}${count}`,
  );
  if (!output.verbose) return;
  for (const { in: place, pointer, message } of violations)
    output.printSoon(paint.dim(`       ${place} ${plain(pointer)}: ${plain(message)}`));
  for (const note of notes) output.printSoon(paint.dim(`       ${plain(note)}`));
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
