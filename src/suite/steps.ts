import type { Exchange, Identity } from '../contract/index.ts';
import { StandinError } from '../errors.ts';
import { valueAt } from '../schema/index.ts';
import { type Caller, callOperation, operationOf } from './call-operation.ts';
import { expand, type Variables } from './expand.ts';
import { type HookContext, runHook } from './hook.ts';
import type { Project } from './project.ts';
import type { SuiteFile } from './read-suite.ts';
import type { OperationStep, Step } from './suite.ts';

export interface StepContext {
  readonly suite: SuiteFile;
  readonly project: Project;
  readonly caller: Caller;
  readonly identity: Identity | undefined;
  readonly variables: Variables;
  readonly hookContext: Omit<HookContext, 'identity' | 'scopes'>;
}

/** Runs the steps of `setup` or `teardown` one after another. Rejects with StandinError `step-failed` at the first that fails. */
export async function runSteps(steps: readonly Step[], pointer: string, context: StepContext): Promise<void> {
  for (const [index, step] of steps.entries()) await runStep(step, `${pointer}/${index}`, context);
}

/** Runs every step, whatever becomes of the others; gives back what failed. */
export async function tryAllSteps(
  steps: readonly Step[],
  pointer: string,
  context: StepContext,
): Promise<StandinError[]> {
  const failed: StandinError[] = [];
  for (const [index, step] of steps.entries())
    try {
      await runStep(step, `${pointer}/${index}`, context);
    } catch (error) {
      if (!(error instanceof StandinError)) throw error;
      failed.push(error);
    }
  return failed;
}

async function runStep(step: Step, pointer: string, context: StepContext): Promise<void> {
  const { suite, project, variables, hookContext } = context;
  if ('hook' in step) {
    const about = { ...hookContext, identity: undefined, scopes: [] };
    await runHook(step.hook, `${pointer}/hook`, about, project, suite);
    return;
  }
  await runOperation(expand(step, pointer, variables, suite), pointer, context);
}

async function runOperation(step: OperationStep, pointer: string, context: StepContext): Promise<void> {
  const { suite, caller, identity, hookContext } = context;
  const operation = operationOf(step.operation, caller.api, `${pointer}/operation`, suite);
  const exchange = await callOperation(operation, step, identity ?? null, caller);
  const { response, problem } = exchange;
  const isFine = (status: number) => step.expect?.includes(status) ?? (status >= 200 && status < 300);
  const place = suite.place(pointer);
  const fail = (why: string): StandinError =>
    new StandinError(
      `Failed to run the step ${step.operation} of ${suite.file}:${place.line ?? 1}: ${why}. Correct it there, or the target.`,
      { code: 'step-failed', place },
    );
  if (!response) throw fail(problem?.message ?? 'there is no answer');
  if (!isFine(response.status)) {
    const wanted = step.expect ? step.expect.join(', ') : '2xx';
    throw fail(`it is answered ${response.status} and not ${wanted}`);
  }
  for (const [name, at] of Object.entries(step.save ?? {})) {
    const value = valueAt(jsonOf(exchange), at);
    if (value === undefined) throw fail(`the answer has nothing at ${at}`);
    hookContext.steps.set(name, value);
  }
}

function jsonOf({ response }: Exchange): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(response?.body));
  } catch {
    return undefined;
  }
}
