import type { Generator } from '../generation/index.ts';
import type { Api } from '../model/index.ts';
import type { AnswerFilter, AnswerSource } from './answer-source.ts';
import type { MaybePromise } from './maybe-promise.ts';
import type { ResolvedMockOptions } from './options.ts';

/** What answers besides examples and generated values, and what happens to answers on their way out. */
export interface Answering {
  /** In the order in which they are asked: errors on demand, fixtures, state. */
  readonly sources: readonly AnswerSource[];
  readonly filters: readonly AnswerFilter[];
}

/** Asked once for an api, with the first request. Modules of its parts are loaded here, when they are needed at all. */
export function answering(
  _api: Api,
  _options: ResolvedMockOptions,
  _generator: Generator,
): MaybePromise<Answering> {
  const sources: AnswerSource[] = [];
  const filters: AnswerFilter[] = [];
  return { sources, filters };
}
