import { parseEmbedded, parseWorkflowExpression, type WorkflowExpression } from '../http/index.ts';
import { isJsonObject, joinPointer, loadQueries, nearName, own } from '../schema/index.ts';
import { expressionsIn, parseCondition } from './condition-text.ts';
import type { Action, Criterion, Step, StepParameter, Workflow } from './document.ts';
import { checkOrder } from './order.ts';
import type { Problems } from './problems.ts';
import { selectorOf } from './selector-type.ts';
import type { Workflows } from './workflows.ts';

/** What a document says of itself that cannot be: names twice or of nothing, circles, expressions that are none. */
export async function checkDocument(set: Workflows, problems: Problems): Promise<void> {
  const { document } = set;
  duplicates(
    document.sources.map(({ name, pointer }) => [name, `${pointer}/name`]),
    'source',
    problems,
  );
  duplicates(
    set.workflows.map(({ id, pointer }) => [id, `${pointer}/workflowId`]),
    'workflow',
    problems,
  );
  for (const workflow of set.workflows) {
    duplicates(
      workflow.steps.map(({ id, pointer }) => [id, `${pointer}/stepId`]),
      'step',
      problems,
    );
    await new WorkflowCheck(workflow, set, problems).run();
  }
  checkOrder(set, problems);
}

function duplicates(names: ReadonlyArray<readonly [string, string]>, what: string, problems: Problems): void {
  const seen = new Set<string>();
  for (const [name, pointer] of names) {
    if (seen.has(name)) problems.error(pointer, `There are two ${what}s of the name ${name}.`);
    seen.add(name);
  }
}

/** What is meant for an expression, whether it is one or not. */
const ROOT =
  /^\$(?:url|method|statusCode|request|response|message|inputs|outputs|steps|workflows|sourceDescriptions|components|self)\b/;

class WorkflowCheck {
  readonly #workflow: Workflow;
  readonly #set: Workflows;
  readonly #problems: Problems;
  readonly #goes: boolean;
  #at = 0;

  constructor(workflow: Workflow, set: Workflows, problems: Problems) {
    this.#workflow = workflow;
    this.#set = set;
    this.#problems = problems;
    this.#goes = workflow.steps.some(
      ({ onSuccess, onFailure, dependsOn }) =>
        dependsOn.length > 0 || [...onSuccess, ...onFailure].some(({ stepId }) => stepId !== undefined),
    );
  }

  async run(): Promise<void> {
    const { steps, outputs, pointer } = this.#workflow;
    for (const [index, step] of steps.entries()) {
      this.#at = index;
      await this.#step(step);
    }
    this.#at = steps.length;
    this.#outputs(outputs, pointer);
  }

  async #step(step: Step): Promise<void> {
    const { pointer, parameters, body, criteria, outputs } = step;
    this.#parameters(parameters);
    this.#path(step);
    if (body) {
      this.#value(body.payload, joinPointer(body.pointer, 'payload'));
      for (const each of body.replacements) this.#value(each.value, joinPointer(each.pointer, 'value'));
    }
    // Its own outputs and what follows may speak of the step itself.
    this.#at++;
    for (const criterion of criteria) await this.#criterion(criterion);
    for (const action of [...step.onSuccess, ...step.onFailure]) await this.#action(action);
    this.#outputs(outputs, pointer);
  }

  /** What is no parameter of an operation is sent all the same, but for paths, which have no room for it. */
  #path(step: Step): void {
    const target = this.#set.target(step);
    if (target.kind !== 'operation') return;
    const names = target.operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name);
    for (const { name, in: place, pointer } of step.parameters) {
      if (place !== 'path' || names.includes(name)) continue;
      const near = nearName(name, names);
      const hint = near === undefined ? '' : ` Is ${near} meant?`;
      this.#problems.warning(pointer, `The path of ${target.operation.id} has no parameter ${name}.${hint}`);
    }
  }

  async #action(action: Action): Promise<void> {
    const { stepId, workflowId, pointer } = action;
    const { steps } = this.#workflow;
    if (stepId !== undefined && !steps.some(({ id }) => id === stepId))
      this.#unknown(joinPointer(pointer, 'stepId'), 'step', stepId, steps);
    if (workflowId !== undefined && !this.#set.workflow(workflowId))
      this.#unknown(joinPointer(pointer, 'workflowId'), 'workflow', workflowId, this.#set.workflows);
    this.#parameters(action.parameters);
    for (const criterion of action.criteria) await this.#criterion(criterion);
  }

  #parameters(parameters: readonly StepParameter[]): void {
    for (const { value, pointer } of parameters) this.#value(value, joinPointer(pointer, 'value'));
  }

  #outputs(outputs: ReadonlyMap<string, unknown>, pointer: string): void {
    for (const [name, value] of outputs) {
      const at = joinPointer(pointer, 'outputs', name);
      if (typeof value !== 'string') this.#value(value, at);
      else if (!ROOT.test(value) && !value.includes('{$'))
        this.#problems.error(at, `"${value}" is no runtime expression.`);
      else this.#text(value, at);
    }
  }

  async #criterion({ type, condition, context, pointer }: Criterion): Promise<void> {
    const at = joinPointer(pointer, 'condition');
    if (context !== undefined) this.#expression(context, joinPointer(pointer, 'context'));
    if (type === 'simple') {
      const parsed = parseCondition(condition);
      if (typeof parsed === 'string') this.#problems.error(at, parsed);
      else for (const expression of expressionsIn(parsed)) this.#reference(expression, at);
      return;
    }
    this.#embedded(condition, at);
    if (condition.includes('{$')) return;
    const problem = await whyNot(type, condition);
    if (problem !== undefined) this.#problems.error(at, `${problem}.`);
  }

  #value(value: unknown, pointer: string, depth = 0): void {
    if (typeof value === 'string') this.#text(value, pointer);
    if (typeof value !== 'object' || value === null || depth > 200) return;
    const selector = selectorOf(value);
    if (selector) {
      this.#expression(selector.context, joinPointer(pointer, 'context'));
      this.#embedded(selector.selector, joinPointer(pointer, 'selector'));
      return;
    }
    for (const [name, member] of Object.entries(value))
      this.#value(member, joinPointer(pointer, name), depth + 1);
  }

  #text(text: string, pointer: string): void {
    if (ROOT.test(text) && !/\s/.test(text)) this.#expression(text, pointer);
    else this.#embedded(text, pointer);
  }

  #embedded(text: string, pointer: string): void {
    const parts = parseEmbedded(text, parseWorkflowExpression);
    if (!parts) this.#problems.error(pointer, 'What stands in braces after "{$" is no runtime expression.');
    for (const part of parts ?? []) if (typeof part !== 'string') this.#reference(part, pointer);
  }

  #expression(text: string, pointer: string): void {
    const expression = parseWorkflowExpression(text);
    if (expression) this.#reference(expression, pointer);
    // The grammar of 1.0 lets a name follow "$steps." that leads to nothing.
    else if (this.#set.document.version === '1.0' && /^\$(?:steps|workflows)\../.test(text))
      this.#problems.warning(pointer, `"${text}" names nothing: is an "outputs." missing?`);
    else this.#problems.error(pointer, `"${text}" is no runtime expression.`);
  }

  #reference(expression: WorkflowExpression, pointer: string): void {
    if (expression.kind === 'steps') this.#stepOutput(expression.step, expression.name, pointer);
    else if (expression.kind === 'inputs') this.#input(expression.name, pointer);
    else if (expression.kind === 'workflows') {
      const { workflows } = this.#set;
      if (!workflows.some(({ id }) => id === expression.workflow))
        this.#unknown(pointer, 'workflow', expression.workflow, workflows);
    } else if (expression.kind === 'sourceDescriptions') {
      const { sources } = this.#set.document;
      if (!sources.some(({ name }) => name === expression.source))
        this.#unknown(
          pointer,
          'source',
          expression.source,
          sources.map(({ name }) => ({ id: name })),
        );
    }
  }

  #stepOutput(id: string, name: string, pointer: string): void {
    const { steps } = this.#workflow;
    const index = steps.findIndex((step) => step.id === id);
    const step = steps[index];
    if (!step) {
      this.#unknown(pointer, 'step', id, steps);
      return;
    }
    if (index >= this.#at) {
      const message = `The step ${id} ${index === this.#at ? 'has no outputs before it is over' : 'comes later'}.`;
      if (this.#goes) this.#problems.warning(pointer, message);
      else this.#problems.error(pointer, message);
    }
    const first = /^[^.[]+/.exec(name)?.[0] ?? name;
    if (
      !step.outputs.has(name) &&
      !step.outputs.has(first) &&
      ![...step.outputs.keys()].some((key) => name.startsWith(key))
    )
      this.#problems.warning(pointer, `The step ${id} has no output ${name}.`);
  }

  #input(name: string, pointer: string): void {
    const { inputs } = this.#workflow;
    const properties = isJsonObject(inputs) ? own(inputs, 'properties') : undefined;
    if (!isJsonObject(properties)) return;
    const first = /^[^.[]+/.exec(name)?.[0] ?? name;
    if (!Object.hasOwn(properties, name) && !Object.hasOwn(properties, first))
      this.#problems.warning(pointer, `The inputs of ${this.#workflow.id} have no ${name}.`);
  }

  #unknown(pointer: string, what: string, name: string, known: ReadonlyArray<{ readonly id: string }>): void {
    const near = nearName(
      name,
      known.map(({ id }) => id),
    );
    const hint = near === undefined ? '' : ` Is ${near} meant?`;
    this.#problems.error(pointer, `There is no ${what} ${name}.${hint}`);
  }
}

/** Why a condition without expressions in it cannot be one, a clause. */
async function whyNot(
  type: Exclude<Criterion['type'], 'simple'>,
  condition: string,
): Promise<string | undefined> {
  if (type === 'jsonpointer') return undefined;
  if (type === 'xpath') return (await import('./xml.ts')).whyNoXPath(condition);
  const { compileJsonPath, compileRegular } = await loadQueries();
  const compiled = type === 'regex' ? compileRegular(condition, '') : compileJsonPath(condition);
  return typeof compiled === 'string' ? compiled : undefined;
}
