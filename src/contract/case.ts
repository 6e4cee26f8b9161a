import type { Random } from '../generation/index.ts';
import type { Operation } from '../model/index.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';
import type { Failure, FailurePlace } from './failure.ts';
import type { Judgement } from './judge.ts';
import type { Knowledge } from './knowledge.ts';

export type PhaseName = 'workflows' | 'examples' | 'boundary' | 'generated' | 'stateful' | 'dredd' | 'pact';

/** In which one way a request was broken on purpose. */
export interface Mutation {
  /** What was done, for people: `limit above its maximum (101)`. */
  readonly title: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'querystring' | 'body' | 'security' | 'method';
  /** Into the part: `/limit`, `/address/zip`. */
  readonly pointer: string;
  readonly keyword: string;
  readonly place: FailurePlace;
}

/** Of a mutation that makes a body large without making it invalid. */
export const sizeKeyword = 'size';

/**
 * One thing to try: a request, or several that follow one another. A case is made of seed, operation, phase and index
 * alone, so that any one can be run by itself. `run` may be called again, to confirm what it found.
 */
export interface Case {
  /** `createUser.boundary.17`: what `--case` takes. */
  readonly id: string;
  readonly phase: PhaseName;
  readonly operation: Operation;
  /** For people. */
  readonly title: string;
  readonly mutation?: Mutation | undefined;
  /** The same without the mutation: what it finds is not the mutation's doing. */
  readonly control?: ((session: Session) => Promise<unknown>) | undefined;
  run(session: Session): Promise<void>;
  /** Simpler ones that may show the same, simplest first; asked for only when the case has failed. */
  smaller?(): Iterable<CaseDraft>;
}

/** What a phase says of a case; id and phase are given to it. */
export type CaseDraft = Omit<Case, 'id' | 'phase' | 'operation'>;

export interface SendOptions {
  /** Whose credentials: an identity's name; null: none; undefined: the caller's own. */
  readonly identity?: string | null | undefined;
  /** Checks that look at single exchanges stay silent: the case judges the answer itself. */
  readonly unchecked?: boolean | undefined;
  readonly mutation?: Mutation | undefined;
  /** A 429 is taken as it is: the request is not sent again when its time is over. */
  readonly impatient?: boolean | undefined;
}

/** What a case can do while it runs. */
export interface Session {
  readonly random: Random;
  readonly knowledge: Knowledge;
  /** Names, the caller's own first; empty where no credentials are given. */
  readonly identities: readonly string[];
  /** Sends it and lets every check look at the exchange. */
  send(draft: Draft, options?: SendOptions): Promise<Exchange>;
  /** Asks for an address that an answer has given, below the base: `/users/7`; GET, by the rules of the operation. */
  follow(operation: Operation, target: string): Promise<Exchange>;
  judge(draft: Draft): Judgement;
  fail(failure: Failure): void;
  /** Is the check asked for? Spares the requests that only it needs. */
  wants(check: string): boolean;
  /**
   * Has what a request has made taken away when the case is over, the latest first, whatever happens; who sends it has
   * that done already.
   *
   * @param identity by whom; left out: the caller
   */
  undoLater(draft: Draft, exchange: Exchange, identity?: SendOptions['identity']): void;
}
