import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StandinError } from '../errors.ts';
import type { MockOptions } from '../mock/index.ts';
import type { PactRecorder } from '../pact/index.ts';
import type { Output } from './output.ts';

export interface PactFileFlags {
  readonly pact?: string;
  readonly consumer?: string;
  readonly provider?: string;
  readonly pactVersion?: string;
}

/** Between two writes while requests come, in milliseconds. */
const BETWEEN = 1_000;

/** The file of a mock that what its consumer uses is written to: a moment after it was used, and at the end. */
export class PactFile {
  readonly #output: Output;
  #recorder: PactRecorder | undefined;
  #path = '';
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(output: Output) {
    this.#output = output;
  }

  /**
   * The option of the mocks that fill it; none where no pact is asked for. What is open already goes on.
   *
   * @param title of the description, for pacts that name no provider
   */
  async options(flags: PactFileFlags, title: string): Promise<Pick<MockOptions, 'journal'>> {
    if (flags.pact === undefined) return {};
    if (!this.#recorder) {
      this.#path = resolve(flags.pact);
      const existing = await readFile(this.#path, 'utf8').catch((cause: unknown) => this.#absent(cause));
      const { PactRecorder: Recorder } = await import('../pact/index.ts');
      this.#recorder = new Recorder({
        consumer: flags.consumer ?? 'consumer',
        provider: flags.provider ?? (title || 'provider'),
        version: Number(flags.pactVersion ?? 4) as 2 | 3 | 4,
        ...(existing === undefined ? {} : { existing }),
      });
    }
    const recorder = this.#recorder;
    return {
      journal: (entry) => {
        recorder.add(entry);
        this.#timer ??= setTimeout(() => this.#writeSoon(), BETWEEN).unref();
      },
    };
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    const isPending = this.#timer !== undefined;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (isPending) this.#writeSoon();
    await this.#writing;
  }

  #writeSoon(): void {
    this.#timer = undefined;
    this.#writing = this.#writing
      .then(() => this.#write())
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.#output.terminal.err(`The pact ${this.#path} was not written: ${reason}.\n`);
      });
  }

  /** Whoever reads meanwhile finds the old file or the new one, whole. */
  async #write(): Promise<void> {
    const recorder = this.#recorder;
    if (!recorder) return;
    const text = await recorder.text();
    if (recorder.size === 0) return;
    await mkdir(dirname(this.#path), { recursive: true });
    const beside = `${this.#path}.${process.pid}.tmp`;
    try {
      await writeFile(beside, text);
      await rename(beside, this.#path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }

  #absent(cause: unknown): undefined {
    if ((cause as { code?: unknown }).code === 'ENOENT') return undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StandinError(`Failed to read the pact ${this.#path}: ${reason}. Name another file.`, {
      code: 'unreadable-pact',
      place: { file: this.#path },
      cause,
    });
  }
}
