import type { Operation } from '../model/index.ts';

/** A request as it goes over the wire, except for the origin and the caller's credentials. */
export interface WireRequest {
  readonly method: string;
  /** Below the base URL, percent-encoded, with the query: `/users/7?limit=2`. */
  readonly target: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: Uint8Array | undefined;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Headers;
  /** At most as many as `maxBodyBytes`. */
  readonly body: Uint8Array;
  /** More came than was taken. */
  readonly truncated: boolean;
}

/** One request with what became of it. */
export interface Exchange {
  /** As it was sent, with credentials. */
  readonly request: WireRequest;
  /** The whole URL. */
  readonly url: string;
  /** Which operation the request is meant for. */
  readonly operation: Operation;
  /** Whose credentials it carries; undefined: none. */
  readonly identity: string | undefined;
  /** Undefined where none came. */
  readonly response: WireResponse | undefined;
  /** Why none came. */
  readonly problem:
    | {
        /** `unsendable`: it never went out, because no client of the Fetch standard can send such a request. */
        readonly kind: 'refused' | 'timeout' | 'reset' | 'unsendable';
        readonly message: string;
      }
    | undefined;
  /** From sending to the last byte, in milliseconds; 0 where no clock is given. */
  readonly milliseconds: number;
}
