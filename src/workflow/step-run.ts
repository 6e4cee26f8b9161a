import type { RuntimeFacts } from '../http/index.ts';
import type { JsonObject } from '../schema/index.ts';
import type { CriterionResult } from './criterion.ts';
import type { Action, Step, Workflow } from './document.ts';
import type { StepRequest } from './step-request.ts';
import type { Workflows } from './workflows.ts';

/** What became of a request of a step. */
export interface StepExchange {
  readonly facts: RuntimeFacts;
  /** Why no answer came, a clause. */
  readonly problem?: string | undefined;
}

export interface RunWorkflowOptions {
  /** By name; for what of them a workflow takes, see `inputsFor`. @default {} */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Sends a request. Rejections end the run. */
  readonly send: (request: StepRequest, step: Step) => Promise<StepExchange>;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Told of each attempt at a step when it is over, in order. */
  readonly onStep?: (run: StepRun) => void;
  /** Attempts at steps, those of called workflows included. @default 1000 */
  readonly maxSteps?: number;
  /** The longest single wait before a retry, in milliseconds: longer ones fail the step. @default 60000 */
  readonly maxWait?: number;
}

/** One attempt at a step. */
export interface StepRun {
  readonly workflow: Workflow;
  readonly set: Workflows;
  readonly step: Step;
  /** From 1; counted anew whenever the step is come to. */
  readonly attempt: number;
  /** What was sent; undefined for steps that call workflows and those that could not be sent. */
  readonly request: StepRequest | undefined;
  /** The step's exchange, or the last one of the workflow that it has called. */
  readonly facts: RuntimeFacts | undefined;
  readonly criteria: readonly CriterionResult[];
  /** Why the step could not be done or judged, a clause. */
  readonly problem: string | undefined;
  readonly succeeded: boolean;
  readonly outputs: JsonObject;
  /** What was done next; undefined: the next step, or nothing more. */
  readonly action: Action | undefined;
  /** The step failed, and a `goto` or `retry` made up for it. */
  readonly isHandled: boolean;
}

export interface WorkflowRun {
  readonly workflow: Workflow;
  readonly set: Workflows;
  /** Every step succeeded, or what failed was handled. */
  readonly succeeded: boolean;
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  /** In order, those of called workflows included. */
  readonly steps: readonly StepRun[];
  /** Why the run ended before its time, a clause. */
  readonly problem: string | undefined;
}
