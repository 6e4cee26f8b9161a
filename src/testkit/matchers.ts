import type { ReceivedRequest } from './received.ts';
import { judgeReceived, judgeReceivedOnly, judgeReceivedTimes, type Receiver } from './reception.ts';
import type { PlainMatch } from './request-match.ts';
import type { Verdict } from './verdict.ts';
import { type ApiChoice, judgeRequest, judgeResponse, judgeSchema, type SchemaChoice } from './verdicts.ts';

/** For `expect.extend` of Vitest, Jest and whatever is like them. */
export const matchers: {
  toHaveReceived(received: unknown, operation: string, match?: PlainMatch): Verdict;
  toHaveReceivedOnly(received: unknown, operation: string, match?: PlainMatch): Verdict;
  toHaveReceivedTimes(received: unknown, operation: string, times: number, match?: PlainMatch): Verdict;
  toMatchOperation(received: unknown, operation: string, choice?: ApiChoice): Promise<Verdict>;
  toMatchSchema(received: unknown, name: string, choice?: SchemaChoice): Verdict;
  toBeValidRequest(received: unknown, choice?: ApiChoice): Verdict | Promise<Verdict>;
} = {
  toHaveReceived: (received, operation, match) => judgeReceived(receiver(received), operation, match),
  toHaveReceivedOnly: (received, operation, match) => judgeReceivedOnly(receiver(received), operation, match),
  toHaveReceivedTimes: (received, operation, times, match) =>
    judgeReceivedTimes(receiver(received), operation, times, match),
  toMatchOperation: async (received, operation, choice) =>
    judgeResponse(response(received), operation, choice),
  toMatchSchema: (received, name, choice) => judgeSchema(received, name, choice),
  toBeValidRequest: (received, choice) => judgeRequest(request(received), choice),
};

function receiver(received: unknown): Receiver {
  if (typeof received === 'object' && received !== null && 'journal' in received && 'api' in received)
    return received as Receiver;
  throw new TypeError('This matcher is for a mock or a session of one: expect(api).toHaveReceived(…).');
}

function response(received: unknown): Response {
  if (received instanceof Response) return received;
  throw new TypeError('toMatchOperation is for a Response: expect(await fetch(…)).toMatchOperation(…).');
}

function request(received: unknown): Request | ReceivedRequest {
  if (received instanceof Request) return received;
  if (typeof received === 'object' && received !== null && 'violations' in received)
    return received as ReceivedRequest;
  throw new TypeError('toBeValidRequest is for a Request, or for one that a mock has received.');
}
