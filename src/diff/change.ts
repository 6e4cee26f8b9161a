import type { Place } from '../errors.ts';

/** Whom a change breaks: `breaking` somebody, `warning` somebody perhaps, `info` nobody. */
export type Level = 'breaking' | 'warning' | 'info';

/** What becomes of the messages that are allowed: fewer, more, others, or the same. */
export type Effect = 'narrows' | 'widens' | 'differs' | 'none';

/** Which way a message travels, seen from the client: it sends a request and reads a response. */
export type Travel = 'request' | 'response';

/** A value that shows what a change means, since only one of the two descriptions accepts it. */
export interface Proof {
  readonly value: unknown;
  readonly acceptedBy: 'before' | 'after';
  /** Why the other refuses it. */
  readonly reason: string;
}

/** One difference between two descriptions. */
export interface Change {
  /** Stable, lower-case with dashes: `request-parameter-became-required`. */
  readonly rule: string;
  readonly level: Level;
  readonly effect: Effect;
  readonly travel: Travel | undefined;
  /** `GET /users/{id}`, as the newer description writes it where both have it; undefined for what belongs to none. */
  readonly operation: string | undefined;
  /** One sentence. */
  readonly message: string;
  readonly before: Place | undefined;
  readonly after: Place | undefined;
  readonly proof: Proof | undefined;
}

/** What is said of a change before its level is known. */
export interface Draft {
  readonly rule: string;
  readonly effect: Effect;
  readonly message: string;
  readonly travel?: Travel | undefined;
  readonly before?: Place | undefined;
  readonly after?: Place | undefined;
  readonly proof?: Proof | undefined;
  /** Where the effect alone would say something else. */
  readonly level?: Level | undefined;
}

/** A client breaks where it may send less than before, or where more may come than it knew. */
export function levelOf(effect: Effect, travel: Travel | undefined): Level {
  if (effect === 'none') return 'info';
  if (effect === 'differs') return 'breaking';
  return (effect === 'narrows') === (travel !== 'response') ? 'breaking' : 'info';
}
