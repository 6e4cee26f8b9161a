import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import type { Administered } from './admin/admin.ts';
import type { AnswerFilter, AnswerSource } from './answer-source.ts';
import { Callbacks } from './callback/callbacks.ts';
import { withDescribedFaults } from './fault/described.ts';
import { FaultInjection } from './fault/faults.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { ResolvedMockOptions } from './options.ts';

/** What answers besides examples and generated values, and what happens to answers on their way out. */
export interface Answering {
  /** In the order in which they are asked: errors on demand, fixtures, state. */
  readonly sources: readonly AnswerSource[];
  readonly filters: readonly AnswerFilter[];
  /** Besides these, for answers to requests with preferences (`Prefer`, or a query key). */
  readonly preferredFilters: readonly AnswerFilter[];
  /** Undefined: none are sent. */
  readonly callbacks: Callbacks | undefined;
  readonly administered: Administered;
}

/** Asked once for an api, with the first request. Modules of its parts are loaded here, when they are needed at all. */
export function answering(
  api: Api,
  options: ResolvedMockOptions,
  generator: Generator,
): MaybePromise<Answering> {
  const { settings } = generator;
  const faults = new FaultInjection(
    withDescribedFaults(api, options.faulty),
    settings.seed,
    () => settings.now,
  );
  const sources: AnswerSource[] = [faults];
  const filters: AnswerFilter[] = [];
  const preferredFilters: AnswerFilter[] = [];
  // What a source or a request asks for is rare, and needs no filter in the way of all the others.
  (faults.configured ? filters : preferredFilters).push(faults.filter);
  const callbacks = options.callbacks && new Callbacks(options.callbacks, options.faulty.timers);
  const made = { sources, filters, preferredFilters, callbacks, administered: nothing };
  if (!options.fixtures && !options.state) return made;
  return ownData(api, options, generator).then(({ own, administered }) => {
    sources.push(...own);
    return { ...made, administered };
  });
}

/** Where nothing is kept. */
const nothing: Administered = { sessions: () => [], reset: () => undefined };

interface OwnData {
  readonly own: readonly AnswerSource[];
  readonly administered: Administered;
}

/** Fixtures, then state, each as far as it is asked for. */
async function ownData(api: Api, options: ResolvedMockOptions, generator: Generator): Promise<OwnData> {
  const { state, scenario } = options;
  const [fixing, keeping] = await Promise.all([
    options.fixtures && import('./fixture-setup.ts'),
    state && import('./scenario-states.ts'),
  ]);
  const fixtures = options.fixtures && (await fixing?.openFixtures(api, options.fixtures));
  const kept = state && (await keeping?.setUpStates(api, generator, state, fixtures, scenario));
  const rest = kept ? [kept.source] : [];
  const administered = kept ? kept.administered : nothing;
  if (!fixing || !fixtures) return { own: rest, administered };
  const { now } = generator.settings;
  const setup = { rest, now: kept ? kept.now : () => now, stateOf: kept ? kept.stateOf : undefined };
  const source = await fixing.setUpFixtures(api, options, fixtures, setup);
  const reset = (session: string) => {
    source.reset(session);
    return administered.reset(session);
  };
  return { own: [source, ...rest], administered: { ...administered, reset } };
}
