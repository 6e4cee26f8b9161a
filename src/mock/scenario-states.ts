import type { Fixtures } from '../fixture/index.ts';
import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import { inferResources } from '../resource/index.ts';
import type { State, StateOptions } from '../state/index.ts';
import type { AnswerSource, GoodRequest } from './answer-source.ts';
import { describedSeeds } from './described-seeds.ts';
import { after } from './maybe-promise.ts';
import { setUpState } from './state-setup.ts';

type StateSetup = Awaited<ReturnType<typeof setUpState>>;

export interface ScenarioStates extends Omit<StateSetup, 'source' | 'state'> {
  readonly source: AnswerSource;
  /** What a session's entities are kept by. */
  readonly stateFor: (session: string) => State;
}

/**
 * State over the seeds of the fixtures. Sessions that are called after a scenario with seeds of its own begin with
 * those; what is kept of all lies in one store.
 *
 * @param scenario of all other sessions; `''`: none
 */
export async function setUpStates(
  api: Api,
  generator: Generator,
  options: StateOptions,
  fixtures: Fixtures | undefined,
  scenario: string,
): Promise<ScenarioStates> {
  const { store } = options;
  const opened = typeof store === 'function' ? await store() : store;
  const { resources = inferResources(api, options.corrections) } = options;
  const shared: StateOptions = { ...options, resources, ...(opened ? { store: opened } : {}) };
  const stateFor = async (name: string) => {
    const seeds = (await fixtures?.seeds(name)) ?? {};
    const given = { ...seeds, ...options.seeds };
    const described = api.document.mentions('x-seed') ? describedSeeds(api, resources, given) : {};
    return setUpState(api, generator, shared, { ...described, ...seeds });
  };
  const base = await stateFor(scenario);
  const names = fixtures?.seedingScenarios ?? [];
  if (names.length === 0) return { ...base, stateFor: () => base.state };
  const byScenario = new Map<string, StateSetup>();
  for (const name of names) byScenario.set(name, await stateFor(name));
  const of = (session: string) => byScenario.get(session.split('/', 1)[0]!) ?? base;
  // A scenario that a request asks for is a world of its own in each session: that of `empty/ann` for `ann`.
  const chosen = (request: GoodRequest): GoodRequest => {
    const { preferences, session } = request;
    const asked = preferences.scenario;
    if (asked === undefined || !byScenario.has(asked) || session.split('/', 1)[0] === asked) return request;
    return { ...request, session: session === '' ? asked : `${asked}/${session}` };
  };
  return {
    source: {
      answer(asked) {
        const request = chosen(asked);
        return of(request.session).source.answer(request);
      },
      dependsOn(asked) {
        const request = chosen(asked);
        const depends = of(request.session).source.dependsOn(request);
        return depends === undefined ? undefined : `${request.session}\n${depends}`;
      },
    },
    stateOf(asked: GoodRequest) {
      const request = chosen(asked);
      return of(request.session).stateOf(request);
    },
    stateFor: (session) => of(session).state,
    now(asked) {
      const request = chosen(asked);
      return of(request.session).now(request);
    },
    administered: {
      sessions: () => {
        const lists = [base, ...byScenario.values()].map(({ administered }) => administered.sessions());
        return after(Promise.all(lists), (all) => [...new Set(all.flat())]);
      },
      reset: (session) => of(session).administered.reset(session),
    },
  };
}
