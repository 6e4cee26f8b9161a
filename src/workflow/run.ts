import { StandinError } from '../errors.ts';
import { inputsFor } from './inputs.ts';
import { Runner } from './runner.ts';
import type { RunWorkflowOptions, WorkflowRun } from './step-run.ts';
import { type Workflows, type WorkflowTarget, whyNotRun } from './workflows.ts';

/**
 * Runs a workflow: what it depends on first, then its steps as their actions lead. Requests, time and bounds are the
 * caller's. Rejects with StandinError `unknown-workflow`, `not-runnable`, or `bad-input` before the first request; what
 * fails later is in the result.
 */
export async function runWorkflow(
  set: Workflows,
  workflowId: string,
  options: RunWorkflowOptions,
): Promise<WorkflowRun> {
  const given = options.inputs ?? {};
  const target = runnable(set, workflowId);
  const inputs = await inputsFor(target.workflow, target.set.document, given);
  return new Runner(options, given).run(target, inputs);
}

/** Rejects as `runWorkflow` does before its first request. */
export async function checkInputs(
  set: Workflows,
  workflowId: string,
  inputs: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { workflow, set: holder } = runnable(set, workflowId);
  await inputsFor(workflow, holder.document, inputs);
}

function runnable(set: Workflows, workflowId: string): WorkflowTarget {
  const target = set.workflow(workflowId);
  if (!target)
    throw new StandinError(
      `Failed to run the workflow ${workflowId}: ${set.file} has none of this name. It has ${set.workflows.map(({ id }) => id).join(', ')}.`,
      { code: 'unknown-workflow' },
    );
  const reason = whyNotRun(target);
  if (reason !== undefined)
    throw new StandinError(`Failed to run the workflow ${workflowId}: ${reason}. Choose another workflow.`, {
      code: 'not-runnable',
      place: set.document.place(target.workflow.pointer),
    });
  return target;
}
