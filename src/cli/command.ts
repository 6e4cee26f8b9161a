import type { Output, OutputFlags } from './output.ts';

/** Fine; the thing checked is not fine; could not run. */
export const exitCode = { fine: 0, notFine: 1, failed: 2 } as const;

/** What every command understands. */
export interface CommonFlags extends OutputFlags {
  readonly config?: string;
  /** Of the environment or the configuration: the description where the command line names none. */
  readonly spec?: string;
  /** Where the configuration lies, if there is one. */
  readonly configFolder?: string;
  readonly configFile?: string;
  readonly allowRemoteRefs?: boolean;
  readonly maxBytes?: number;
}

/** What the commands that make data understand. */
export interface DataFlags extends CommonFlags {
  readonly seed?: string;
  readonly locale?: string;
  readonly dynamic?: boolean;
  readonly listSize?: { min: number; max: number };
}

/** What goes wrong on purpose. */
export interface FaultFlags {
  readonly delay?: string;
  readonly bandwidth?: string;
  readonly errorRate?: string;
  readonly rateLimit?: string;
  readonly fault?: string;
}

/** What a command is called with. */
export interface Invocation<Flags extends CommonFlags> {
  readonly output: Output;
  readonly flags: Flags;
  /** The flags anew, after the configuration has changed. */
  readonly reread?: (() => Promise<Flags>) | undefined;
}

/** The flags as options of a generator; what is not set stays out. */
export function dataOptions({ seed, locale, dynamic, listSize }: DataFlags): {
  seed?: string;
  locale?: string;
  dynamic?: boolean;
  listSize?: { min: number; max: number };
} {
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(locale === undefined ? {} : { locale }),
    ...(dynamic === undefined ? {} : { dynamic }),
    ...(listSize === undefined ? {} : { listSize }),
  };
}

/** The flags as options of a mock; what is not set stays out. */
export function faultOptions({ delay, bandwidth, errorRate, rateLimit, fault }: FaultFlags): FaultFlags {
  return {
    ...(delay === undefined ? {} : { delay }),
    ...(bandwidth === undefined ? {} : { bandwidth }),
    ...(errorRate === undefined ? {} : { errorRate }),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    ...(fault === undefined ? {} : { fault }),
  };
}
