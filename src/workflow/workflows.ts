import type { Fault } from '../errors.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Step, Workflow, WorkflowDocument } from './document.ts';

/** What a step leads to. */
export type StepTarget =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly api: Api; readonly source: string }
  | WorkflowTarget
  /** Of AsyncAPI: read, and not run. */
  | { readonly kind: 'asynchronous' };

export interface WorkflowTarget {
  readonly kind: 'workflow';
  readonly set: Workflows;
  readonly workflow: Workflow;
}

/** The workflows of one file, with what they lead to. */
export interface Workflows {
  /** As the user would write it. */
  readonly file: string;
  readonly title: string;
  readonly document: WorkflowDocument;
  /** Of the OpenAPI sources, by name. */
  readonly apis: ReadonlyMap<string, Api>;
  /** Of the Arazzo sources, by name. */
  readonly others: ReadonlyMap<string, Workflows>;
  /** In the file's order. */
  readonly workflows: readonly Workflow[];
  /** Warnings. */
  readonly faults: readonly Fault[];
  target(step: Step): StepTarget;
  /** By its id, or by an expression that names one of another file. */
  workflow(reference: string): WorkflowTarget | undefined;
}

/** Workflows that no other one of the file calls, goes to or waits for; all, where they go round in a circle. */
export function rootWorkflows({ workflows }: Workflows): readonly Workflow[] {
  const named = new Set(
    workflows.flatMap((workflow) => [
      ...workflow.dependsOn,
      ...workflow.steps.flatMap(({ call, onSuccess, onFailure }) => [
        ...(call.kind === 'workflowId' ? [call.text] : []),
        ...[...onSuccess, ...onFailure].flatMap(({ workflowId }) => workflowId ?? []),
      ]),
    ]),
  );
  const roots = workflows.filter(({ id }) => !named.has(id));
  return roots.length > 0 ? roots : workflows;
}

/** Why a workflow cannot be run, a clause; undefined where it can be. */
export function whyNotRun({ workflow, set }: Pick<WorkflowTarget, 'workflow' | 'set'>): string | undefined {
  const step = workflow.steps.find((each) => set.target(each).kind === 'asynchronous');
  return step && `its step ${step.id} speaks to an asynchronous API, which is not done here`;
}
