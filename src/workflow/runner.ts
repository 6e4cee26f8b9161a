import { StandinError } from '../errors.ts';
import type { RuntimeFacts } from '../http/index.ts';
import { type JsonObject, setOwn } from '../schema/index.ts';
import { chooseAction, retryDelay } from './action.ts';
import { judgeCriteria } from './criterion.ts';
import type { Action, Step, StepParameter, Workflow } from './document.ts';
import { type Done, type Frame, outputsOf, scopeOf, unmet } from './frame.ts';
import { inputsFor } from './inputs.ts';
import { inOrder } from './order.ts';
import { evaluateValue, type Scope } from './scope.ts';
import { requestOf, type StepRequest } from './step-request.ts';
import type { RunWorkflowOptions, StepExchange, StepRun, WorkflowRun } from './step-run.ts';
import { type WorkflowTarget, whyNotRun } from './workflows.ts';

/** How deep workflows may call one another. */
const deepest = 20;

/** What an attempt came to, before an action is chosen. */
interface Attempt
  extends Pick<StepRun, 'request' | 'facts' | 'criteria' | 'problem' | 'succeeded' | 'outputs'> {
  readonly scope: Scope;
}

/** What came of a called workflow. */
interface Called {
  readonly succeeded: boolean;
  readonly outputs: JsonObject;
  readonly problem: string | undefined;
  /** Of its last step. */
  readonly facts: RuntimeFacts | undefined;
}

/** Where a step leads. */
type Way =
  | { readonly kind: 'next' | 'end' | 'failed' }
  | { readonly kind: 'step'; readonly stepId: string }
  | { readonly kind: 'workflow'; readonly action: Action; readonly scope: Scope };

/** Ends a run whose bounds are reached. */
class Stopped extends Error {
  override readonly name: string = 'Stopped';
}

export class Runner {
  readonly #options: RunWorkflowOptions;
  readonly #given: Readonly<Record<string, unknown>>;
  readonly #steps: StepRun[] = [];
  /** Workflows that have run, by file and id; the last of each counts. */
  readonly #done = new Map<Workflow, Done>();
  #left: number;

  constructor(options: RunWorkflowOptions, given: Readonly<Record<string, unknown>>) {
    this.#options = options;
    this.#given = given;
    this.#left = options.maxSteps ?? 1000;
  }

  async run(target: WorkflowTarget, inputs: JsonObject): Promise<WorkflowRun> {
    const { workflow, set } = target;
    const base = { workflow, set, inputs, steps: this.#steps };
    try {
      const { succeeded, outputs, problem } = await this.#call(target, inputs, 0);
      return { ...base, succeeded, outputs, problem };
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return { ...base, succeeded: false, outputs: {}, problem: error.message };
    }
  }

  async #call({ set, workflow }: WorkflowTarget, inputs: JsonObject, depth: number): Promise<Called> {
    if (depth > deepest) throw new Stopped(`workflows call one another more than ${deepest} deep`);
    const frame: Frame = { set, workflow, inputs, steps: new Map(), depth, facts: undefined };
    const before = await this.#dependencies(frame);
    if (before !== undefined) return { succeeded: false, outputs: {}, problem: before, facts: undefined };
    const order = inOrder(workflow.steps);
    const steps = typeof order === 'string' ? workflow.steps : order;
    let succeeded = true;
    for (let at = 0; at < steps.length; ) {
      const way = await this.#step(steps[at]!, frame);
      if (way.kind === 'workflow') {
        const moved = await this.#transfer(way.action, way.scope, frame);
        this.#done.set(workflow, { inputs, outputs: moved.outputs, steps: frame.steps });
        return moved;
      }
      if (way.kind === 'failed') succeeded = false;
      if (way.kind === 'failed' || way.kind === 'end') break;
      at = way.kind === 'step' ? steps.findIndex(({ id }) => id === way.stepId) : at + 1;
      if (at < 0) throw new Stopped('an action leads to no step');
    }
    const outputs = await outputsOf(workflow.outputs, scopeOf(frame, this.#done, frame.facts));
    this.#done.set(workflow, { inputs, outputs, steps: frame.steps });
    return { succeeded, outputs, problem: undefined, facts: frame.facts };
  }

  /** Why what must come before has failed, a clause. */
  async #dependencies({ workflow, set, depth }: Frame): Promise<string | undefined> {
    for (const name of workflow.dependsOn) {
      const target = set.workflow(name);
      if (!target || this.#done.has(target.workflow)) continue;
      const inputs = await inputsFor(target.workflow, target.set.document, this.#given);
      const { succeeded } = await this.#call(target, inputs, depth + 1);
      if (!succeeded) return `the workflow ${name}, which it depends on, has failed`;
    }
    return undefined;
  }

  /** The step until it has succeeded or may not be tried again. */
  async #step(step: Step, frame: Frame): Promise<Way> {
    const tried = new Map<Action, number>();
    for (let attempt = 1; ; attempt++) {
      const made = await this.#attempt(step, frame);
      if (made.succeeded) frame.steps.set(step.id, made.outputs);
      const action = made.succeeded
        ? await chooseAction(step.onSuccess, made.scope)
        : await chooseAction(step.onFailure, made.scope, tried);
      const isHandled = !made.succeeded && (action?.type === 'goto' || action?.type === 'retry');
      this.#tell(frame, made, { step, attempt, action, isHandled });
      if (action?.type !== 'retry') return wayOf(action, made.succeeded, made.scope);
      tried.set(action, (tried.get(action) ?? 0) + 1);
      await this.#beforeRetry(action, made, frame);
    }
  }

  #tell(
    { workflow, set }: Frame,
    { scope: _, ...made }: Attempt,
    of: Pick<StepRun, 'step' | 'attempt' | 'action' | 'isHandled'>,
  ): void {
    const run: StepRun = { workflow, set, ...made, ...of };
    this.#steps.push(run);
    this.#options.onStep?.(run);
  }

  async #beforeRetry(action: Action, { facts, scope }: Attempt, frame: Frame): Promise<void> {
    const other = frame.workflow.steps.find(({ id }) => id === action.stepId);
    if (other) {
      const made = await this.#attempt(other, frame);
      if (made.succeeded) frame.steps.set(other.id, made.outputs);
      this.#tell(frame, made, { step: other, attempt: 1, action: undefined, isHandled: false });
    } else if (action.workflowId !== undefined) await this.#transfer(action, scope, frame);
    const delay = retryDelay(action, facts);
    if (delay > (this.#options.maxWait ?? 60_000))
      throw new Stopped(`the action ${action.name} would wait ${delay / 1000} seconds, which is too long`);
    if (delay > 0) await this.#options.wait(delay);
  }

  async #attempt(step: Step, frame: Frame): Promise<Attempt> {
    if (this.#left-- <= 0) throw new Stopped('it has taken too many steps');
    const target = frame.set.target(step);
    const failed = (problem: string, request?: StepRequest, facts?: RuntimeFacts): Attempt => {
      const scope = scopeOf(frame, this.#done, facts);
      return { request, facts, criteria: [], problem, succeeded: false, outputs: {}, scope };
    };
    const waiting = unmet(step, frame, this.#done);
    if (waiting !== undefined) return failed(waiting);
    if (target.kind === 'asynchronous') return failed('it speaks to an asynchronous API');
    if (target.kind === 'workflow') return this.#callWorkflow(step, target, frame, failed);
    const request = await requestOf(step, target.operation, scopeOf(frame, this.#done, undefined));
    if (typeof request === 'string') return failed(request);
    const exchange = await this.#sent(request, step);
    if (typeof exchange === 'string') return failed(exchange, request);
    const { facts, problem } = exchange;
    frame.facts = facts;
    if (problem !== undefined) return failed(problem, request, facts);
    return this.#judged(step, request, facts, true, scopeOf(frame, this.#done, facts));
  }

  /** Within the step's own time (Arazzo 1.1, `timeout`). */
  async #sent(request: StepRequest, step: Step): Promise<StepExchange | string> {
    const sent = this.#options.send(request, step);
    const { timeout } = step;
    if (timeout === undefined) return sent;
    const late = this.#options.wait(timeout).then(() => `no answer came within its ${timeout} ms`);
    return Promise.race([sent, late]);
  }

  async #callWorkflow(
    step: Step,
    target: WorkflowTarget,
    frame: Frame,
    failed: (problem: string) => Attempt,
  ): Promise<Attempt> {
    const reason = whyNotRun(target);
    if (reason !== undefined) return failed(reason);
    const inputs = await this.#inputsOf(step.parameters, target, scopeOf(frame, this.#done, undefined));
    if (typeof inputs === 'string') return failed(inputs);
    const { succeeded, outputs, problem, facts } = await this.#call(target, inputs, frame.depth + 1);
    frame.facts = facts;
    const scope = scopeOf(frame, this.#done, facts, outputs);
    if (problem !== undefined) return failed(problem);
    return this.#judged(step, undefined, facts, succeeded, scope);
  }

  async #judged(
    step: Step,
    request: StepRequest | undefined,
    facts: RuntimeFacts | undefined,
    isDone: boolean,
    scope: Scope,
  ): Promise<Attempt> {
    const criteria = await judgeCriteria(step.criteria, scope);
    // A step that says nothing of success has it unless the answer is an error.
    const isFine = step.criteria.length > 0 || request === undefined || (facts?.statusCode ?? 0) < 400;
    const problem = !isDone
      ? 'the workflow that it calls has failed'
      : isFine
        ? undefined
        : `the answer is ${facts?.statusCode}, and no criterion says that this is meant`;
    const succeeded = problem === undefined && criteria.every(({ passed }) => passed);
    const outputs = await outputsOf(step.outputs, scope);
    return { request, facts, criteria, problem, succeeded, outputs, scope };
  }

  /** The `goto` of another workflow, or one that is run before a retry. */
  async #transfer(action: Action, scope: Scope, frame: Frame): Promise<Called> {
    const target = frame.set.workflow(action.workflowId ?? '');
    if (!target) throw new Stopped(`there is no workflow ${action.workflowId}`);
    const inputs = await this.#inputsOf(action.parameters, target, scope);
    if (typeof inputs === 'string') throw new Stopped(inputs);
    return this.#call(target, inputs, frame.depth + 1);
  }

  /** What the parameters give, and without any what the caller has given; a clause where that does not do. */
  async #inputsOf(
    parameters: readonly StepParameter[],
    { workflow, set }: WorkflowTarget,
    scope: Scope,
  ): Promise<JsonObject | string> {
    const given: JsonObject = {};
    for (const { name, value } of parameters) {
      const evaluated = await evaluateValue(value, scope);
      if (evaluated !== undefined) setOwn(given, name, evaluated);
    }
    try {
      return await inputsFor(workflow, set.document, parameters.length > 0 ? given : this.#given);
    } catch (error) {
      if (error instanceof StandinError && error.code === 'bad-input') return error.message;
      throw error;
    }
  }
}

function wayOf(action: Action | undefined, succeeded: boolean, scope: Scope): Way {
  if (!action) return { kind: succeeded ? 'next' : 'failed' };
  if (action.type === 'end') return { kind: succeeded ? 'end' : 'failed' };
  if (action.workflowId !== undefined) return { kind: 'workflow', action, scope };
  return { kind: 'step', stepId: action.stepId ?? '' };
}
