/**
 * @module
 * The matchers as functions that throw, for node:test and whatever has no `expect`.
 */
import type { ReceivedRequest } from './received.ts';
import { judgeReceived, judgeReceivedOnly, judgeReceivedTimes } from './reception.ts';
import type { RequestMatch } from './stub.ts';
import type { TestSession } from './test-session.ts';
import type { OperationName } from './typed.ts';
import type { Verdict } from './verdict.ts';
import { type ApiChoice, judgeRequest, judgeResponse, judgeSchema, type SchemaChoice } from './verdicts.ts';

/** As node:assert throws it, which is how runners know it. */
export class AssertionError extends Error {
  override readonly name: string = 'AssertionError';
  readonly code: string = 'ERR_ASSERTION';
}

/** The mock or session has answered a request of the operation with all that is named. */
export function assertReceived<Types, const Name extends OperationName<Types>>(
  session: TestSession<Types>,
  operation: Name,
  match?: RequestMatch<Types, Name>,
): void {
  settle(judgeReceived(session, operation, match));
}

/** It has, and has answered no other one. */
export function assertReceivedOnly<Types, const Name extends OperationName<Types>>(
  session: TestSession<Types>,
  operation: Name,
  match?: RequestMatch<Types, Name>,
): void {
  settle(judgeReceivedOnly(session, operation, match));
}

/** It has answered so many of such requests. */
export function assertReceivedTimes<Types, const Name extends OperationName<Types>>(
  session: TestSession<Types>,
  operation: Name,
  times: number,
  match?: RequestMatch<Types, Name>,
): void {
  settle(judgeReceivedTimes(session, operation, times, match));
}

/** The response is what the operation documents for its status. It stays readable. */
export async function assertMatchesOperation(
  response: Response,
  operation: string,
  choice?: ApiChoice,
): Promise<void> {
  settle(await judgeResponse(response, operation, choice));
}

/** The value is valid under a component schema. */
export function assertMatchesSchema(value: unknown, name: string, choice?: SchemaChoice): void {
  settle(judgeSchema(value, name, choice));
}

/** A request, or one that a mock has received, keeps to the description. It stays readable. */
export async function assertValidRequest(
  request: Request | ReceivedRequest,
  choice?: ApiChoice,
): Promise<void> {
  settle(await judgeRequest(request, choice));
}

function settle({ pass, message }: Verdict): void {
  if (!pass) throw new AssertionError(message());
}
