/** Something for each session; of too many sessions the one is forgotten that was asked for longest ago. */
export class BySession<T> {
  readonly #bySession = new Map<string, T>();
  readonly #make: () => T;
  readonly #most: number;

  constructor(make: () => T, most: number = 1_000) {
    this.#make = make;
    this.#most = most;
  }

  for(session: string): T {
    const found = this.#bySession.get(session);
    const value = found ?? this.#make();
    // The order of a map is that of insertion.
    if (found !== undefined) this.#bySession.delete(session);
    this.#bySession.set(session, value);
    if (this.#bySession.size > this.#most)
      this.#bySession.delete(this.#bySession.keys().next().value as string);
    return value;
  }

  forget(session: string): void {
    this.#bySession.delete(session);
  }
}
