import { createRandom, type Random } from '../../generation/index.ts';
import { type Delay, LONGEST_DELAY } from '../../http/index.ts';

const MOST_COUNTERS = 10_000;
/** Of the logarithm: one in twenty takes about twice the median. */
const SPREAD = 0.4;

/**
 * Random numbers by session, operation and how many requests that has had in it: one seed tells the same story of faults
 * again, however the requests of other operations fall in between.
 */
export class Story {
  readonly #root: Random;
  readonly #counts = new Map<string, number>();

  constructor(seed: string | number, name: string) {
    this.#root = createRandom(seed).fork('faults').fork(name);
  }

  /** For the next request; of the counters that have not been used for longest, those that are too many begin anew. */
  next(session: string, operation: string): Random {
    const key = `${session}\n${operation}`;
    const count = this.#counts.get(key) ?? 0;
    this.#counts.delete(key);
    this.#counts.set(key, count + 1);
    if (this.#counts.size > MOST_COUNTERS) {
      for (const oldest of this.#counts.keys()) {
        this.#counts.delete(oldest);
        break;
      }
    }
    return this.#root.fork(key).fork(count);
  }
}

/** In milliseconds, whole ones. */
export function drawDelay(delay: Delay, random: Random): number {
  switch (delay.kind) {
    case 'fixed':
      return delay.ms;
    case 'range':
      return random.int(Math.ceil(delay.min), Math.floor(delay.max));
    case 'log-normal': {
      // Box and Muller; the logarithm wants what is not zero.
      const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
      const normal = radius * Math.cos(2 * Math.PI * random.next());
      return Math.min(LONGEST_DELAY, Math.round(delay.median * Math.exp(SPREAD * normal)));
    }
  }
}
