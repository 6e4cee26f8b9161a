import type { ContractEvent } from '../contract/index.ts';

/** Below this share of the work an estimate would be a guess. */
const least = 0.05;

/** How far a run has come, by phases and the operations that are through with each. */
export class TimeLeft {
  readonly #clock: () => number;
  #start = 0;
  #maxTime: number = Number.POSITIVE_INFINITY;
  #steps = 1;
  #done = 0;

  /** @param clock milliseconds, monotonic */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  note(event: ContractEvent): void {
    if (event.type === 'run-started') {
      this.#start = this.#clock();
      this.#maxTime = event.maxTime;
      this.#steps = Math.max(1, event.phases.length * event.operations.length);
    } else if (event.type === 'operation-finished') this.#done++;
  }

  /** Seconds since the run has begun. */
  elapsed(): number {
    return (this.#clock() - this.#start) / 1000;
  }

  /** Seconds; undefined while nothing can be said. */
  left(): number | undefined {
    const share = this.#done / this.#steps;
    const atMost = this.#maxTime / 1000 - this.elapsed();
    const estimate = share < least ? Number.POSITIVE_INFINITY : (this.elapsed() * (1 - share)) / share;
    const left = Math.min(atMost, estimate);
    return Number.isFinite(left) ? Math.max(0, left) : undefined;
  }
}
