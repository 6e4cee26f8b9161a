export { run } from './run.ts';

import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

/** The command as a process: its arguments, its streams, its exit code. */
export async function start(): Promise<void> {
  // A reader that has seen enough (`standin check … | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  process.exitCode = await run(process.argv.slice(2), processTerminal());
}
