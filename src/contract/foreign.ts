import type { Api, Operation } from '../model/index.ts';
import type { Case, PhaseName } from './case.ts';
import type { Notice } from './event.ts';
import type { Exchange, WireRequest } from './exchange.ts';
import type { Failure } from './failure.ts';
import type { Occasion } from './occasion.ts';
import type { Fetch } from './target.ts';

/**
 * Cases that another tool sends, against the same target and after the same scouting; what it finds stands beside what is
 * found here.
 */
export interface ForeignPhase {
  readonly name: PhaseName;
  /** What it would try, without a target. */
  plan(api: Api, occasions: readonly Occasion[]): Iterable<Case>;
  /** Rejects with StandinError where the tool cannot run. */
  run(context: ForeignContext): Promise<void>;
}

/** What a foreign phase knows, and whom it tells. */
export interface ForeignContext {
  readonly api: Api;
  /** Those that are selected: what makes things first, what takes them away last. */
  readonly operations: readonly Operation[];
  readonly target: string | URL | Fetch;
  /** Before an operation's path, with the origin and without a trailing slash. */
  base(operation: Operation): string;
  /** Values that nothing may show. */
  secrets(): Iterable<string>;
  /** Run this case alone. */
  readonly caseId: string | undefined;
  /** Milliseconds until an answer must be there. */
  readonly timeout: number;
  /** Milliseconds that are left of the run; infinite where there is no limit. */
  timeLeft(): number;
  /** No case should be begun any more. */
  isOver(): boolean;
  /** Resolves when the next request may go out. */
  turn(): Promise<void>;
  /** Requests worth sending to an operation, each with what it is to bring about. */
  occasions(operation: Operation): Occasion[];
  /**
   * The occasion's request as it can be sent now: what it would take away has been made for it.
   *
   * @param again it was refused: with other values, and for what was made since
   */
  ready(occasion: Occasion, again: boolean): Promise<ReadyRequest>;
  /** A case is over, with its exchange where one took place and what is wrong with it. */
  finished(it: Case, occasion: Occasion, exchange: Exchange | undefined, failures: readonly Failure[]): void;
  notice(notice: Notice): void;
}

export interface ReadyRequest {
  /** With credentials. */
  readonly request: WireRequest;
  /** Whose credentials it carries; undefined: none that were given. */
  readonly identity: string | undefined;
}
