import type { Api } from '../model/index.ts';
import type { Case } from './case.ts';
import { chosenChecks } from './checks.ts';
import { LearntKnowledge } from './knowledge.ts';
import { occasionsOf } from './occasions.ts';
import { type ContractOptions, resolveContractOptions } from './options.ts';
import { flowsOf, workflowCases } from './phases/workflows.ts';
import { allPhases } from './phases.ts';
import { casesOf, wantsPhase } from './plan.ts';
import { phaseContext } from './prepare.ts';
import { inOrder } from './scout.ts';
import { Things } from './things.ts';

/**
 * What a run would try, without a target: values that a target has to give (keys of things, accepted requests) are made
 * up, so that a real run's requests may differ.
 */
export async function* planContract(api: Api, given: ContractOptions = {}): AsyncIterable<Case> {
  const options = resolveContractOptions(given, chosenChecks);
  const prepared = await phaseContext(api, options);
  const context = {
    ...prepared,
    knowledge: new LearntKnowledge(
      new Things(prepared.resources, (operation) => options.settingsOf(operation)?.data),
    ),
  };
  if (options.phases.includes('workflows'))
    for (const it of workflowCases(await flowsOf(options.workflows, () => {})))
      if (options.caseId === undefined || options.caseId === it.id) yield it;
  for (const phase of allPhases) {
    if (!options.phases.includes(phase.name)) continue;
    for (const operation of api.operations.filter(options.select))
      if (wantsPhase(phase.name, operation, options)) yield* casesOf(phase, operation, context);
  }
  const operations = inOrder(api.operations.filter(options.select), prepared.resources);
  const occasions = operations.flatMap((operation) => occasionsOf(operation, context, true));
  for (const phase of options.foreign) yield* phase.plan(api, occasions);
}
