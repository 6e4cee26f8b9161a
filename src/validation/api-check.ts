import { StandinError } from '../errors.ts';
import { createRouter, type RouteMatch, type Router, receiveBody } from '../http/index.ts';
import type { Api, Operation } from '../model/index.ts';
import { prepareValidation, type Violation } from '../schema/index.ts';
import type { RequestBodyBytes } from './body-check.ts';
import { fittingErrorStatus } from './error-status.ts';
import { compileRequestCheck, type RequestCheck } from './request-check.ts';
import { compileResponseCheck, type ResponseCheck } from './response-check.ts';
import { checkSecurity } from './security.ts';
import { undeclaredViolations } from './undeclared.ts';
import { violationOf } from './violation-of.ts';

export interface CheckOptions {
  /**
   * The longest body that is read, in bytes; a longer one is a violation.
   * @default 33554432 (32 MiB)
   */
  maxBodyBytes?: number;
}

export interface CheckRequestOptions extends CheckOptions {
  /**
   * Is a query parameter that is not documented a violation?
   * @default false
   */
  strict?: boolean;
  /**
   * Are missing or malformed credentials violations?
   * @default true
   */
  auth?: boolean;
}

/** A request's violations, and what they come to. */
export interface JudgedMessage {
  /** Undefined: no operation is documented for it. */
  readonly operation: Operation | undefined;
  readonly violations: readonly Violation[];
  /** That refuses it, where there are violations. */
  readonly status: number;
  /** That belong to this status. */
  readonly headers: Readonly<Record<string, string>>;
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;

/** What is compiled for an api, for as long as the api is used. */
class ApiCheck {
  readonly router: Router;
  readonly #requests = new Map<Operation, RequestCheck>();
  readonly #responses = new Map<Operation, ResponseCheck>();

  constructor(api: Api) {
    this.router = createRouter(api);
  }

  request(operation: Operation): RequestCheck {
    let check = this.#requests.get(operation);
    if (!check) this.#requests.set(operation, (check = compileRequestCheck(operation)));
    return check;
  }

  response(operation: Operation): ResponseCheck {
    let check = this.#responses.get(operation);
    if (!check) this.#responses.set(operation, (check = compileResponseCheck(operation)));
    return check;
  }
}

const checks = new WeakMap<Api, ApiCheck>();

function checkOf(api: Api): ApiCheck {
  let check = checks.get(api);
  if (!check) checks.set(api, (check = new ApiCheck(api)));
  return check;
}

/**
 * Everything in which a request breaks the description; empty where nothing does. Its body stays readable.
 *
 * @throws StandinError `body-used` where the body has been read before
 */
export async function checkRequest(
  api: Api,
  request: Request,
  options: CheckRequestOptions = {},
): Promise<Violation[]> {
  const { violations } = await judgeRequest(api, request, options);
  return [...violations];
}

/**
 * Everything in which a response breaks what is documented for the request's operation; empty where nothing does. Its
 * body stays readable. Event streams are judged without their bodies, which may have no end.
 *
 * @throws StandinError `body-used` where the response's body has been read before
 */
export async function checkResponse(
  api: Api,
  request: Pick<Request, 'method' | 'url'>,
  response: Response,
  options: CheckOptions = {},
): Promise<Violation[]> {
  const match = routeOf(api, request);
  if (match.kind !== 'operation') return [notRouted(api, match, request)];
  return checkOperationResponse(api, match.operation, request.method, response, options);
}

/** `checkResponse` where the operation is known; `method` is that of the request: to HEAD, there is no body. */
export async function checkOperationResponse(
  api: Api,
  operation: Operation,
  method: string,
  response: Response,
  options: CheckOptions = {},
): Promise<Violation[]> {
  await prepareValidation();
  const { status, headers } = response;
  const judged = method !== 'HEAD' && !/^text\/event-stream/i.test(headers.get('content-type') ?? '');
  const read = judged ? await bodyOf(response, options, operation) : undefined;
  if (read && 'violations' in read) return read.violations;
  return checkOf(api).response(operation)({ status, headers, body: read });
}

export async function judgeRequest(
  api: Api,
  request: Request,
  options: CheckRequestOptions = {},
): Promise<JudgedMessage> {
  const match = routeOf(api, request);
  if (match.kind !== 'operation') {
    const violations = [notRouted(api, match, request)];
    if (match.kind === 'not-found') return { operation: undefined, violations, status: 404, headers: {} };
    return { operation: undefined, violations, status: 405, headers: { Allow: match.allow.join(', ') } };
  }
  await prepareValidation();
  const { operation } = match;
  const { search } = new URL(request.url);
  const { headers } = request;
  const security = options.auth === false ? undefined : checkSecurity(operation, { search, headers });
  if (security?.ok === false) {
    const { status } = fittingErrorStatus(operation, security.kind);
    const challenges = security.challenges.join(', ');
    const described: Record<string, string> = challenges ? { 'WWW-Authenticate': challenges } : {};
    return { operation, violations: security.violations, status, headers: described };
  }
  const body = await bodyOf(request, options, operation);
  if ('violations' in body) return { operation, ...body, headers: {} };
  let found: readonly Violation[] = [];
  for (const { operation: candidate, parameters } of [match, ...match.twins]) {
    const checked = checkOf(api).request(candidate)({ pathParameters: parameters, search, headers, body });
    found = [
      ...checked.violations,
      ...(options.strict ? undeclaredViolations(candidate, checked.undeclared) : []),
    ];
    if (!found.some((violation) => violation.in === 'path')) break;
  }
  // A part of another type than documented does not make the whole unsupported.
  const unsupported = found.some(({ keyword, pointer }) => keyword === 'contentType' && pointer === '');
  const { status } = fittingErrorStatus(operation, unsupported ? 'contentType' : 'request', found);
  return { operation, violations: found, status, headers: {} };
}

function routeOf(api: Api, { method, url }: Pick<Request, 'method' | 'url'>): RouteMatch {
  const { pathname, search } = new URL(url);
  return checkOf(api).router.match(method, pathname, search);
}

function notRouted(
  api: Api,
  match: Exclude<RouteMatch, { kind: 'operation' }>,
  { method, url }: Pick<Request, 'method' | 'url'>,
): Violation {
  const { root } = api.document;
  if (match.kind === 'not-found') {
    const message = `no documented path matches ${new URL(url).pathname}`;
    return violationOf('path', '', 'path', message, root, 'paths');
  }
  const message = `${method} is not documented for ${match.pathTemplate}; documented: ${match.allow.join(', ')}`;
  return violationOf('path', '', 'method', message, root, 'paths');
}

/** The body of a copy, so that whoever comes next can read it too. */
async function bodyOf(
  message: Request | Response,
  { maxBodyBytes = DEFAULT_MAX_BYTES }: CheckOptions,
  operation: Operation,
): Promise<RequestBodyBytes | { violations: Violation[]; status: number }> {
  if (message.body === null) return { bytes: null, contentType: message.headers.get('content-type') };
  if (message.bodyUsed) {
    throw new StandinError(
      'Failed to check a message: its body has been read. Check it before that, or check a clone of it.',
      { code: 'body-used' },
    );
  }
  const assumedType = operation.requestBody?.content[0]?.type;
  const received = await receiveBody(message.clone() as Request, { maxBytes: maxBodyBytes, assumedType });
  const contentType = message.headers.get('content-type');
  switch (received.kind) {
    case 'body':
      return received;
    case 'malformed':
      return { bytes: null, contentType, malformed: received.message };
    case 'too-large': {
      const text = `the body is larger than ${maxBodyBytes} bytes`;
      return { violations: [violationOf('body', '', 'maxBodyBytes', text, operation.node)], status: 413 };
    }
    default: {
      const text = `the body is coded as "${received.coding}"; supported: ${received.supported.join(', ')}`;
      return { violations: [violationOf('body', '', 'contentEncoding', text, operation.node)], status: 415 };
    }
  }
}
