import { type Delay, readDelay } from './delay.ts';

/**
 * What can be wrong with an answer on purpose:
 * `reset` cuts the connection in place of an answer; `empty` leaves the body out; `truncated` cuts the connection in the
 * middle of the body; `malformed` sends half the body as if it were the whole; `slow` holds the body back after the
 * headers; `error` is one of the operation's documented errors; `rate-limit` is 429.
 */
export type FaultKind = (typeof FAULT_KINDS)[number];

const FAULT_KINDS = ['reset', 'empty', 'truncated', 'malformed', 'slow', 'error', 'rate-limit'] as const;

/** A fault that is put into answers. What is wrong in a description is a fault of another kind. */
export interface InjectedFault {
  readonly kind: FaultKind;
  /** In how many answers, from 0 to 1. */
  readonly rate: number;
  /** Of `slow`: how long the body is held back. */
  readonly delay: Delay | undefined;
}

/** For messages: what a fault may look like. */
export const FAULT_FORM: string = `${FAULT_KINDS.join(', ')}, with a rate as in reset@5% and a time as in slow=3s`;

/** Reads `reset`, `reset@5%`, `slow=100-500@0.1`; undefined where it is none of these. */
export function readFault(written: unknown): InjectedFault | undefined {
  if (typeof written !== 'string') return undefined;
  const match = /^([a-z-]+)(?:=([^@]+))?(?:@(.+))?$/.exec(written.trim());
  const kind = FAULT_KINDS.find((each) => each === match?.[1]);
  const rate = match?.[3] === undefined ? 1 : readRate(match[3]);
  const delay = match?.[2] === undefined ? undefined : readDelay(match[2]);
  if (kind === undefined || rate === undefined) return undefined;
  if (match?.[2] !== undefined && (kind !== 'slow' || delay === undefined)) return undefined;
  return { kind, rate, delay };
}

/** Several faults, parted by commas or as a list; undefined where one of them is none. */
export function readFaultList(written: unknown): readonly InjectedFault[] | undefined {
  const items: readonly unknown[] = Array.isArray(written) ? written : String(written).split(',');
  const read = items.map(readFault);
  return read.every((fault) => fault !== undefined) ? read : undefined;
}

/** Reads `0.1` or `10%`; undefined where it is neither or not from 0 to 1. */
export function readRate(written: unknown): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,9})?)(%)?$/.exec(String(written).trim());
  const rate = match ? Number(match[1]) / (match[2] ? 100 : 1) : Number.NaN;
  return rate <= 1 ? rate : undefined;
}
