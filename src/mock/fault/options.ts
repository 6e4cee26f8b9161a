import { StandinError } from '../../errors.ts';
import { type FaultSettings, type Faults, readFaults } from '../../http/index.ts';

const NAMES = ['delay', 'bandwidth', 'errorRate', 'errors', 'rateLimit', 'fault'] as const;

/** What goes wrong on purpose, undefined where nothing does; StandinError `invalid-fault` where a setting means nothing. */
export function resolveFaults(settings: FaultSettings, where?: string): Faults | undefined {
  if (NAMES.every((name) => settings[name] === undefined)) return undefined;
  const { faults, misread } = readFaults(settings);
  const [first] = misread;
  if (first === undefined) return faults;
  const of = where === undefined ? '' : ` of the operation ${where}`;
  throw new StandinError(
    `Failed to understand ${first.key}${of}: ${JSON.stringify(settings[first.key])} means nothing. Write ${first.form}.`,
    { code: 'invalid-fault' },
  );
}

/** The more particular settings win, kind by kind. */
export function mergeFaults(general: Faults | undefined, particular: Faults | undefined): Faults | undefined {
  if (general === undefined || particular === undefined) return particular ?? general;
  return {
    delay: particular.delay ?? general.delay,
    bandwidth: particular.bandwidth ?? general.bandwidth,
    errorRate: particular.errorRate ?? general.errorRate,
    errors: particular.errors ?? general.errors,
    rateLimit: particular.rateLimit ?? general.rateLimit,
    faults: particular.faults ?? general.faults,
  };
}
