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

/** What an error body has to say. Each part is worked out when a body has room for it: most have little. */
export class ErrorFacts {
  readonly status: number;
  readonly kind: ProblemKind;
  readonly title: string;
  /** One sentence. */
  readonly detail: string;
  /** How many things are wrong. */
  readonly total: number;
  /** Asked for, without the query. */
  readonly path: string;
  readonly method: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly #source: FactsSource;
  #errors: readonly ProblemError[] | undefined;
  #entries: readonly ErrorEntry[] | undefined;
  #problem: Problem | undefined;

  constructor(source: FactsSource) {
    const { status, violations } = source;
    this.#source = source;
    this.status = status;
    this.kind = problemKind(status, violations);
    this.title = this.kind === 'request-invalid' ? 'Request not valid' : reasonPhrase(status);
    this.detail = source.detail;
    this.total = violations.length;
    this.path = source.path;
    this.method = source.method;
    this.now = source.now;
  }

  /** Of the first thing that is wrong, without its place. */
  get message(): string {
    return this.#source.violations[0]?.message ?? this.detail;
  }

  /** At most 50; one without a place where the error is about no part of the request. */
  get entries(): readonly ErrorEntry[] {
    return (this.#entries ??=
      this.total > 0
        ? this.#source.violations.slice(0, LISTED_VIOLATIONS).map(entryOf)
        : [entryOfNothing(this.kind, this.detail)]);
  }

  /** The entries as RFC 9457's extension has them, with their places in the description. */
  get listed(): ReadonlyArray<ProblemError | { readonly message: string }> {
    return this.total > 0 ? this.#problemErrors() : [{ message: this.detail }];
  }

  get problem(): Problem {
    const { status, title, detail, path: instance } = this;
    const { prism, violations } = this.#source;
    return (this.#problem ??= problem({
      status,
      type: problemType(this.kind, prism),
      title,
      detail,
      instance,
      extensions: extensionsOf(this.#problemErrors(), prism ? violations : []),
    }));
  }

  #problemErrors(): readonly ProblemError[] {
    return (this.#errors ??= problemErrors(this.#source.violations, this.#source.locate));
  }
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

function entryOf({ in: where, message, keyword, pointer, received, missing }: Violation): ErrorEntry {
  const place = pointer === '' ? where : `${where} ${pointer}`;
  const tokens = parsePointer(pointer) ?? [];
  if (missing !== undefined) tokens.push(missing);
  return { message, text: `${place}: ${message}`, keyword, in: where, pointer, tokens, received };
}

function entryOfNothing(keyword: string, message: string): ErrorEntry {
  return { message, text: message, keyword, in: undefined, pointer: '', tokens: [], received: undefined };
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
