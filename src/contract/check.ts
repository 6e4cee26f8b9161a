import type { Mutation } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { Failure } from './failure.ts';
import type { Judgement } from './judge.ts';
import type { ResponseReading } from './response-reading.ts';

export type CheckGroup =
  | 'answers'
  | 'requests'
  | 'methods'
  | 'security'
  | 'state'
  | 'caching'
  | 'lists'
  | 'errors'
  | 'other';

/** What a check of one exchange looks at. */
export interface Checked {
  readonly exchange: Exchange;
  readonly judgement: Judgement;
  readonly mutation: Mutation | undefined;
  /** The answer as the description reads it; undefined where none came. */
  readonly reading: ResponseReading | undefined;
  /** Above how many milliseconds an answer of this operation is too slow. */
  readonly maxResponseTime: number;
  /** Is the sender known to be allowed too little for the operation? */
  readonly lacksScopes?: boolean;
}

/** Something that every answer, or every case of some kind, is held to. */
export interface Check {
  /** Stable, lower-case with dashes: what `--checks` takes and findings carry. */
  readonly name: string;
  readonly group: CheckGroup;
  /** What is wrong when it fails, as a heading. */
  readonly title: string;
  /** On without being asked for. */
  readonly byDefault: boolean;
  /** Of one exchange; undefined for checks that cases make themselves. */
  readonly look?: ((checked: Checked) => Failure[]) | undefined;
}
