import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import type { AnswerFilter, AnswerSource } from './answer-source.ts';
import { Callbacks } from './callback/callbacks.ts';
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
}

/** Asked once for an api, with the first request. Modules of its parts are loaded here, when they are needed at all. */
export function answering(
  api: Api,
  options: ResolvedMockOptions,
  { settings }: Generator,
): MaybePromise<Answering> {
  const faults = new FaultInjection(options.faulty, settings.seed, () => settings.now);
  const sources: AnswerSource[] = [faults];
  const filters: AnswerFilter[] = [];
  const preferredFilters: AnswerFilter[] = [];
  // What a source or a request asks for is rare, and needs no filter in the way of all the others.
  (faults.configured ? filters : preferredFilters).push(faults.filter);
  const callbacks = options.callbacks && new Callbacks(options.callbacks, options.faulty.timers);
  const made = { sources, filters, preferredFilters, callbacks };
  const { fixtures } = options;
  if (!fixtures) return made;
  const rest: AnswerSource[] = [];
  return import('./fixture-setup.ts').then(async ({ setUpFixtures }) => {
    const setup = { rest, now: () => settings.now, stateOf: undefined };
    sources.push(await setUpFixtures(api, options, fixtures, setup), ...rest);
    return made;
  });
}
