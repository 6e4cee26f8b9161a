import type { Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';

/** One request and its answer, whole. What takes work is done when it is asked for, and once. */
export interface JournalEntry {
  readonly request: JournalRequest;
  readonly response: JournalResponse;
  /** Undefined where no operation is documented for the request. */
  readonly operation: Operation | undefined;
  /** In which the request breaks the description, in every mode but `onViolation: 'ignore'`. */
  readonly violations: readonly Violation[];
  /** What is no violation and worth to be known, a sentence each. */
  readonly notes: readonly string[];
  /** Was the request answered by an error because of the violations, or because nothing documented could be answered? */
  readonly refused: boolean;
  /** What was thrown where an answer should have been made (by a handler, or by a case that breaks the description). */
  readonly error: unknown;
  /** Of the header `Standin-Session`; `''` is the default one. */
  readonly session: string;
  /** From the request's arrival to the answer. */
  readonly milliseconds: number;
}

export interface JournalRequest {
  readonly method: string;
  /** The whole URL as sent. */
  readonly url: string;
  readonly headers: Headers;
  /** Parameters: decoded and typed where they are documented and well-formed, else text. */
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly cookies: Readonly<Record<string, unknown>>;
  /** The body's value as the check read it; undefined where there is none, or none that could be read. */
  readonly body: unknown;
  /** The body as sent, its content codings undone; null where there is none, or where no operation read it. */
  readonly bytes: Uint8Array | null;
}

export interface JournalResponse {
  /** 0: the connection was reset in place of an answer. */
  readonly status: number;
  readonly headers: Headers;
  /** The body. Empty where there is none. */
  bytes(): Promise<Uint8Array>;
}
