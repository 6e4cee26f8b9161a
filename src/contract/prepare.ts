import { createArbitraries, createGenerator } from '../generation/index.ts';
import { prepareBodyReading } from '../http/index.ts';
import type { Api } from '../model/index.ts';
import { inferResources } from '../resource/index.ts';
import { prepareValidation } from '../schema/index.ts';
import { Judge } from './judge.ts';
import type { ResolvedContractOptions } from './options.ts';
import type { PhaseContext } from './phase.ts';

/** All that phases need and that the description alone decides. */
export async function phaseContext(
  api: Api,
  options: ResolvedContractOptions,
): Promise<Omit<PhaseContext, 'knowledge'>> {
  const [generator] = await Promise.all([
    createGenerator({ seed: options.seed, dynamic: true }),
    prepareValidation(),
    // A multipart body can hold parts of every notation.
    prepareBodyReading('multipart/form-data'),
  ]);
  const arbitraries = await createArbitraries(generator);
  return {
    api,
    generator,
    arbitraries,
    judge: new Judge(
      api,
      options.workflows.flatMap(({ set }) => [...set.apis.values()]),
    ),
    resources: inferResources(api, options.resources),
    options,
  };
}
