import type { MiddlewareHandler } from 'hono';
import { cloneRawRequest } from 'hono/request';
import { StandinError } from '../errors.ts';
import { type Locate, problemKind, problemResponse, problemType } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { type CheckOptions, type CheckRequestOptions, checkResponse, judgeRequest } from './api-check.ts';

/** Told of each message that breaks the description; may wait for what it does. */
export type ReportViolations = (report: {
  readonly violations: readonly Violation[];
  readonly request: Request;
  /** Undefined: no operation is documented for the request. */
  readonly operation: Operation | undefined;
}) => void | Promise<void>;

export interface ValidateRequestsOptions extends CheckRequestOptions {
  /**
   * `refuse` answers with a problem (RFC 9457); `report` lets the request through.
   * @default 'refuse'
   */
  onViolation?: 'refuse' | 'report';
  report?: ReportViolations;
  /**
   * Are requests for which no operation is documented refused too (404, 405)? Else they are let through unjudged.
   * @default false
   */
  refuseUndocumented?: boolean;
}

export interface ValidateResponsesOptions extends CheckOptions {
  /**
   * `replace` answers with a problem of status 500 instead; `throw` throws StandinError `invalid-response`, for tests;
   * `report` lets the response through.
   * @default 'replace'
   */
  onViolation?: 'replace' | 'throw' | 'report';
  report?: ReportViolations;
}

/** Hono middleware that holds requests to the description. What it has read can still be read by the app's handlers. */
export function validateRequests(api: Api, options: ValidateRequestsOptions = {}): MiddlewareHandler {
  const { onViolation = 'refuse', refuseUndocumented = false, report } = options;
  return async (context, next) => {
    const request = await cloneRawRequest(context.req);
    const { operation, violations, status, headers } = await judgeRequest(api, request, options);
    if (violations.length === 0 || (!operation && !refuseUndocumented)) return next();
    await report?.({ violations, request: context.req.raw, operation });
    if (onViolation === 'report') return next();
    const type = problemType(problemKind(status, violations));
    const all = { ...headers, 'Standin-Violations': String(violations.length) };
    return problemResponse(
      { status, type, detail: sentence(violations), violations, locate: locateIn(api) },
      all,
    );
  };
}

/** Hono middleware that holds the app's responses to the description. Requests without an operation are left alone. */
export function validateResponses(api: Api, options: ValidateResponsesOptions = {}): MiddlewareHandler {
  const { onViolation = 'replace', report } = options;
  return async (context, next) => {
    await next();
    const { raw: request } = context.req;
    const violations = await checkResponse(api, request, context.res, options);
    if (violations.length === 0 || violations.some(isUnrouted)) return;
    await report?.({ violations, request, operation: undefined });
    if (onViolation === 'report') return;
    const detail = `The response to ${request.method} ${context.req.path} breaks the description: ${sentence(violations)}`;
    if (onViolation === 'throw') {
      throw new StandinError(
        `Failed to answer ${request.method} ${context.req.path}: ${sentence(violations)}.`,
        {
          code: 'invalid-response',
          place: locateIn(api)(violations[0]?.schemaUri ?? '', violations[0]?.schemaPointer ?? ''),
        },
      );
    }
    context.res = undefined;
    context.res = problemResponse({
      status: 500,
      type: problemType('response-invalid'),
      title: 'Response not valid',
      detail,
      violations,
      locate: locateIn(api),
    });
  };
}

function isUnrouted({ in: where, keyword }: Violation): boolean {
  return where === 'path' && (keyword === 'path' || keyword === 'method');
}

function locateIn({ document }: Api): Locate {
  return (uri, pointer) => document.place(uri, pointer);
}

function sentence(violations: readonly Violation[]): string {
  const [first] = violations;
  if (!first) return '';
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  return `${first.in}${first.pointer && ` ${first.pointer}`}: ${first.message}${more}`;
}
