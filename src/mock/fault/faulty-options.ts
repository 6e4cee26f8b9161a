import type { FaultSettings, Faults } from '../../http/index.ts';
import type { Timers } from './timers.ts';

/** Of a mock's options, what faults are made by. */
export interface FaultyOptions {
  readonly faults: Faults | undefined;
  readonly operations: Readonly<Record<string, FaultSettings>>;
  readonly timers: Timers;
  /** Can a request choose a scenario? One that there is not is refused. */
  readonly hasScenarios: boolean;
}
