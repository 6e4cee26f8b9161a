import type { Operation } from '../model/index.ts';
import type { PhaseName } from './case.ts';
import type { GivenData } from './given.ts';

/** What is wanted of one operation in place of what is wanted of all. */
export interface OperationSettings {
  /** Names of checks that are not made of it. */
  readonly without?: ReadonlySet<string> | undefined;
  readonly phases?: readonly PhaseName[] | undefined;
  /** In each phase. */
  readonly maxCases?: number | undefined;
  /** Milliseconds. */
  readonly maxResponseTime?: number | undefined;
  readonly data?: GivenData | undefined;
}

export type SettingsOf = (operation: Operation) => OperationSettings | undefined;
