const capacity = 10_000;

/** Keeps things until their time is over; of too many, the oldest go first. */
export class Shelf<T> {
  readonly #entries = new Map<string, { readonly value: T; readonly until: number }>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** @param seconds how long from now */
  put(key: string, value: T, seconds: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#clock() + seconds * 1000 });
    if (this.#entries.size <= capacity) return;
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined) this.#entries.delete(oldest);
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.until > this.#clock()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
