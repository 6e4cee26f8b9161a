import type { Commit } from '../store.ts';

/** A commit as it is kept. */
export interface KeptCommit extends Commit {
  /** Of its changes, see `sizeOf`. */
  readonly size: number;
}

const MOST = 64;
const MOST_SIZE = 1024 * 1024;

/** The last commits of a session, for readers that are a little behind; the others take the snapshot. */
export class RecentCommits {
  /** By the version modulo their number, so that none has to be moved when another comes. */
  readonly #commits: (KeptCommit | undefined)[] = new Array<undefined>(MOST).fill(undefined);
  /** Versions: there are those from the first up to, but without, the next. */
  #first = 1;
  #next = 1;
  #size = 0;

  /** The one that follows on all that are there. */
  add(commit: KeptCommit): void {
    if (commit.version !== this.#next) this.#restart(commit.version);
    this.#size += commit.size;
    while (this.#first < this.#next && (this.#next - this.#first >= MOST || this.#size > MOST_SIZE)) {
      const oldest = this.#first++ % MOST;
      this.#size -= this.#commits[oldest]!.size;
      this.#commits[oldest] = undefined;
    }
    this.#commits[this.#next++ % MOST] = commit;
  }

  /** All after a version up to `last`; undefined where one is missing. */
  between(version: number, last: number): readonly KeptCommit[] | undefined {
    if (version + 1 < this.#first || last + 1 !== this.#next || version > last) return undefined;
    const found: KeptCommit[] = [];
    for (let at = version + 1; at <= last; at++) found.push(this.#commits[at % MOST]!);
    return found;
  }

  #restart(version: number): void {
    this.#commits.fill(undefined);
    this.#first = version;
    this.#next = version;
    this.#size = 0;
  }
}
