import pc from 'picocolors';
import type { Fault } from '../errors.ts';
import { formatPlace } from '../errors.ts';
import type { Terminal } from './terminal.ts';

export type Paint = ReturnType<typeof pc.createColors>;

export interface OutputFlags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Of `printSoon`, in milliseconds: too short to be seen. */
const SOON = 10;
const MOST_LINES = 1_000;

/** What a command says: results to standard output, everything about the work to standard error. */
export class Output {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Colours of standard output; none where it is no terminal. */
  readonly paint: Paint;
  readonly paintError: Paint;
  readonly terminal: Terminal;
  #lines: string[] = [];
  #flushing: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, flags: OutputFlags) {
    this.terminal = terminal;
    this.json = flags.json ?? false;
    this.quiet = flags.quiet ?? false;
    this.verbose = flags.verbose ?? false;
    this.paint = paintFor(terminal.outIsTerminal, terminal.env);
    this.paintError = paintFor(terminal.errIsTerminal, terminal.env);
  }

  print(line: string): void {
    this.flush();
    this.terminal.out(`${line}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value));
  }

  /** Prints a moment later, many lines at once: each write costs as much as an answer. */
  printSoon(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length >= MOST_LINES) this.flush();
    else this.#flushing ??= setTimeout(() => this.flush(), SOON);
  }

  /** Prints what is still to be printed. */
  flush(): void {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.terminal.out(`${lines.join('\n')}\n`);
  }

  /** Not with `--quiet`, nor with `--json`. */
  say(line: string): void {
    this.flush();
    if (!this.quiet && !this.json) this.terminal.err(`${line}\n`);
  }

  /** A line that the next one replaces; only on a terminal. */
  progress(text: string): void {
    if (this.terminal.errIsTerminal && !this.quiet && !this.json)
      this.terminal.err(`\r\u001b[K${this.paintError.dim(text)}`);
  }

  endProgress(): void {
    if (this.terminal.errIsTerminal && !this.quiet && !this.json) this.terminal.err('\r\u001b[K');
  }
}

/** NO_COLOR (no-color.org) and FORCE_COLOR decide before the terminal does. */
function paintFor(isTerminal: boolean, env: Terminal['env']): Paint {
  if (env['NO_COLOR']) return pc.createColors(false);
  return pc.createColors(Boolean(env['FORCE_COLOR']) || (isTerminal && env['TERM'] !== 'dumb'));
}

/** Without what could steer a terminal: texts of a description are not to be trusted. */
export function plain(text: string): string {
  // Most texts are.
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) =>
    character === '\n' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `openapi.yaml:12:3: error: What is wrong. [code] #/paths/~1users`, on one line, as editors and grep like it. */
export function faultLine({ place, severity, message, code }: Fault, paint: Paint): string {
  const colour = severity === 'error' ? paint.red : paint.yellow;
  const where = formatPlace({ ...place, pointer: undefined });
  const pointer = place.pointer ? paint.dim(` #${plain(place.pointer)}`) : '';
  return `${plain(where)}: ${colour(severity)}: ${plain(message)} ${paint.dim(`[${code}]`)}${pointer}`;
}

export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

export function colourMethod(method: string, width: number, paint: Paint): string {
  const colours: Record<string, (text: string) => string> = {
    GET: paint.green,
    POST: paint.yellow,
    PUT: paint.blue,
    PATCH: paint.cyan,
    DELETE: paint.red,
  };
  return (colours[method] ?? paint.magenta)(method.padEnd(width));
}
