import { type ParameterValues, parseMediaType, type RawRequest } from '../http/index.ts';
import type { MediaType, Operation } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import {
  checkSecurity,
  compileRequestCheck,
  fittingErrorStatus,
  type JudgeCredentials,
  type RequestBodyBytes,
  type RequestCheck,
  type SecurityResult,
  undeclaredViolations,
} from '../validation/index.ts';
import type { ResolvedMockOptions } from './options.ts';
import type { Refusal } from './refusal.ts';

/** What a request is judged by. */
export interface JudgedRequest extends RawRequest {
  readonly body: RequestBodyBytes;
  /** Undefined: credentials are good if their form is. */
  readonly judge?: JudgeCredentials | undefined;
  /** Undefined: the runtime does not tell. */
  readonly clientCertificate?: boolean | undefined;
}

export interface Verdict {
  /** Undefined: the request is answered as a good one. */
  readonly refusal: Refusal | undefined;
  readonly violations: readonly Violation[];
  /** What is no violation and worth to be known, a sentence each. */
  readonly notes: readonly string[];
  /** The body, as far as it could be read. */
  readonly sent: unknown;
  /** The essence of its media type as sent, else as documented. */
  readonly sentType: string | undefined;
  /** As far as they could be read. */
  readonly parameters: ParameterValues;
}

/** Compiles the judging of an operation's requests, by what the options ask for. */
export function compileVerdict(
  operation: Operation,
  options: ResolvedMockOptions,
): (request: JudgedRequest) => Verdict {
  const { strict } = options;
  const mode = options.operations[operation.id]?.onViolation ?? options.onViolation;
  const asked = options.auth.asked && mode !== 'ignore';
  let check: RequestCheck | undefined;
  return (request) => {
    const security = asked ? checkSecurity(operation, request, request.judge) : undefined;
    if (security?.ok === false && mode === 'refuse') {
      const { violations } = security;
      const nothing = { notes: [], sent: undefined, sentType: undefined, parameters: NO_PARAMETERS };
      return { refusal: unauthorized(operation, security), violations, ...nothing };
    }
    check ??= compileRequestCheck(operation);
    const checked = check(request);
    const { parameters } = checked;
    const sent = checked.body;
    const sentType = sent === undefined ? undefined : typeOf(request.body.contentType, checked.mediaType);
    if (mode === 'ignore')
      return { refusal: undefined, violations: [], notes: [], sent, sentType, parameters };
    const noted = security?.ok ? security.notes : NONE;
    // Most requests are good.
    if (
      security?.ok !== false &&
      noted.length + checked.violations.length + checked.notes.length + checked.undeclared.length === 0
    )
      return { refusal: undefined, violations: NONE, notes: NONE, sent, sentType, parameters };
    const undeclared = undeclaredViolations(operation, checked.undeclared);
    const violations = [
      ...(security?.ok === false ? security.violations : []),
      ...checked.violations,
      ...(strict ? undeclared : []),
    ];
    const notes = [
      ...noted,
      ...checked.notes.map(({ in: where, pointer, message }) => `${where} ${pointer}: ${message}`),
      ...(strict ? [] : undeclared.map(({ message }) => message)),
    ];
    const refused = violations.length > 0 && mode === 'refuse';
    return {
      refusal: refused ? invalid(operation, violations) : undefined,
      violations,
      notes,
      sent,
      sentType,
      parameters,
    };
  };
}

const NONE: readonly never[] = [];
export const NO_PARAMETERS: ParameterValues = {
  path: {},
  query: {},
  header: {},
  cookie: {},
  querystring: {},
};

function typeOf(contentType: string | null, documented: MediaType | undefined): string | undefined {
  const type = contentType ?? documented?.type;
  return type === undefined ? undefined : parseMediaType(type)?.essence;
}

function unauthorized(
  operation: Operation,
  { kind, challenges, violations }: Extract<SecurityResult, { ok: false }>,
): Refusal {
  const headers: Record<string, string> =
    challenges.length > 0 ? { 'WWW-Authenticate': challenges.join(', ') } : {};
  const { status, response } = fittingErrorStatus(operation, kind);
  return { status, response, detail: sentence(violations), violations, headers };
}

function invalid(operation: Operation, violations: readonly Violation[]): Refusal {
  // A part of another type than documented does not make the whole unsupported.
  const unsupported = violations.some(({ keyword, pointer }) => keyword === 'contentType' && pointer === '');
  const { status, response } = fittingErrorStatus(
    operation,
    unsupported ? 'contentType' : 'request',
    violations,
  );
  const accepted = unsupported && operation.requestBody?.content.map(({ type }) => type).join(', ');
  const headers: Record<string, string> = accepted ? { Accept: accepted } : {};
  return { status, response, detail: sentence(violations), violations, headers };
}

/** The first in words, and how many there are besides. */
function sentence(violations: readonly Violation[]): string {
  const [first] = violations;
  if (!first) return 'The request breaks the description.';
  const more = violations.length > 1 ? ` (and ${violations.length - 1} more)` : '';
  return `${first.in}${first.pointer && ` ${first.pointer}`}: ${first.message}${more}`;
}
