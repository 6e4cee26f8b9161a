import type { Identity } from '../contract/index.ts';

/** What a request carries to say who sends it. */
export type Credentials = Required<Pick<Identity, 'headers' | 'query'>>;

/** Credentials with how long they hold. */
export interface Obtained extends Credentials {
  /** Seconds; undefined: not known. */
  readonly expiresIn: number | undefined;
}

/** Tokens are replaced so much before they expire, and short-lived ones at nine tenths of their time; milliseconds. */
const margin = 30_000;
/** A token that is refused is replaced when it is at least so old, in milliseconds: a new one would fare no better. */
const youngest = 5_000;

/** Credentials that are obtained when they are first needed, and again when they expire or are refused. */
export class TokenSource {
  readonly #obtain: () => Promise<Obtained>;
  readonly #now: () => number;
  #current: { readonly credentials: Credentials; readonly since: number; readonly until: number } | undefined;
  #coming: Promise<Credentials> | undefined;

  /** @param now milliseconds, of any beginning */
  constructor(obtain: () => Promise<Obtained>, now: () => number) {
    this.#obtain = obtain;
    this.#now = now;
  }

  /** @param isRefused the last ones were answered with 401 */
  get(isRefused: boolean): Promise<Credentials> {
    const current = this.#current;
    const isYoung = current !== undefined && this.#now() - current.since < youngest;
    if (current && this.#now() < current.until && (!isRefused || isYoung))
      return Promise.resolve(current.credentials);
    this.#coming ??= this.#renew().finally(() => {
      this.#coming = undefined;
    });
    return this.#coming;
  }

  async #renew(): Promise<Credentials> {
    const { headers, query, expiresIn } = await this.#obtain();
    const since = this.#now();
    const lifetime = (expiresIn ?? Number.POSITIVE_INFINITY) * 1000;
    this.#current = {
      credentials: { headers, query },
      since,
      until: since + lifetime - Math.min(margin, lifetime / 10),
    };
    return this.#current.credentials;
  }
}
