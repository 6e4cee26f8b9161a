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
  readonly requests: number;
  readonly cases: number;
  readonly milliseconds: number;
}

export interface OperationCoverage {
  readonly operation: Operation;
  /** Statuses that came, with how often. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Documented statuses, as written, that never came. */
  readonly unreached: readonly string[];
  readonly cases: number;
}
