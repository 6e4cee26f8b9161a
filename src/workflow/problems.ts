import type { LoadedData } from '../document/index.ts';
import { type Fault, formatPlace, StandinError } from '../errors.ts';

const MOST_TOLD = 30;

/** Collects what is wrong in one workflow file, each thing with its line. */
export class Problems {
  readonly faults: Fault[] = [];
  readonly #data: Pick<LoadedData, 'place' | 'file'>;

  constructor(data: Pick<LoadedData, 'place' | 'file'>) {
    this.#data = data;
  }

  error(pointer: string, message: string, code = 'bad-workflow'): void {
    this.#add(code, 'error', pointer, message);
  }

  warning(pointer: string, message: string, code = 'doubtful-workflow'): void {
    this.#add(code, 'warning', pointer, message);
  }

  get warnings(): Fault[] {
    return this.faults.filter(({ severity }) => severity === 'warning');
  }

  /** Throws StandinError `bad-workflow` with everything that is wrong, where something is. */
  mustBeNone(): void {
    const errors = this.faults.filter(({ severity }) => severity === 'error');
    const [first] = errors;
    if (!first) return;
    const lines = errors
      .slice(0, MOST_TOLD)
      .map(({ place, message }) => `\n  ${formatPlace(place)}: ${message}`);
    const more = errors.length > MOST_TOLD ? `\n  and ${errors.length - MOST_TOLD} more` : '';
    const count = errors.length === 1 ? 'one thing is' : `${errors.length} things are`;
    throw new StandinError(
      `Failed to read the workflows of ${this.#data.file}: ${count} wrong. Correct the file.${lines.join('')}${more}`,
      { code: 'bad-workflow', place: first.place },
    );
  }

  #add(code: string, severity: Fault['severity'], pointer: string, message: string): void {
    this.faults.push({ code, severity, message, place: this.#data.place(pointer) });
  }
}
