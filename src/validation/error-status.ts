import { responseForStatus } from '../http/index.ts';
import type { Operation, ResponseSpec } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';

/** Why a request is refused. */
export type RefusalKind = 'security' | 'forbidden' | 'contentType' | 'accept' | 'request';

export interface ErrorStatus {
  readonly status: number;
  /** Documented for that status; undefined: a problem (RFC 9457) answers. */
  readonly response: ResponseSpec | undefined;
}

/** The statuses that fit, best first. */
const FITTING: Readonly<Record<RefusalKind, readonly number[]>> = {
  security: [401, 403],
  forbidden: [403],
  contentType: [415],
  accept: [406],
  request: [422, 400],
};

/**
 * The documented error that fits: the first of the statuses above that is documented by itself, else `4XX`, else
 * `default`. Where it is none of these, the status is the first; of a `request` that is malformed, 400 (RFC 9110
 * section 15.5.1), of one with wrong content, 422 (section 15.5.21).
 *
 * @param violations of a `request`: tell a malformed one from one with wrong content
 */
export function fittingErrorStatus(
  operation: Operation,
  kind: RefusalKind,
  violations: readonly Violation[] = [],
): ErrorStatus {
  const malformed = kind === 'request' && violations.some(({ keyword }) => keyword === 'malformed');
  let byReason = known.get(operation);
  if (!byReason) known.set(operation, (byReason = new Map()));
  const reason = malformed ? 'malformed' : kind;
  let found = byReason.get(reason);
  if (!found) byReason.set(reason, (found = fitting(operation, kind, malformed)));
  return found;
}

const known = new WeakMap<Operation, Map<RefusalKind | 'malformed', ErrorStatus>>();

function fitting({ responses }: Operation, kind: RefusalKind, malformed: boolean): ErrorStatus {
  for (const status of FITTING[kind]) {
    const response = responses.find((candidate) => candidate.status === String(status));
    if (response) return { status, response };
  }
  const status = malformed ? 400 : (FITTING[kind][0] as number);
  return { status, response: responseForStatus(responses, status) };
}
