import type { Generator } from '../generation/index.ts';
import type { Faults, ParameterValues, Preferences } from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import type { BodyValue } from './examples.ts';
import type { Connection } from './fault/connection.ts';
import type { MaybePromise } from './maybe-promise.ts';

/** A request that is good, or is answered as if it were. */
export interface GoodRequest {
  readonly operation: Operation;
  /** As sent: HEAD where a GET operation answers it. */
  readonly method: string;
  /** The whole URL as sent. */
  readonly url: string;
  /** Below the server's prefix, without the query; percent-encoded. */
  readonly path: string;
  /** With its question mark; `''` where there is none. */
  readonly search: string;
  readonly headers: Headers;
  /** By the path parameter's name; percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** As the check read them, by location and name: decoded and typed. What is missing or malformed is absent. */
  readonly parameters: ParameterValues;
  /** The body's value; undefined where there is none, or none that could be read. */
  readonly sent: unknown;
  /** The essence of the body's media type as sent (`application/json-patch+json`), else as documented. */
  readonly sentType: string | undefined;
  readonly preferences: Preferences;
  /** Of the header `Standin-Session`; `''` is the default one. */
  readonly session: string;
  /** Where requests that break the description are answered nevertheless. */
  readonly violations: readonly Violation[];
  /** Of the language asked for. */
  readonly generator: Generator;
}

/** What an answer's body is to be. */
export type ReplyBody =
  | BodyValue
  /** The documented example of that name, valid or not; 404 where there is none. */
  | { readonly kind: 'example'; readonly name: string }
  /** Generated although there are examples; with these members, as far as the schema takes them. */
  | { readonly kind: 'generated'; readonly fixed?: Readonly<Record<string, unknown>> };

/** A value that was fitted to the request, and headers that tell of it. */
export interface Arranged {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a source says; the common code negotiates the media type, fills in documented headers and writes. */
export interface Reply {
  /** Where it is not documented, the body is written as JSON, or as the `content-type` below says. */
  readonly status: number;
  /** Left out: an example or a generated value, as if no source had answered. */
  readonly body?: ReplyBody;
  /**
   * By name in any case; they win over what the common code makes of the documented ones. With `content-type` nothing
   * is negotiated.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * What is sent of an example or a generated value, with headers that tell of it; undefined: the value as it is. Asked
   * where `body` is left out.
   */
  readonly arrange?: (value: unknown, mediaType: MediaType) => Arranged | undefined;
  /**
   * Set: the answer is an error. Instead of `body`, the documented error of that status says this one sentence and the
   * violations where it has room, else a problem (RFC 9457) does.
   */
  readonly detail?: string;
  readonly violations?: readonly Violation[];
  /** What goes wrong with the answer on its way, in place of what the options say of the same kind. */
  readonly faults?: Faults | undefined;
}

/** One way to an answer. Sources are asked in order; the last word have examples and generated values. */
export interface AnswerSource {
  /** Undefined: not mine, ask the next. What is synchronous should stay so. */
  answer(request: GoodRequest): MaybePromise<Reply | undefined>;
  /** What a request gets that breaks the description; undefined: the documented error. Left out: never anything else. */
  refuse?(request: GoodRequest): MaybePromise<Reply | undefined>;
  /**
   * What the source's answer to this request depends on, besides its operation, method, URL, `Accept` and `Prefer`: such
   * as a session and the version of its world. Asked only for requests without a body, so that a kept answer may serve
   * them; undefined: nothing may be kept. `''` means nothing else.
   */
  dependsOn(request: GoodRequest): string | undefined;
}

/** An answer on its way out, refusals too. */
export interface OutgoingAnswer {
  readonly response: Response;
  readonly operation: Operation;
  readonly request: Request;
  readonly preferences: Preferences;
  readonly session: string;
  /** Undefined where the request is refused. */
  readonly good: GoodRequest | undefined;
  /** Of the source that has answered. */
  readonly faults: Faults | undefined;
  /** Undefined where the server does not hand it in. */
  readonly connection: Connection | undefined;
}

/** May hold an answer back, break it or replace it. */
export type AnswerFilter = (answer: OutgoingAnswer) => MaybePromise<Response>;
