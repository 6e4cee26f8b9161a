import {
  LISTED_VIOLATIONS,
  type Locate,
  type Problem,
  type ProblemError,
  type ProblemKind,
  problem,
  problemErrors,
  problemKind,
  problemType,
  reasonPhrase,
} from '../http/index.ts';
import { parsePointer, type Violation } from '../schema/index.ts';

/** One thing that is wrong, in every form in which an error body may want it. */
export interface ErrorEntry {
  /** As RFC 9457's extension has it. */
  readonly full: Readonly<Record<string, unknown>>;
  readonly message: string;
  /** The message with its place before it, for where there is no other room for that. */
  readonly text: string;
  readonly keyword: string;
  readonly in: string | undefined;
  readonly pointer: string;
  /** Of the place; of a property that is missing, the one where it should be. */
  readonly tokens: readonly string[];
  readonly received: string | undefined;
}

/** What an error body has to say. */
export interface ErrorFacts {
  readonly status: number;
  readonly kind: ProblemKind;
  readonly title: string;
  /** One sentence. */
  readonly detail: string;
  /** At most 50; one without a place where the error is about no part of the request. */
  readonly entries: readonly ErrorEntry[];
  /** How many there are. */
  readonly total: number;
  readonly problem: Problem;
  /** Asked for, without the query. */
  readonly path: string;
  readonly method: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface FactsSource {
  readonly status: number;
  readonly detail: string;
  readonly violations: readonly Violation[];
  readonly path: string;
  readonly method: string;
  readonly now: number;
  readonly locate: Locate | undefined;
  readonly prism: boolean;
}

export function errorFacts(source: FactsSource): ErrorFacts {
  const { status, detail, violations, path, method, now, locate, prism } = source;
  const kind = problemKind(status, violations);
  const errors = problemErrors(violations, locate);
  const whole = problem({
    status,
    type: problemType(kind, prism),
    title: kind === 'request-invalid' ? 'Request not valid' : reasonPhrase(status),
    detail,
    instance: path,
    extensions: extensionsOf(errors, prism ? violations : []),
  });
  const entries = errors.map((error, i) => entryOf(error, violations[i]?.missing));
  const alone: ErrorEntry = {
    full: { message: detail },
    message: detail,
    text: detail,
    keyword: kind,
    in: undefined,
    pointer: '',
    tokens: [],
    received: undefined,
  };
  return {
    status,
    kind,
    title: whole.title,
    detail,
    entries: entries.length > 0 ? entries : [alone],
    total: violations.length,
    problem: whole,
    path,
    method,
    now,
  };
}

function extensionsOf(
  errors: readonly ProblemError[],
  forPrism: readonly Violation[],
): Record<string, unknown> {
  const extensions: Record<string, unknown> = {};
  if (errors.length > 0) extensions['errors'] = errors;
  if (forPrism.length > 0) extensions['validation'] = prismViolations(forPrism);
  return extensions;
}

function entryOf(error: ProblemError, missing: string | undefined): ErrorEntry {
  const { message, keyword, pointer, received } = error;
  const place = pointer === '' ? error.in : `${error.in} ${pointer}`;
  return {
    full: { ...error },
    message,
    text: `${place}: ${message}`,
    keyword,
    in: error.in,
    pointer,
    tokens: [...(parsePointer(pointer) ?? []), ...(missing === undefined ? [] : [missing])],
    received,
  };
}

/** Prism's form of a violation. */
export interface PrismViolation {
  readonly location: readonly string[];
  readonly severity: 'Error';
  readonly code: string;
  readonly message: string;
}

/** As in the member `validation` of Prism's errors and in its header `sl-violations`. */
export function prismViolations(violations: readonly Violation[]): PrismViolation[] {
  return violations.slice(0, LISTED_VIOLATIONS).map(({ in: where, pointer, keyword, message }) => ({
    location: [where, ...(parsePointer(pointer) ?? [])],
    severity: 'Error',
    code: keyword,
    message,
  }));
}
