import type { GivenSeeds, HandlerState } from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import { createState, type State, type StateOptions } from '../state/index.ts';
import type { Administered } from './admin/admin.ts';
import type { GoodRequest } from './answer-source.ts';
import { handlerState } from './state/handler-state.ts';
import { StateSource } from './state-source.ts';

export interface StateSetup {
  readonly state: State;
  readonly source: StateSource;
  /** What handlers see of it. */
  readonly stateOf: (request: GoodRequest) => HandlerState;
  /** Milliseconds since 1970, by the clock of the request's session. */
  readonly now: (request: GoodRequest) => number;
  readonly administered: Administered;
}

/** The source for entities, with the seeds of the options before those of fixtures. */
export async function setUpState(
  api: Api,
  generator: Generator,
  options: StateOptions,
  fixtures: GivenSeeds,
): Promise<StateSetup> {
  const seeds = { ...fixtures, ...options.seeds };
  const state: State = await createState(api, generator, { ...options, seeds });
  return {
    state,
    source: new StateSource(state),
    stateOf: (request) => handlerState(state, request.session),
    now: ({ session }) => state.worlds.now(state.worlds.seen(session)),
    administered: {
      sessions: () => state.worlds.sessions(),
      reset: (session) => state.worlds.drop(session),
    },
  };
}
