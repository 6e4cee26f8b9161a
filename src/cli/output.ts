import pc from 'picocolors';
import { type Fault, formatPlace, type StandinError } from '../errors.ts';

/** Text to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Text to standard error: what is said about the work, not its result. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

export function printError(error: StandinError, asJson: boolean): void {
  const { code, message, place } = error;
  if (asJson) {
    print(JSON.stringify({ error: { code, message, place } }));
    return;
  }
  say(`${pc.red(pc.bold('error'))} ${message}`);
  if (place && !message.includes(place.file)) say(`  ${pc.dim('at')} ${formatPlace(place)}`);
}

/** One fault on one line when piped, place first, as editors and grep like it. */
export function faultLine(fault: Fault): string {
  const colour = fault.severity === 'error' ? pc.red : pc.yellow;
  return `${formatPlace(fault.place)}: ${colour(fault.severity)} ${fault.message} ${pc.dim(`[${fault.code}]`)}`;
}

const methodColours: Record<string, (text: string) => string> = {
  GET: pc.green,
  POST: pc.yellow,
  PUT: pc.blue,
  PATCH: pc.cyan,
  DELETE: pc.red,
};

export function colourMethod(method: string, width: number = 0): string {
  return (methodColours[method] ?? pc.magenta)(method.padEnd(width));
}

export function colourStatus(status: number): string {
  const colour = status < 300 ? pc.green : status < 400 ? pc.cyan : status < 500 ? pc.yellow : pc.red;
  return colour(String(status));
}

/** A line that replaces itself on a terminal, and is not shown elsewhere. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
