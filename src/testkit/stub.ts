import type {
  BodyFor,
  GoodBodyOf,
  HandlerOf,
  Part,
  PathOf,
  QueryOf,
  RequestBodyOf,
  StatusOf,
} from './typed.ts';

/** Which requests are meant: all that is named must fit, and what is not named may be anything. */
export interface RequestMatch<Types, Name> {
  readonly path?: Part<PathOf<Types, Name>>;
  readonly query?: Part<QueryOf<Types, Name>>;
  /** By name in any case. */
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: Part<RequestBodyOf<Types, Name>>;
}

export interface StubOptions {
  /**
   * How many requests it answers.
   * @default all
   */
  readonly times?: number;
}

export interface ReplyOptions extends StubOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Answer what the description does not allow, such as a status that it does not have.
   * @default false
   */
  readonly unchecked?: boolean;
}

export interface GenerateOptions<Types, Name> extends StubOptions {
  /** @default that of a good answer */
  readonly status?: StatusOf<Types, Name>;
}

/**
 * What one operation answers from now on, in one session, before all else; the stub that was made last is asked first.
 * Replies that answer a number of times come in the order in which they are chained, then the one that answers always,
 * then whoever would answer without the stub. Requests that break the description are refused as ever.
 *
 * Each method checks what it is given against the description and throws StandinError `invalid-stub`, which says where in
 * the body and where in the description.
 */
export interface Stub<Types, Name> {
  /** Left out, the body is an example or a generated one. */
  reply<const Status extends StatusOf<Types, Name>>(
    status: Status,
    body?: BodyFor<Types, Name, Status>,
    options?: ReplyOptions,
  ): this;
  /** Any status and body: `reply(503, 'down', { unchecked: true })`. */
  reply(status: number, body: unknown, options: ReplyOptions & { readonly unchecked: true }): this;
  /** `reply` for one request. */
  replyOnce<const Status extends StatusOf<Types, Name>>(
    status: Status,
    body?: BodyFor<Types, Name, Status>,
    options?: Omit<ReplyOptions, 'times'>,
  ): this;
  replyOnce(
    status: number,
    body: unknown,
    options: Omit<ReplyOptions, 'times'> & { readonly unchecked: true },
  ): this;
  /** The documented example of that name, with the status that documents it. */
  example(name: string, options?: StubOptions): this;
  /** A generated body with these members, valid. */
  generate(overrides?: Part<GoodBodyOf<Types, Name>>, options?: GenerateOptions<Types, Name>): this;
  /** `fetch` rejects with a TypeError (`ConnectionReset`); on a port, the connection is reset. */
  networkError(options?: StubOptions): this;
  /** Holds back all answers of the stub so many milliseconds, at most 60,000; without others, those of the mock. */
  delay(milliseconds: number): this;
  /** Asks a function for each answer; where that answers nothing, the next one is asked. What it throws fails `verify()`. */
  use(handler: HandlerOf<Types, Name>, options?: StubOptions): this;
}
