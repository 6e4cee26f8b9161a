import type { Arbitrary } from 'fast-check';
import type { JournalEntry } from '../mock/index.ts';
import type { Api } from '../model/index.ts';
import type { SessionState } from './collections.ts';
import type { ReceivedRequest } from './received.ts';
import type { SampleOptions } from './sampling.ts';
import type { RequestMatch, Stub } from './stub.ts';
import type { GoodBodyOf, OperationName, Part, SchemaName, SchemasOf, Untyped } from './typed.ts';

/** What a name of `sample` stands for: a schema, or the body of an operation's good answer. */
export type Sampled<Types, Name> =
  Name extends SchemaName<Types> ? SchemasOf<Types>[Name] : GoodBodyOf<Types, Name>;
export type SampleName<Types> = SchemaName<Types> | OperationName<Types>;
type CollectionsOf<Types> = Types extends { collections: infer Collections }
  ? Collections
  : // biome-ignore lint/suspicious/noExplicitAny: nothing is known of these
    any;

export declare const TYPES: unique symbol;

/**
 * A mock as one test sees it: with state, stubs and a journal that no other session has. A mock is a session too; further
 * ones are for clients that are told apart by the header `Standin-Session`.
 */
export interface TestSession<Types = Untyped> {
  /** For types alone: what the names of matchers are known by. */
  readonly [TYPES]?: Types;
  /** `''` is the mock itself. */
  readonly name: string;
  /** The description, understood. */
  readonly api: Api;
  /**
   * Answers as `globalThis.fetch` would, without a network; may be handed on as a function. What is no URL is taken as a
   * path of the mock.
   */
  readonly fetch: (input: Request | string | URL, init?: RequestInit) => Promise<Response>;
  /** To be sent by whoever does not call `fetch` of the session; empty of the mock itself. */
  readonly headers: Readonly<Record<string, string>>;
  /** Entities by collection. */
  readonly state: SessionState<CollectionsOf<Types>>;
  /**
   * Begins a stub. Nothing changes before one of its methods says what is answered.
   *
   * @throws StandinError `unknown-operation`, `invalid-stub`
   */
  on<const Name extends OperationName<Types>>(
    operation: Name,
    match?: RequestMatch<Types, Name>,
  ): Stub<Types, Name>;
  /** All requests of an operation, or all, in the order of their answers. The latest 10,000 are kept. */
  requests<const Name extends OperationName<Types>>(operation: Name): Array<ReceivedRequest<Types, Name>>;
  requests(): ReceivedRequest[];
  /** The latest request; undefined where there is none. */
  lastRequest<const Name extends OperationName<Types>>(
    operation: Name,
  ): ReceivedRequest<Types, Name> | undefined;
  lastRequest(): ReceivedRequest | undefined;
  /** Requests and answers as the mock tells them, for reports. */
  readonly journal: readonly JournalEntry[];
  /**
   * Throws StandinError `contract-broken` where a handler of a stub threw and, with `violations: 'fail'`, where a request
   * broke the description; the message says how and where. What was told once is not told again.
   */
  verify(): void;
  /** Forgets stubs, requests and what has happened to the state. */
  reset(): Promise<void>;
  /**
   * A value of a component schema, or of the body that an operation answers. The running test's name and how often it has
   * asked decide which (with the entries for test runners), and the seed.
   *
   * @throws StandinError `unknown-schema`
   */
  sample<const Name extends SampleName<Types>>(
    name: Name,
    members?: Part<Sampled<Types, Name>>,
    options?: Pick<SampleOptions, 'key'>,
  ): Sampled<Types, Name>;
  /** Several, all made anew. */
  samples<const Name extends SampleName<Types>>(name: Name, count: number): Array<Sampled<Types, Name>>;
  /** As an arbitrary of fast-check, which shrinks to simpler values that are valid too. */
  arbitrary<const Name extends SampleName<Types>>(name: Name): Promise<Arbitrary<Sampled<Types, Name>>>;
}
