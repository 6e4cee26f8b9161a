import type { Operation } from '../model/index.ts';
import type { Mutation } from './case.ts';
import type { Draft } from './draft.ts';
import type { Exchange } from './exchange.ts';

/** A request, and what kind of answer it is to bring about. */
export interface Occasion {
  readonly operation: Operation;
  readonly kind: OccasionKind;
  readonly draft: Draft;
  /** What the draft differs from; the draft itself for what succeeds. */
  readonly base: Draft;
  /** Undefined: nothing is wrong with it. */
  readonly mutation: Mutation | undefined;
  /** Where the operation has taken the base before; undefined: no valid request was answered with success. */
  readonly before: Exchange | undefined;
}

/** `unknown`: a well-formed key of nothing that is there; `broken`: it breaks the description in one way. */
export type OccasionKind = 'success' | 'unauthorized' | 'unknown' | 'broken';
