import { type Pairs, splitCookies, splitQuery } from './query.ts';

/** What of a request parameters are read from. */
export interface RawRequest {
  /** By the parameter's name, percent-encoded as in the URL. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The URL's query, with or without its question mark; `''` where there is none. */
  readonly search: string;
  readonly headers: Headers;
}

/** Splits the parts of a request when they are first asked for, each once. */
export class RequestParts {
  readonly raw: RawRequest;
  #query: Pairs | undefined;
  #cookies: Pairs | undefined;
  #explodedCookies: Pairs | undefined;

  constructor(raw: RawRequest) {
    this.raw = raw;
  }

  get query(): Pairs {
    return (this.#query ??= splitQuery(this.raw.search));
  }

  get cookies(): Pairs {
    return (this.#cookies ??= splitCookies(this.raw.headers.get('cookie'), false));
  }

  get explodedCookies(): Pairs {
    return (this.#explodedCookies ??= splitCookies(this.raw.headers.get('cookie'), true));
  }
}
