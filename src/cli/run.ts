import { CommanderError } from 'commander';
import { formatPlace, StandinError } from '../errors.ts';
import { exitCode } from './command.ts';
import { translateForeignFlags } from './foreign-flags.ts';
import { Output, plain } from './output.ts';
import { createProgram } from './program.ts';
import { isOn } from './settings.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line; the exit code comes back when the command has ended. */
export async function run(given: readonly string[], terminal: Terminal): Promise<number> {
  const { args, notes } = translateForeignFlags(given);
  for (const note of notes) terminal.err(`${note}\n`);
  let code: number = exitCode.fine;
  const program = createProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.fine;
    const json = args.includes('--json') || isOn(terminal.env['STANDIN_JSON']);
    const output = new Output(terminal, { json, verbose: args.includes('--verbose') });
    if (error instanceof CommanderError) reportUsage(error, args, program, output);
    else reportError(error, output);
    return exitCode.failed;
  }
}

function reportUsage(
  error: CommanderError,
  args: readonly string[],
  program: ReturnType<typeof createProgram>,
  output: Output,
): void {
  // Commander has no words for help that is asked for what does not exist.
  const text = error.code === 'commander.help' ? `There is no command ${args.at(-1)}.` : error.message;
  const message = text
    .replace(/^error: /, '')
    .replace(/^./, (letter) => letter.toUpperCase())
    .replace(/\.?\n\((Did you mean .*)\)/, '. $1')
    .replace(/([^.?])$/, '$1.');
  const names = program.commands.map((command) => command.name());
  const command = args.find((argument) => names.includes(argument)) ?? 'mock';
  const hint = `Run standin ${command} --help for what it understands.`;
  const code = error.code
    .replace('commander.', '')
    .replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  report(output, { code, message: `${plain(message)} ${hint}` });
}

function reportError(error: unknown, output: Output): void {
  if (error instanceof StandinError) {
    const { code, message, place } = error;
    // Our own messages may have lines; what they quote is made plain in each.
    const lines = message.split('\n').map(plain);
    report(output, { code, message: lines.join('\n'), place });
    if (output.verbose && error.cause instanceof Error) output.say(String(error.cause.stack));
    return;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `Standin itself has failed, which it should not whatever it is given. Please report this:\n${detail}`;
  report(output, { code: 'internal-error', message });
}

function report(
  output: Output,
  { code, message, place }: Pick<StandinError, 'code' | 'message'> & { place?: StandinError['place'] },
): void {
  if (output.json) {
    output.printJson({ error: { code, message, place } });
    return;
  }
  const paint = output.paintError;
  output.terminal.err(`${paint.red(paint.bold('error:'))} ${message}\n`);
  if (place && !message.includes(place.file))
    output.terminal.err(`  ${paint.dim('at')} ${formatPlace(place)}\n`);
}
