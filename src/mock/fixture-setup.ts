import { StandinError } from '../errors.ts';
import type { HandlerState } from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { AnswerSource, GoodRequest } from './answer-source.ts';
import { FixtureSource, openFixtures } from './fixture-source.ts';
import { identify } from './identity.ts';
import type { ResolvedMockOptions } from './options.ts';
import { Responder } from './responder.ts';

export { openFixtures };

export interface FixtureSetup {
  /** Those that are asked after fixtures. */
  readonly rest: readonly AnswerSource[];
  readonly now: (request: GoodRequest) => number;
  /** Undefined where no state is kept. */
  readonly stateOf: ((request: GoodRequest) => HandlerState) | undefined;
}

/** The source for the fixtures of the options. Rejects with StandinError `unknown-scenario`. */
export async function setUpFixtures(
  api: Api,
  options: ResolvedMockOptions,
  given: NonNullable<ResolvedMockOptions['fixtures']>,
  { rest, now, stateOf = noState }: FixtureSetup,
): Promise<FixtureSource> {
  const fixtures = await openFixtures(api, given);
  const { scenario } = options;
  if (scenario !== '') fixtures.requireScenario(scenario);
  const responder = responders(api, options);
  return new FixtureSource({
    api,
    fixtures,
    scenario,
    now,
    rest,
    stateOf,
    write: (request, reply) => responder(request.operation, request.generator).respond(request, reply),
  });
}

/** Handlers alone ask for answers of others, so these are made when they do. */
function responders(
  api: Api,
  options: ResolvedMockOptions,
): (operation: Operation, generator: Generator) => Responder {
  const byGenerator = new WeakMap<Generator, Map<Operation, Responder>>();
  let identityOf: ReturnType<typeof identify> | undefined;
  return (operation, generator) => {
    let made = byGenerator.get(generator);
    if (!made) byGenerator.set(generator, (made = new Map()));
    let responder = made.get(operation);
    if (!responder) {
      identityOf ??= identify(api);
      responder = new Responder(operation, identityOf(operation), options, generator);
      made.set(operation, responder);
    }
    return responder;
  };
}

function noState(): HandlerState {
  const refuse = async (): Promise<never> => {
    throw new StandinError(
      'Failed to use ctx.state: no state is kept. Turn state on, or remember things in ctx.memory.',
      { code: 'no-state' },
    );
  };
  return { list: refuse, get: refuse, put: refuse, delete: refuse };
}
