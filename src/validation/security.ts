import type { Operation, SecurityRequirement, SecurityScheme } from '../model/index.ts';
import type { Violation } from '../schema/index.ts';
import { type BearerState, challengesFor } from './security-challenge.ts';
import {
  authenticationScheme,
  type Credentials,
  credentialsName,
  readCredentials,
  type SecuredRequest,
} from './security-credentials.ts';
import { parameterPointer, violationOf } from './violation-of.ts';

/** Whether credentials are known, and what they allow. */
export type CredentialsVerdict =
  | {
      readonly known: true;
      /** Undefined: every scope. */
      readonly scopes: ReadonlySet<string> | undefined;
    }
  | {
      readonly known: false;
      /** The end of "the credentials of … are refused: ", without any secret. */
      readonly reason: string;
    };

/** Undefined: these are judged by their form alone. */
export type JudgeCredentials = (
  credentials: Credentials,
  scheme: SecurityScheme,
) => CredentialsVerdict | undefined;

export type SecurityResult =
  | {
      readonly ok: true;
      /** What could not be judged, a sentence each. */
      readonly notes: readonly string[];
    }
  | {
      readonly ok: false;
      /** `forbidden`: the credentials are good, and allow too little (RFC 9110 section 15.5.4). */
      readonly kind: 'security' | 'forbidden';
      /** Values for `WWW-Authenticate` (RFC 9110 section 11.6.1), one for each scheme that could have helped. */
      readonly challenges: readonly string[];
      readonly violations: readonly Violation[];
    };

const FINE: SecurityResult = { ok: true, notes: [] };

const UNSEEN =
  'A client certificate is asked for (mutualTLS); this server cannot see whether one was shown and takes it as shown.';

/**
 * Are credentials there, and of the right form? One requirement must hold, all of its schemes (OpenAPI 3.2, Security
 * Requirement Object); an empty one always holds. With `judge` the credentials must also be known and carry the scopes
 * that the requirement lists. A client certificate (`mutualTLS`) that the runtime does not tell of counts as shown.
 */
export function checkSecurity(
  { security }: Pick<Operation, 'security'>,
  request: SecuredRequest,
  judge?: JudgeCredentials,
): SecurityResult {
  if (security.length === 0) return FINE;
  const attempts: Attempt[] = [];
  for (const requirement of security) {
    const problems: Problem[] = [];
    for (const asked of requirement.schemes) {
      const problem = problemWith(asked, request, judge);
      if (problem) problems.push(problem);
    }
    if (problems.length === 0) return holding(requirement, request);
    const forbidden = problems.every(({ error }) => error === 'insufficient_scope');
    attempts.push({ requirement, problems, forbidden });
  }
  const forbidden = attempts.filter((attempt) => attempt.forbidden);
  const candidates = forbidden.length > 0 ? forbidden : attempts;
  const nearest = candidates.reduce((best, next) =>
    next.problems.length < best.problems.length ? next : best,
  );
  return {
    ok: false,
    kind: forbidden.length > 0 ? 'forbidden' : 'security',
    challenges: forbidden.length > 0 ? scopeChallenges(nearest) : allChallenges(security, attempts),
    violations: nearest.problems.map(({ scheme, message }) =>
      violationOf('security', parameterPointer(credentialsName(scheme)), 'security', message, scheme.node),
    ),
  };
}

interface Attempt {
  readonly requirement: SecurityRequirement;
  readonly problems: readonly Problem[];
  /** Nothing but scopes is amiss. */
  readonly forbidden: boolean;
}

interface Problem {
  readonly scheme: SecurityScheme;
  readonly message: string;
  /** Undefined where nothing was sent. */
  readonly error: BearerState['error'];
}

function holding(requirement: SecurityRequirement, { clientCertificate }: SecuredRequest): SecurityResult {
  const unseen =
    clientCertificate === undefined && requirement.schemes.some(({ scheme }) => scheme.type === 'mutualTLS');
  return unseen ? { ok: true, notes: [UNSEEN] } : FINE;
}

function problemWith(
  { scheme, scopes }: SecurityRequirement['schemes'][number],
  request: SecuredRequest,
  judge: JudgeCredentials | undefined,
): Problem | undefined {
  if (scheme.type === 'mutualTLS') {
    if (request.clientCertificate !== false) return undefined;
    return { scheme, message: 'the client shows no certificate (mutualTLS)', error: undefined };
  }
  const read = readCredentials(scheme, request);
  if (!read.ok) return { scheme, message: read.message, error: read.sent ? 'invalid_token' : undefined };
  const verdict = judge?.(read.credentials, scheme);
  if (!verdict) return undefined;
  if (!verdict.known) {
    const message = `the credentials of "${scheme.name}" are refused: ${verdict.reason}`;
    return { scheme, message, error: 'invalid_token' };
  }
  const { scopes: carried } = verdict;
  const lacking = carried ? scopes.filter((scope) => !carried.has(scope)) : [];
  if (!carried || lacking.length === 0) return undefined;
  const carries = carried.size > 0 ? `they carry ${listed([...carried])}` : 'they carry none';
  const noun = lacking.length > 1 ? 'scopes' : 'scope';
  const message = `the credentials of "${scheme.name}" lack the ${noun} ${listed(lacking)}: ${carries}`;
  return { scheme, message, error: 'insufficient_scope' };
}

function listed(scopes: readonly string[]): string {
  const shown = scopes.slice(0, 10).map((scope) => `"${scope}"`);
  return scopes.length > 10 ? `${shown.join(', ')} and ${scopes.length - 10} more` : shown.join(', ');
}

/** RFC 6750 section 3.1: which scopes it takes. Other schemes have no challenge for that. */
function scopeChallenges({ requirement, problems }: Attempt): string[] {
  const bearers = problems.filter(({ scheme }) => sendsBearer(scheme));
  const scopes = requirement.schemes.flatMap((asked) => (sendsBearer(asked.scheme) ? asked.scopes : []));
  return challengesFor(
    bearers.map(({ scheme }) => scheme),
    { error: 'insufficient_scope', scopes: [...new Set(scopes)] },
  );
}

function allChallenges(
  security: readonly SecurityRequirement[],
  attempts: readonly Attempt[],
): readonly string[] {
  const wrong = attempts
    .flatMap(({ problems }) => problems)
    .find(({ scheme, error }) => error === 'invalid_token' && sendsBearer(scheme));
  if (wrong) return challengesOf(security, wrong);
  let usual = usualChallenges.get(security);
  if (!usual) usualChallenges.set(security, (usual = challengesOf(security, undefined)));
  return usual;
}

/** Of requests without bearer tokens, which get the same each time. */
const usualChallenges = new WeakMap<readonly SecurityRequirement[], readonly string[]>();

function challengesOf(
  security: readonly SecurityRequirement[],
  wrong: Problem | undefined,
): readonly string[] {
  const asked = security.flatMap(({ schemes }) => schemes);
  // Of the first that lists any; those of http schemes are roles, which are no matter of the wire.
  const scopes = asked.find((each) => each.scheme.type !== 'http' && each.scopes.length > 0)?.scopes;
  return challengesFor(
    asked.map(({ scheme }) => scheme),
    wrong ? { error: 'invalid_token', description: wrong.message, scopes } : { scopes },
  );
}

function sendsBearer(scheme: SecurityScheme): boolean {
  return scheme.type !== 'apiKey' && scheme.type !== 'mutualTLS' && authenticationScheme(scheme) === 'Bearer';
}
