import { buffer } from 'node:stream/consumers';

/** Where a command reads and writes: the process's own streams, or those of a test. */
export interface Terminal {
  /** Standard output. */
  out(text: string | Uint8Array): void;
  /** Standard error. */
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  /** Width of standard output, where it is a terminal. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readStandardInput(): Promise<Uint8Array>;
  /** Fulfilled when the user or the system asks the program to stop. */
  stopAsked(): Promise<void>;
}

export function processTerminal(): Terminal {
  const { stdout, stderr, stdin, env } = process;
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    columns: stdout.columns,
    env,
    readStandardInput: async () => new Uint8Array(await buffer(stdin)),
    // Once each: the second signal ends the process at once.
    stopAsked: () =>
      new Promise((done) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
      }),
  };
}
