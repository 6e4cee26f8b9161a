import { joinPointer } from '../schema/index.ts';
import type { Step, Workflow } from './document.ts';
import type { Problems } from './problems.ts';
import type { Workflows, WorkflowTarget } from './workflows.ts';

/** What waits for what: names of nothing, and circles. */
export function checkOrder(set: Workflows, problems: Problems): void {
  for (const workflow of set.workflows) {
    for (const [index, name] of workflow.dependsOn.entries()) {
      const at = joinPointer(workflow.pointer, 'dependsOn', index);
      const target = set.workflow(name);
      if (!target) problems.error(at, `There is no workflow ${name}.`);
      else if (reaches(target, workflow))
        problems.error(at, `${workflow.id} waits for ${name}, which waits for ${workflow.id}.`);
    }
    checkSteps(workflow, problems);
  }
}

function reaches(from: WorkflowTarget, to: Workflow): boolean {
  const seen = new Set<Workflow>();
  const pending = [from];
  for (let at = pending.pop(); at; at = pending.pop()) {
    const { workflow, set } = at;
    if (workflow === to) return true;
    if (seen.has(workflow)) continue;
    seen.add(workflow);
    pending.push(...workflow.dependsOn.flatMap((name) => set.workflow(name) ?? []));
  }
  return false;
}

function checkSteps(workflow: Workflow, problems: Problems): void {
  for (const step of workflow.steps)
    for (const [index, name] of step.dependsOn.entries()) {
      const local = localStep(name);
      const at = joinPointer(step.pointer, 'dependsOn', index);
      if (local === undefined) {
        if (!/^\$(?:workflows\.[^.]+|sourceDescriptions\.[^.]+\.[^.]+)\.steps\.[^.]+$/.test(name))
          problems.error(
            at,
            `"${name}" names no step: one of the same workflow is named without an expression.`,
          );
      } else if (!workflow.steps.some(({ id }) => id === local))
        problems.error(at, `There is no step ${local}.`);
    }
  const order = inOrder(workflow.steps);
  if (typeof order === 'string')
    problems.error(
      joinPointer(workflow.pointer, 'steps'),
      `The steps wait for each other in a circle: ${order}.`,
    );
}

/** The name of a step of the same workflow; undefined for expressions, which name those of others. */
function localStep(name: string): string | undefined {
  return name.startsWith('$') ? undefined : name;
}

/**
 * The steps in an order in which each comes after those that it waits for, else as written (Arazzo 1.1, Step Dependencies
 * and Execution Order); the names of a circle where there is one.
 */
export function inOrder(steps: readonly Step[]): readonly Step[] | string {
  if (steps.every(({ dependsOn }) => dependsOn.length === 0)) return steps;
  const ordered: Step[] = [];
  const state = new Map<Step, 'open' | 'done'>();
  let circle: string | undefined;
  const visit = (step: Step, above: readonly string[]): void => {
    if (state.get(step) === 'done' || circle !== undefined) return;
    if (state.get(step) === 'open') {
      circle = [...above.slice(above.indexOf(step.id)), step.id].join(', ');
      return;
    }
    state.set(step, 'open');
    for (const name of waitsFor(step)) {
      const other = steps.find(({ id }) => id === name);
      if (other) visit(other, [...above, step.id]);
    }
    state.set(step, 'done');
    ordered.push(step);
  };
  for (const step of steps) visit(step, []);
  return circle ?? ordered;
}

/** What a step names, and what its request takes outputs of. */
function waitsFor({ dependsOn, parameters, body }: Step): string[] {
  const request = JSON.stringify([parameters.map(({ value }) => value), body?.payload, body?.replacements]);
  const used = [...request.matchAll(/\$steps\.([A-Za-z0-9_-]+)\.outputs\./g)].map((match) => match[1]!);
  return [...dependsOn.flatMap((name) => localStep(name) ?? []), ...used];
}
