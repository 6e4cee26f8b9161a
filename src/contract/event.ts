import type { Operation } from '../model/index.ts';
import type { Case, PhaseName } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Finding } from './finding.ts';

/** What happens during a run, in order: all that reports are made of. */
export type ContractEvent =
  | {
      readonly type: 'run-started';
      readonly target: string;
      readonly seed: string | number;
      readonly operations: readonly Operation[];
      readonly phases: readonly PhaseName[];
      readonly checks: readonly string[];
      /** Values that no report may show. */
      readonly secrets: readonly string[];
      /** Milliseconds; infinite where there is no limit. */
      readonly maxTime: number;
    }
  /** Credentials that came while it ran: no report may show them, and this event is for what hides them alone. */
  | { readonly type: 'secrets'; readonly secrets: readonly string[] }
  | { readonly type: 'scouted'; readonly reached: number; readonly operations: number }
  | { readonly type: 'phase-started'; readonly phase: PhaseName }
  /** An operation has no more cases in the phase that runs. */
  | { readonly type: 'operation-finished'; readonly phase: PhaseName; readonly operation: Operation }
  | { readonly type: 'exchange'; readonly caseId: string; readonly exchange: Exchange }
  | {
      readonly type: 'case-finished';
      readonly case: Case;
      readonly requests: number;
      readonly failed: boolean;
    }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'phase-finished'; readonly phase: PhaseName; readonly cases: number }
  | { readonly type: 'run-finished'; readonly result: ContractResult };

/** Not a failure: why less was tried than could be, or what is worth to be known. */
export interface Notice {
  /** Stable, lower-case with dashes: `never-succeeded`. */
  readonly code: string;
  readonly message: string;
  readonly operation: Operation | undefined;
}

export interface ContractResult {
  /** Nothing is broken. */
  readonly kept: boolean;
  /** Could be told at all: false where the target was not reached or refused everything. */
  readonly conclusive: boolean;
  /** In the order of the description's operations; lenient and flaky ones too, by severity and tags. */
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  readonly coverage: readonly OperationCoverage[];
  /** Known ones that did not come though their operation was tried: they seem to be fixed. */
  readonly gone?: readonly GoneFinding[];
  readonly requests: number;
  readonly cases: number;
  readonly milliseconds: number;
}

/** An entry of a baseline that nothing was found for. */
export interface GoneFinding {
  readonly fingerprint: string;
  readonly check: string;
  /** `GET /users/{id}` */
  readonly operation: string;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
}

export interface OperationCoverage {
  readonly operation: Operation;
  /** Statuses that came, with how often. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Documented statuses, as written, that never came. */
  readonly unreached: readonly string[];
  readonly requests: number;
  /** What its requests took together; 0 where nothing is timed. */
  readonly milliseconds: number;
  readonly cases: number;
}
