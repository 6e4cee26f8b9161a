import { DELAY_FORM, type Delay, readDelay } from './delay.ts';
import { FAULT_FORM, type InjectedFault, readFaultList, readRate } from './fault.ts';

/** What goes wrong on purpose, as it is written in flags, configurations and fixtures. */
export interface FaultSettings {
  /** Before the answer: `200`, `100-500`, `~200` (log-normal), `2s`; milliseconds where there is no unit. */
  readonly delay?: number | string | undefined;
  /** Of the body, in bytes a second: `2000`, `50k`, `1M`. */
  readonly bandwidth?: number | string | undefined;
  /** How many answers are one of the operation's documented errors: `0.1` or `10%`. */
  readonly errorRate?: number | string | undefined;
  /** Which documented errors `errorRate` picks from; all where none is named. */
  readonly errors?: readonly number[] | undefined;
  /** Requests of one session in a time: `60/minute`, `5/10s`. */
  readonly rateLimit?: number | string | undefined;
  /** `reset`, `empty`, `truncated`, `malformed`, `slow`, `error`, `rate-limit`, each with a rate as in `reset@5%`. */
  readonly fault?: string | readonly string[] | undefined;
}

/** The same, understood. Undefined: nothing of that kind. */
export interface Faults {
  readonly delay: Delay | undefined;
  /** Bytes a second. */
  readonly bandwidth: number | undefined;
  /** 0 to 1. */
  readonly errorRate: number | undefined;
  readonly errors: readonly number[] | undefined;
  readonly rateLimit: RateLimit | undefined;
  readonly faults: readonly InjectedFault[] | undefined;
}

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** A setting that means nothing, and what it may look like. */
export interface MisreadFault {
  readonly key: keyof FaultSettings;
  readonly form: string;
}

/** For messages. */
const BANDWIDTH_FORM = '2000, 50k or 1M (bytes a second)';
const RATE_FORM = '0.1 or 10%';
const RATE_LIMIT_FORM = '60/minute, 5/10s or 1000/hour';

/** Understands settings; what means nothing is named and left out. */
export function readFaults(settings: FaultSettings): { faults: Faults; misread: readonly MisreadFault[] } {
  const misread: MisreadFault[] = [];
  const read = <T>(key: keyof FaultSettings, form: string, reader: (value: unknown) => T | undefined) => {
    const written = settings[key];
    if (written === undefined) return undefined;
    const value = reader(written);
    if (value === undefined) misread.push({ key, form });
    return value;
  };
  const faults: Faults = {
    delay: read('delay', DELAY_FORM, readDelay),
    bandwidth: read('bandwidth', BANDWIDTH_FORM, readBandwidth),
    errorRate: read('errorRate', RATE_FORM, readRate),
    errors: read('errors', 'a list of statuses from 400 to 599', readErrors),
    rateLimit: read('rateLimit', RATE_LIMIT_FORM, readRateLimit),
    faults: read('fault', FAULT_FORM, readFaultList),
  };
  return { faults, misread };
}

/** Reads `2000`, `50k` or `1M`, where k is 1024 as curl has it; at least a byte a second. */
export function readBandwidth(written: unknown): number | undefined {
  const match = /^(\d{1,9})([kM])?$/.exec(String(written).trim());
  const unit = match?.[2] === 'M' ? 1024 * 1024 : match?.[2] === 'k' ? 1024 : 1;
  const bytes = match ? Number(match[1]) * unit : 0;
  return bytes > 0 ? bytes : undefined;
}

/** Reads `60/minute`, `60/m`, `5/10s`; a number alone is by the minute. */
export function readRateLimit(written: unknown): RateLimit | undefined {
  const match = /^(\d{1,9})(?:\s*\/\s*(\d{1,6})?\s*(s|second|m|min|minute|h|hour)s?)?$/.exec(
    String(written).trim(),
  );
  if (!match) return undefined;
  const unit = match[3]?.[0] === 's' ? 1 : match[3]?.[0] === 'h' ? 3600 : 60;
  const [requests, seconds] = [Number(match[1]), Number(match[2] ?? 1) * unit];
  return requests > 0 && seconds > 0 ? { requests, seconds } : undefined;
}

function readErrors(written: unknown): readonly number[] | undefined {
  const fine =
    Array.isArray(written) &&
    written.every((status) => Number.isInteger(status) && status >= 400 && status <= 599);
  return fine ? (written as number[]) : undefined;
}
