const challenge =
  'Of the 23 branches of oneOf in ChallengeTypes, three ask for nothing that another branch does not ask for too: ' +
  'whatever one branch takes, these three take, so that never exactly one does.';
const verifier =
  'In GlobalJwtVerifier, source must be exactly one of InQueryParam, InHeader and InCookie, but the first and the ' +
  'last are the same, and what the second takes they take too.';
const allThings =
  'In allThings, origin must be a text, and by additionalProperties of its neighbours an object and a list as well.';

/** Answers that cannot be what the description promises, and why: by document, by operation. */
export const knownMisses: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'authentik-2024.8.1': {
    'GET /flows/executor/{flow_slug}/': challenge,
    'POST /flows/executor/{flow_slug}/': challenge,
  },
  'authentik-2024.8.1-generated': {
    'GET /flows/executor/{flow_slug}/': challenge,
    'POST /flows/executor/{flow_slug}/': challenge,
  },
  'goswagger-fixture-allof': { 'GET /models': allThings },
  'guru-maif-local-otoroshi': {
    'POST /api/verifiers': verifier,
    'GET /api/verifiers/{verifierId}': verifier,
    'PATCH /api/verifiers/{verifierId}': verifier,
    'PUT /api/verifiers/{verifierId}': verifier,
  },
};
