import { StandinError } from '../../errors.ts';
import type { Resources } from '../../resource/index.ts';
import { receivedText } from '../../schema/index.ts';
import {
  type CriterionResult,
  checkInputs,
  rootWorkflows,
  runWorkflow,
  type StepExchange,
  type StepRequest,
  type StepRun,
  type Workflow,
  type WorkflowRun,
  type Workflows,
  whyNotRun,
} from '../../workflow/index.ts';
import type { Case, Session } from '../case.ts';
import type { Check } from '../check.ts';
import { checkOf } from '../check-of.ts';
import type { Notice } from '../event.ts';
import type { Exchange } from '../exchange.ts';
import { factsOf } from '../facts.ts';
import type { Failure, FailurePlace } from '../failure.ts';
import type { LearntKnowledge } from '../knowledge.ts';
import { jsonOf } from '../response-reading.ts';
import type { WorkflowSelection } from '../workflow-selection.ts';

export const workflowFailed: Check = checkOf('workflow', 'state', 'A workflow does not go as it says');

const mostExchanges = 20;

/** A workflow that is tried. */
export interface Flow {
  readonly set: Workflows;
  readonly workflow: Workflow;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * The workflows of a run, in the order of their files. Those that cannot be run are told of. Rejects with StandinError
 * `unknown-workflow` or `bad-input`.
 */
export async function flowsOf(
  selections: readonly WorkflowSelection[],
  tell: (notice: Notice) => void,
): Promise<Flow[]> {
  const flows: Flow[] = [];
  for (const { set, inputs = {}, only } of selections)
    for (const workflow of chosen(set, only)) {
      const reason = whyNotRun({ set, workflow });
      if (reason === undefined) {
        await checkInputs(set, workflow.id, inputs);
        flows.push({ set, workflow, inputs });
      } else {
        const message = `The workflow ${workflow.id} of ${set.file} is not run: ${reason}.`;
        tell({ code: 'workflow-not-run', message, operation: undefined });
      }
    }
  return flows;
}

function chosen(set: Workflows, only: readonly string[] | undefined): readonly Workflow[] {
  if (only === undefined) return rootWorkflows(set);
  return only.map((id) => {
    const workflow = set.workflows.find((each) => each.id === id);
    if (workflow) return workflow;
    throw new StandinError(
      `Failed to choose the workflow ${id}: ${set.file} has none of this name. It has ${set.workflows.map((each) => each.id).join(', ')}.`,
      { code: 'unknown-workflow' },
    );
  });
}

/** Each workflow as a case; those of one name are numbered. */
export function workflowCases(flows: readonly Flow[]): Case[] {
  const counts = new Map<string, number>();
  return flows.map((flow) => {
    const { workflow, set } = flow;
    const count = counts.get(workflow.id) ?? 0;
    counts.set(workflow.id, count + 1);
    return {
      id: `${workflow.id}.workflows.${count}`,
      phase: 'workflows',
      operation: firstOperation(set, workflow)!,
      title: `the workflow ${workflow.id} of ${set.file}`,
      run: async (session) => judge(await run(flow, (draft) => session.send(draft)), session),
    };
  });
}

/** A request that a workflow has sent. */
export interface Sent {
  readonly draft: StepRequest;
  readonly exchange: Exchange;
}

/**
 * Runs it once more for what it leaves behind, so that later phases know of the things that it has made and seen; nothing
 * is judged. What succeeded is returned.
 */
export async function seedBy(flow: Flow, session: Session, { things }: LearntKnowledge): Promise<Sent[]> {
  const sent: Sent[] = [];
  await run(flow, async (draft) => {
    const exchange = await session.send(draft, { unchecked: true });
    const { response } = exchange;
    if (response && response.status < 300) {
      things.learn(draft, exchange, jsonOf(response));
      things.noteRemoval(draft);
      sent.push({ draft, exchange });
    }
    return exchange;
  });
  return sent;
}

/** What the scout has not found a request for, a workflow may have shown one of; a filtered list is not the list. */
export function learnFrom(sent: readonly Sent[], knowledge: LearntKnowledge, resources: Resources): void {
  for (const { draft, exchange } of sent) {
    const isFiltered =
      resources.role(draft.operation)?.kind === 'list' && exchange.request.target.includes('?');
    if (!isFiltered && !knowledge.accepted(draft.operation)) knowledge.learn(draft, exchange);
  }
}

/** A workflow calls at least one operation, itself or by another one; undefined where circles keep it from that. */
function firstOperation(
  set: Workflows,
  workflow: Workflow,
  seen: ReadonlySet<Workflow> = new Set(),
): StepRequest['operation'] | undefined {
  if (seen.has(workflow)) return undefined;
  for (const step of workflow.steps) {
    const target = set.target(step);
    if (target.kind === 'operation') return target.operation;
    const inner =
      target.kind === 'workflow'
        ? firstOperation(target.set, target.workflow, new Set([...seen, workflow]))
        : undefined;
    if (inner) return inner;
  }
  return undefined;
}

interface Told {
  readonly run: WorkflowRun;
  /** What was sent, in order, with the exchange of each step that had one. */
  readonly exchanges: readonly Exchange[];
  readonly of: ReadonlyMap<StepRun['facts'], Exchange>;
}

async function run(
  { set, workflow, inputs }: Flow,
  send: (draft: StepRequest) => Promise<Exchange>,
): Promise<Told> {
  const exchanges: Exchange[] = [];
  const of = new Map<StepRun['facts'], Exchange>();
  const result = await runWorkflow(set, workflow.id, {
    inputs,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    async send(request): Promise<StepExchange> {
      const exchange = await send(request);
      const facts = factsOf(request, exchange);
      exchanges.push(exchange);
      of.set(facts, exchange);
      return { facts, problem: exchange.problem?.message };
    },
  });
  return { run: result, exchanges, of };
}

function judge({ run: { set, workflow, steps, problem }, exchanges, of }: Told, session: Session): void {
  // Where nobody is, the run itself says so.
  if (exchanges.length > 0 && exchanges.every((each) => each.problem?.kind === 'refused')) return;
  for (const step of steps) {
    if (step.succeeded || step.isHandled) continue;
    // What a called workflow's step is told for is not told again of the step that calls it.
    if (step.request === undefined && step.facts !== undefined && step.criteria.every(({ passed }) => passed))
      continue;
    const decisive = of.get(step.facts);
    const until = decisive ? exchanges.slice(0, exchanges.indexOf(decisive) + 1) : exchanges;
    session.fail(failureOf(step, until, decisive));
  }
  const last = exchanges.at(-1);
  if (problem !== undefined && last)
    session.fail({
      check: workflowFailed.name,
      kind: 'ended',
      message: `The workflow ${workflow.id} came to no end: ${problem}.`,
      severity: 'failure',
      where: `workflow ${workflow.id}`,
      place: placeAt(set, workflow.pointer, workflow.id),
      exchanges: exchanges.slice(-mostExchanges),
    });
}

function failureOf(
  { set, workflow, step, criteria, problem }: StepRun,
  until: readonly Exchange[],
  decisive: Exchange | undefined,
): Failure {
  const target = set.target(step);
  const operation = decisive?.operation ?? (target.kind === 'operation' ? target.operation : undefined);
  const name = `The step ${step.id} of the workflow ${workflow.id}`;
  if (until.length === 0)
    throw new StandinError(
      `Failed to run the workflow ${workflow.id}: at its step ${step.id} ${problem}. Correct the workflow or its inputs.`,
      { code: 'workflow-not-run', place: set.document.place(step.pointer) },
    );
  const failure = (kind: string, pointer: string, message: string): Failure => ({
    check: workflowFailed.name,
    kind,
    message,
    severity: 'failure',
    where: `workflow ${workflow.id}, step ${step.id}`,
    operation,
    place: placeAt(set, pointer, `${workflow.id}/${step.id}${pointer.slice(step.pointer.length)}`),
    exchanges: until.slice(-mostExchanges),
  });
  // Those after the first mostly fail for the same reason.
  const [first, ...others] = criteria.filter(({ passed }) => !passed);
  if (!first) return failure('step', step.pointer, `${name} does not succeed: ${problem ?? 'it failed'}.`);
  const more = others.length === 0 ? '' : ` (${others.length} more of its criteria fail)`;
  return failure(
    'criterion',
    first.criterion.pointer,
    `${name} does not meet ${first.criterion.condition}: ${seen(first)}${more}.`,
  );
}

function placeAt({ document }: Workflows, pointer: string, name: string): FailurePlace {
  return { uri: document.uri, pointer, name, at: document.place(pointer) };
}

function seen({ seen: values, problem }: CriterionResult): string {
  const told = values.map(
    ([text, value]) => `${text} is ${value === undefined ? 'nothing' : receivedText(value)}`,
  );
  return [...told, ...(problem === undefined ? [] : [problem])].join(', ') || 'it is false';
}
