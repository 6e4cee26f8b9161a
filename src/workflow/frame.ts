import type { RuntimeFacts } from '../http/index.ts';
import { type JsonObject, setOwn } from '../schema/index.ts';
import type { Step, Workflow } from './document.ts';
import { evaluateValue, type Scope } from './scope.ts';
import type { Workflows } from './workflows.ts';

/** What went into a workflow, and what came out. */
export interface Done {
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
  /** Outputs of its steps. */
  readonly steps: ReadonlyMap<string, JsonObject>;
}

/** By workflow; the last run of each counts. */
export type AllDone = ReadonlyMap<Workflow, Done>;

/** One call of a workflow. */
export interface Frame {
  readonly set: Workflows;
  readonly workflow: Workflow;
  readonly inputs: JsonObject;
  readonly steps: Map<string, JsonObject>;
  readonly depth: number;
  facts: RuntimeFacts | undefined;
}

/**
 * What a step may speak of.
 *
 * @param outputs of the workflow that the step has called
 */
export function scopeOf(
  { set, workflow, inputs, steps }: Frame,
  done: AllDone,
  facts: RuntimeFacts | undefined,
  outputs: JsonObject = {},
): Scope {
  return {
    inputs,
    steps,
    outputs,
    facts,
    self: set.document.self,
    workflow: (id) => {
      const target = set.workflow(id);
      return target?.workflow === workflow ? { inputs, outputs, steps } : target && done.get(target.workflow);
    },
    source: (name, field) => {
      const source = set.document.sources.find((each) => each.name === name);
      return source && (field === 'url' || field === 'type' || field === 'name') ? source[field] : undefined;
    },
  };
}

/** Why a step may not begin, a clause (Arazzo 1.1, `dependsOn` of a step): workflows whose steps it waits for must have run. */
export function unmet({ dependsOn }: Step, { set, workflow }: Frame, done: AllDone): string | undefined {
  for (const name of dependsOn) {
    const elsewhere =
      /^\$workflows\.([^.]+)\.steps\./.exec(name) ??
      /^(\$sourceDescriptions\.[^.]+\.[^.]+)\.steps\./.exec(name);
    const target = elsewhere && set.workflow(elsewhere[1]!);
    if (target && target.workflow !== workflow && !done.has(target.workflow))
      return `it depends on ${name}, which has not run`;
  }
  return undefined;
}

/** What outputs stand for; those that stand for nothing are left out. Later ones may speak of earlier ones. */
export async function outputsOf(written: ReadonlyMap<string, unknown>, scope: Scope): Promise<JsonObject> {
  const outputs: JsonObject = {};
  // Later outputs of a workflow may speak of earlier ones.
  const growing: Scope = { ...scope, outputs: { ...scope.outputs } };
  for (const [name, value] of written) {
    const evaluated = await evaluateValue(value, growing);
    if (evaluated === undefined) continue;
    setOwn(outputs, name, evaluated);
    if (!Object.hasOwn(growing.outputs, name)) setOwn(growing.outputs, name, evaluated);
  }
  return outputs;
}
