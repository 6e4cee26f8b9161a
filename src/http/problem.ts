import type { Place } from '../errors.ts';
import type { Violation } from '../schema/index.ts';
import { reasonPhrase } from './status.ts';

/** How many violations an answer lists; how many there are is said in words and in a header. */
export const LISTED_VIOLATIONS = 50;

/** One entry of a problem's `errors`: a violation as the client sees it. */
export interface ProblemError {
  readonly in: Violation['in'];
  /** JSON Pointer into the body, or `/name` of a parameter with a pointer below it. */
  readonly pointer: string;
  readonly keyword: string;
  readonly message: string;
  /** What came, shortened; `***` for a secret. */
  readonly received?: string;
  /** The name or value that was probably meant. */
  readonly meant?: string;
  /** As the user would write it. */
  readonly schemaFile?: string;
  /** JSON Pointer of the keyword in the description. */
  readonly schemaPointer: string;
  /** Of the keyword in the file, from 1. */
  readonly schemaLine?: number;
}

/** Finds places in the user's own text: `api.document.place`. */
export type Locate = (uri: string, pointer: string) => Place;

/** RFC 9457 section 3, with the extension member `errors`. */
export interface Problem {
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
  /** An empty list is left out; of a long one the first 50 are listed. */
  readonly violations?: readonly Violation[] | undefined;
  /** Without it no files and lines are named. */
  readonly locate?: Locate | undefined;
  /** Further members (section 3.2). */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The members in RFC 9457's order; what is not given is left out. */
export function problem(options: ProblemOptions): Problem {
  const {
    status,
    type = 'about:blank',
    title = reasonPhrase(status),
    detail,
    instance,
    violations,
    locate,
    extensions,
  } = options;
  const whole: Writable<Problem> = { type, title, status };
  if (detail !== undefined) whole.detail = detail;
  if (instance !== undefined) whole.instance = instance;
  if (violations?.length) whole.errors = problemErrors(violations, locate);
  return extensions ? { ...whole, ...extensions } : whole;
}

/** A problem as an answer: `application/problem+json`, further headers as given. */
export function problemResponse(
  options: ProblemOptions,
  headers: Readonly<Record<string, string>> = {},
): Response {
  // As a plain record: to ask a response for its headers makes the whole object, which the adapter does without.
  const all: Record<string, string> = {};
  for (const name in headers) all[name.toLowerCase()] = headers[name] as string;
  all['content-type'] = 'application/problem+json';
  return new Response(JSON.stringify(problem(options)), { status: options.status, headers: all });
}

/** At most 50 violations, with their places in the user's text, which are looked up here and not before. */
export function problemErrors(violations: readonly Violation[], locate?: Locate): ProblemError[] {
  return violations.slice(0, LISTED_VIOLATIONS).map((violation) => problemError(violation, locate));
}

function problemError(violation: Violation, locate: Locate | undefined): ProblemError {
  const { received, meant, schemaUri, schemaPointer } = violation;
  const place = schemaUri === '' ? undefined : locate?.(schemaUri, schemaPointer);
  const { in: where, pointer, keyword, message } = violation;
  const error = { in: where, pointer, keyword, message } as Writable<ProblemError>;
  // In the order in which they are best read.
  if (received !== undefined) error.received = received;
  if (meant !== undefined) error.meant = meant;
  if (place !== undefined) error.schemaFile = place.file;
  error.schemaPointer = place?.pointer ?? schemaPointer;
  if (place?.line !== undefined) error.schemaLine = place.line;
  return error;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
