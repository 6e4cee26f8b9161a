import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Place, StandinError } from '../errors.ts';
import type { Reporter } from '../report/index.ts';
import { mustBeKnown } from './known.ts';
import { type Output, plain } from './output.ts';
import { packageVersion } from './package.ts';

export interface Reports {
  readonly report: Reporter;
  /** Closes files; call it when the run is over. */
  close(): void;
}

/** What is reported of: an api, or whatever else has a title and files with places. */
export interface Reported {
  readonly title: string;
  readonly document: { place(uri: string, pointer: string): Place };
}

/** GitHub names here the file that a step's summary is appended to. */
const summaryVariable = 'GITHUB_STEP_SUMMARY';

/** Opens what `--reporter` asks for: `junit=report.xml`, or a name alone for standard output. */
export async function openReports(
  asked: readonly string[] | undefined,
  { title, document }: Reported,
  output: Output,
): Promise<Reports> {
  const { reporters, consoleReporter } = await import('../report/index.ts');
  const known = ['console', ...Object.keys(reporters)];
  const words = asked ?? [output.json ? 'json' : 'console'];
  for (const word of words) await mustBeKnown(word.split('=', 1)[0]!, known, 'reporter');
  const open: number[] = [];
  const contextOf = (write: (text: string) => void) => ({
    write,
    locate: (uri: string, pointer: string) => document.place(uri, pointer),
    title,
    now: Date.now(),
    version: packageVersion(),
  });
  const make = (name: string, write: (text: string) => void): Reporter =>
    name === 'console'
      ? consoleReporter({
          ...contextOf(write),
          plain,
          paint: output.paint,
          verbose: output.verbose,
          clock: () => performance.now(),
          progress: (text) => (text === '' ? output.endProgress() : output.progress(text)),
        })
      : reporters[name]!(contextOf(write));
  const opened = words.map((word) => {
    const [name = '', path] = word.split(/=(.*)/s, 2);
    return make(name, path === undefined ? (text) => output.terminal.out(text) : writerTo(path, 'w', open));
  });
  const summary = output.terminal.env[summaryVariable];
  if (summary && words.some((word) => word.split('=', 1)[0] === 'github'))
    opened.push(make('markdown', writerTo(summary, 'a', open)));
  return {
    report: (event) => {
      for (const report of opened) report(event);
    },
    close: () => {
      for (const file of open) closeSync(file);
    },
  };
}

function writerTo(path: string, flags: 'w' | 'a', open: number[]): (text: string) => void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, flags);
    open.push(file);
    return (text) => void writeSync(file, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StandinError(
      `Failed to write the report ${path}: ${reason}. Name a file that can be written.`,
      { code: 'report-unwritable', cause },
    );
  }
}
