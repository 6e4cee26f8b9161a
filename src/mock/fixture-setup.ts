import { StandinError } from '../errors.ts';
import type { HandlerState } from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { AnswerSource, GoodRequest } from './answer-source.ts';
import { FixtureSource, openFixtures } from './fixture-source.ts';
import { identify } from './identity.ts';
import type { ResolvedMockOptions } from './options.ts';
import { Responder } from './responder.ts';
import type { StepsOptions } from './steps.ts';
import { StubSource, type Stubs } from './stub-source.ts';

export { openFixtures };

export interface FixtureSetup {
  /** Those that are asked afterwards. */
  readonly rest: readonly AnswerSource[];
  readonly now: (request: GoodRequest) => number;
  /** Undefined where no state is kept. */
  readonly stateOf: ((request: GoodRequest) => HandlerState) | undefined;
}

/** The source for stubs. */
export function setUpStubs(
  api: Api,
  options: ResolvedMockOptions,
  stubs: Stubs,
  setup: FixtureSetup,
): StubSource {
  return new StubSource(stubs, stepsOptions(api, options, setup));
}

/** The source for the fixtures of the options. Rejects with StandinError `unknown-scenario`. */
export async function setUpFixtures(
  api: Api,
  options: ResolvedMockOptions,
  given: NonNullable<ResolvedMockOptions['fixtures']>,
  setup: FixtureSetup,
): Promise<FixtureSource> {
  const fixtures = await openFixtures(api, given);
  const { scenario } = options;
  if (scenario !== '') fixtures.requireScenario(scenario);
  return new FixtureSource({ ...stepsOptions(api, options, setup), fixtures, scenario });
}

function stepsOptions(
  api: Api,
  options: ResolvedMockOptions,
  { rest, now, stateOf = noState }: FixtureSetup,
): StepsOptions {
  const responder = responders(api, options);
  return {
    api,
    now,
    rest,
    stateOf,
    write: (request, reply) => responder(request.operation, request.generator).respond(request, reply),
  };
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
