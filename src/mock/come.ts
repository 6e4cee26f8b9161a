import type { RouteMatch } from '../http/index.ts';
import { clientCertificate } from './auth.ts';
import type { MockRequest } from './operation-mock.ts';
import type { ReadRequestBody } from './request-body.ts';
import type { ServerEnv } from './server-env.ts';

export type OperationMatch = Extract<RouteMatch, { kind: 'operation' }>;

/** A request that has come, and the operation that it leads to. */
export interface Come {
  readonly raw: Request;
  readonly env: ServerEnv | undefined;
  readonly method: string;
  readonly url: string;
  /** As sent, with the server's prefix. */
  readonly path: string;
  readonly search: string;
  readonly headers: Headers;
  readonly match: OperationMatch;
}

export function requestOf(
  { raw, method, url, search, headers, match }: Come,
  { body }: ReadRequestBody,
  judge: MockRequest['judge'],
): MockRequest {
  const { path, parameters: pathParameters } = match;
  const certificate = clientCertificate(raw);
  return { method, path, url, search, headers, pathParameters, body, judge, clientCertificate: certificate };
}
