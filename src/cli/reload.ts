import { StandinError } from '../errors.ts';
import { counted, type Output, plain } from './output.ts';
import type { Served } from './served.ts';

/** Makes everything anew after a change, one change at a time; what cannot be used leaves the last good version in place. */
export class Reloading {
  readonly #make: () => Promise<Served>;
  readonly #swap: (served: Served) => void;
  readonly #output: Output;
  readonly #speaks: boolean;
  #running: Promise<void> | undefined;
  #again = false;
  #lastError: string | undefined;

  /** @param speaks of several processes, one speaks for all */
  constructor(make: () => Promise<Served>, swap: (served: Served) => void, output: Output, speaks: boolean) {
    this.#speaks = speaks;
    this.#make = make;
    this.#swap = swap;
    this.#output = output;
  }

  /** Something has changed. */
  ask(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#reload().finally(() => {
      this.#running = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.ask();
    });
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #reload(): Promise<void> {
    const { paintError, json } = this.#output;
    try {
      const served = await this.#make();
      this.#lastError = undefined;
      this.#swap(served);
      if (!this.#speaks) return;
      const operations = served.apis.reduce((sum, { api }) => sum + api.operations.length, 0);
      if (json) this.#output.printJson({ event: 'reloaded', operations });
      else this.#output.say(`${paintError.green('Reloaded')}: ${counted(operations, 'operation')}.`);
      await served.sayUnfitting();
    } catch (error) {
      const message = error instanceof StandinError ? error.message : String((error as Error).stack ?? error);
      // Each save of a broken file would say the same.
      if (message === this.#lastError) return;
      this.#lastError = message;
      if (!this.#speaks) return;
      const code = error instanceof StandinError ? error.code : 'internal-error';
      if (json) this.#output.printJson({ event: 'reload-failed', error: { code, message } });
      else {
        const what = 'The last good version goes on.';
        this.#output.terminal.err(`${paintError.red('error:')} ${plain(message)} ${what}\n`);
      }
    }
  }
}
