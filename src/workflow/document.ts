import type { Place } from '../errors.ts';
import type { JsonObject } from '../schema/index.ts';
import type { SelectorType } from './selector-type.ts';
import type { WorkflowVersion } from './shapes.ts';

/** An Arazzo document, read, with reusable objects in their places. Texts may be runtime expressions. */
export interface WorkflowDocument {
  readonly version: WorkflowVersion;
  readonly title: string;
  /** Where it was read, absolute. */
  readonly uri: string;
  /** As the user would write it. */
  readonly file: string;
  /** `$self` of 1.1, as written. */
  readonly self: string | undefined;
  readonly sources: readonly WorkflowSource[];
  readonly workflows: readonly Workflow[];
  /** The whole, for JSON Schemas that refer within it. */
  readonly root: JsonObject;
  place(pointer: string): Place;
}

/** A part of the text. */
export interface Placed {
  /** JSON Pointer into the file. */
  readonly pointer: string;
}

export interface WorkflowSource extends Placed {
  readonly name: string;
  readonly url: string;
  readonly type: string | undefined;
}

export interface Workflow extends Placed {
  readonly id: string;
  readonly summary: string | undefined;
  /** A JSON Schema; undefined: nothing is said of inputs. */
  readonly inputs: unknown;
  /** As written: a `workflowId`, or an expression that names one of another document. */
  readonly dependsOn: readonly string[];
  readonly steps: readonly Step[];
  readonly outputs: ReadonlyMap<string, unknown>;
}

export interface Step extends Placed {
  readonly id: string;
  readonly description: string | undefined;
  readonly call: Call;
  /** The workflow's too, each once. */
  readonly parameters: readonly StepParameter[];
  readonly body: StepBody | undefined;
  readonly criteria: readonly Criterion[];
  /** The step's own first, then the workflow's that it does not override. */
  readonly onSuccess: readonly Action[];
  readonly onFailure: readonly Action[];
  readonly outputs: ReadonlyMap<string, unknown>;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly dependsOn: readonly string[];
}

/** What a step asks for, as written. */
export interface Call extends Placed {
  readonly kind: 'operationId' | 'operationPath' | 'workflowId' | 'channelPath';
  readonly text: string;
  /** Of asynchronous steps: `send` or `receive`. */
  readonly action: string | undefined;
}

export interface StepParameter extends Placed {
  readonly name: string;
  readonly in: string | undefined;
  readonly value: unknown;
}

export interface StepBody extends Placed {
  readonly contentType: string | undefined;
  readonly payload: unknown;
  readonly replacements: readonly Replacement[];
}

export interface Replacement extends Placed {
  readonly target: string;
  /** Undefined: as the content type says. */
  readonly type: SelectorType | undefined;
  readonly value: unknown;
}

export interface Criterion extends Placed {
  readonly condition: string;
  readonly context: string | undefined;
  readonly type: 'simple' | 'regex' | SelectorType;
}

export interface Action extends Placed {
  readonly name: string;
  readonly type: 'end' | 'goto' | 'retry';
  readonly stepId: string | undefined;
  readonly workflowId: string | undefined;
  readonly parameters: readonly StepParameter[];
  /** Seconds. */
  readonly retryAfter: number;
  readonly retryLimit: number;
  readonly criteria: readonly Criterion[];
}
