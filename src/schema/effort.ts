/** So many references are followed before verdicts are kept: nearly every value needs fewer. */
const EASY = 5000;

/**
 * What one question has cost so far. Recursive unions can make a value of a few bytes cost more than any machine has;
 * when a question turns out hard, each verdict of a referenced schema about a value is kept and given only once.
 */
export class Effort {
  #calls = 0;
  #verdicts: Map<string, Map<unknown, boolean>> | undefined;

  /** To be called before each question. */
  begin(): void {
    this.#calls = 0;
  }

  /** To be called after each question, so that no value is held on to. */
  end(): void {
    this.#verdicts = undefined;
  }

  /** Counts one reference; true once it is time to keep verdicts. */
  isHard(): boolean {
    return ++this.#calls > EASY;
  }

  /** The verdict that was given before. */
  recall(id: string, value: unknown): boolean | undefined {
    return this.#verdicts?.get(id)?.get(value);
  }

  keep(id: string, value: unknown, verdict: boolean): boolean {
    this.#verdicts ??= new Map();
    let about = this.#verdicts.get(id);
    if (about === undefined) this.#verdicts.set(id, (about = new Map()));
    about.set(value, verdict);
    return verdict;
  }
}
