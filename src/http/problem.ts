import type { Violation } from '../schema/index.ts';
import { reasonPhrase } from './status.ts';

/** One entry of a problem's `errors`: a violation, without what only the program needs. */
interface ProblemError {
  readonly in: Violation['in'];
  /** JSON Pointer into the body, or `/name` of a parameter with a pointer below it. */
  readonly pointer: string;
  readonly message: string;
  readonly keyword: string;
  /** JSON Pointer of the keyword in the description. */
  readonly schemaPointer: string;
}

/** RFC 9457 section 3, with the extension member `errors`. */
interface Problem {
  /** A URI reference; `about:blank` where the status says it all (section 4.2.1). */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly errors?: readonly ProblemError[];
}

export interface ProblemOptions {
  /** 400 to 599. */
  readonly status: number;
  /** `about:blank` where it is left out. */
  readonly type?: string | undefined;
  /** The status's reason phrase where it is left out. */
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
  readonly instance?: string | undefined;
  /** An empty list is left out. */
  readonly violations?: readonly Violation[] | undefined;
}

/** The members in RFC 9457's order; what is not given is left out. */
function problem(options: ProblemOptions): Problem {
  const {
    status,
    type = 'about:blank',
    title = reasonPhrase(status),
    detail,
    instance,
    violations,
  } = options;
  return {
    type,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(instance === undefined ? {} : { instance }),
    ...(violations?.length ? { errors: violations.map(problemError) } : {}),
  };
}

/** A problem as an answer: `application/problem+json`, further headers as given. */
export function problemResponse(
  options: ProblemOptions,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const response = new Response(JSON.stringify(problem(options)), { status: options.status, headers });
  response.headers.set('content-type', 'application/problem+json');
  return response;
}

function problemError(violation: Violation): ProblemError {
  return {
    in: violation.in,
    pointer: violation.pointer,
    message: violation.message,
    keyword: violation.keyword,
    schemaPointer: violation.schemaPointer,
  };
}
