import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import type { State } from '../state/index.ts';
import type { Administered } from './admin/admin.ts';
import type { AnswerFilter, AnswerSource } from './answer-source.ts';
import { Callbacks } from './callback/callbacks.ts';
import { withDescribedFaults } from './fault/described.ts';
import { FaultInjection } from './fault/faults.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { ResolvedMockOptions } from './options.ts';
import type { Stubs } from './stub-source.ts';

/** What answers besides examples and generated values, and what happens to answers on their way out. */
export interface Answering {
  /** In the order in which they are asked: stubs, errors on demand, fixtures, state. */
  readonly sources: readonly AnswerSource[];
  readonly filters: readonly AnswerFilter[];
  /** Besides these, for answers to requests with preferences (`Prefer`, or a query key). */
  readonly preferredFilters: readonly AnswerFilter[];
  /** Undefined: none are sent. */
  readonly callbacks: Callbacks | undefined;
  readonly administered: Administered;
  /** What a session's entities are kept by; undefined: nothing is kept. */
  readonly stateFor: ((session: string) => State) | undefined;
}

/** Asked once for an api, with the first request. Modules of its parts are loaded here, when they are needed at all. */
export function answering(
  api: Api,
  options: ResolvedMockOptions,
  generator: Generator,
  stubs: Stubs | undefined,
): MaybePromise<Answering> {
  const { settings } = generator;
  const faults = new FaultInjection(
    withDescribedFaults(api, options.faulty),
    settings.seed,
    () => settings.now,
  );
  const filters: AnswerFilter[] = [];
  const preferredFilters: AnswerFilter[] = [];
  // What a source or a request asks for is rare, and needs no filter in the way of all the others.
  (faults.configured ? filters : preferredFilters).push(faults.filter);
  const callbacks = options.callbacks && new Callbacks(options.callbacks, options.faulty.timers);
  const made = { filters, preferredFilters, callbacks };
  if (!options.fixtures && !options.state && !stubs)
    return { ...made, sources: [faults], administered: nothing, stateFor: undefined };
  return ownData(api, options, generator, faults, stubs).then((own) => ({ ...made, ...own }));
}

/** Where nothing is kept. */
const nothing: Administered = { sessions: () => [], reset: () => undefined };

/** Stubs, then faults, fixtures and state, each as far as it is asked for. */
async function ownData(
  api: Api,
  options: ResolvedMockOptions,
  generator: Generator,
  faults: AnswerSource,
  stubs: Stubs | undefined,
): Promise<Pick<Answering, 'sources' | 'administered' | 'stateFor'>> {
  const { state, scenario } = options;
  const [fixing, keeping] = await Promise.all([
    (options.fixtures || stubs) && import('./fixture-setup.ts'),
    state && import('./scenario-states.ts'),
  ]);
  const fixtures = options.fixtures && (await fixing?.openFixtures(api, options.fixtures));
  const kept = state && (await keeping?.setUpStates(api, generator, state, fixtures, scenario));
  const states = kept ? [kept.source] : [];
  const administered = kept ? kept.administered : nothing;
  const stateFor = kept ? kept.stateFor : undefined;
  if (!fixing) return { sources: [faults, ...states], administered, stateFor };
  const { now } = generator.settings;
  const setup = { now: kept ? kept.now : () => now, stateOf: kept ? kept.stateOf : undefined };
  const cases = fixtures && (await fixing.setUpFixtures(api, options, fixtures, { ...setup, rest: states }));
  const rest = [faults, ...(cases ? [cases] : []), ...states];
  const stubbed = stubs && fixing.setUpStubs(api, options, stubs, { ...setup, rest });
  const reset = (session: string) => {
    stubbed?.reset(session);
    cases?.reset(session);
    return administered.reset(session);
  };
  return {
    sources: [...(stubbed ? [stubbed] : []), ...rest],
    administered: { ...administered, reset },
    stateFor,
  };
}
