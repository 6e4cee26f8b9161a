import type { ContractEvent } from '../contract/index.ts';
import type { Locate } from './explained.ts';

/** What a reporter writes with. */
export interface ReportContext {
  /** Called with pieces of the report, in order. */
  readonly write: (text: string) => void;
  readonly locate: Locate;
  /** Of the description, for people. */
  readonly title: string;
  /** Milliseconds since 1970, for formats that carry a moment. */
  readonly now: number;
}

/** Makes a report out of a run's events and of nothing else. */
export type Reporter = (event: ContractEvent) => void;
