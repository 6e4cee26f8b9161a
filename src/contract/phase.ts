import type { Arbitraries, Generator } from '../generation/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Resources } from '../resource/index.ts';
import type { CaseDraft, PhaseName } from './case.ts';
import type { Judge } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { ResolvedContractOptions } from './options.ts';

export interface PhaseContext {
  readonly api: Api;
  readonly generator: Generator;
  readonly arbitraries: Arbitraries;
  readonly judge: Judge;
  readonly resources: Resources;
  readonly knowledge: Knowledge;
  readonly options: ResolvedContractOptions;
}

/** A source of cases. */
export interface Phase {
  readonly name: PhaseName;
  /** Lazily, always the same ones in the same order for the same description, seed and knowledge. */
  cases(operation: Operation, context: PhaseContext): Iterable<CaseDraft>;
}
