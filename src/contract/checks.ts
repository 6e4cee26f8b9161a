import type { Check } from './check.ts';
import { authenticationIgnored } from './checks/authentication.ts';
import { contentType } from './checks/content-type.ts';
import { dreddFailed } from './checks/dredd.ts';
import { bodyWhereNone } from './checks/empty-answer.ts';
import { errorLeak } from './checks/error-leak.ts';
import { optionsAllow } from './checks/options-allow.ts';
import { pactBroken } from './checks/pact.ts';
import { invalidAccepted, validRefused } from './checks/request-verdicts.ts';
import { responseBody } from './checks/response-body.ts';
import { responseHeaders } from './checks/response-headers.ts';
import { responseTime } from './checks/response-time.ts';
import { securityHeaders } from './checks/security-headers.ts';
import { serverError } from './checks/server-error.ts';
import { undeclaredMethod } from './checks/undeclared-method.ts';
import { undocumentedBody } from './checks/undocumented-body.ts';
import { undocumentedStatus } from './checks/undocumented-status.ts';
import { writeOnlyLeaked } from './checks/write-only.ts';
import { linkBroken } from './links.ts';
import { workflowFailed } from './phases/workflows.ts';
import { allSequences } from './sequences.ts';

const ofOneExchange: readonly Check[] = [
  serverError,
  undocumentedStatus,
  contentType,
  responseBody,
  responseHeaders,
  undocumentedBody,
  bodyWhereNone,
  writeOnlyLeaked,
  invalidAccepted,
  validRefused,
  undeclaredMethod,
  optionsAllow,
  authenticationIgnored,
  errorLeak,
  responseTime,
  securityHeaders,
];

const checks: readonly Check[] = [
  ...ofOneExchange,
  linkBroken,
  workflowFailed,
  dreddFailed,
  pactBroken,
  ...allSequences.flatMap((sequence) => sequence.checks),
];

/** Every check there is, each once. */
export function allChecks(): readonly Check[] {
  return checks;
}

export function defaultChecks(): string[] {
  return checks.filter(({ byDefault }) => byDefault).map(({ name }) => name);
}

/**
 * Names of checks, where `default` and `all` stand for those and `-name` takes one away. What begins with one that is taken
 * away begins with the default.
 */
export function chosenChecks(words: readonly string[]): string[] {
  const chosen = new Set(words[0]?.startsWith('-') ? defaultChecks() : []);
  for (const word of words) {
    if (word.startsWith('-')) chosen.delete(word.slice(1));
    else if (word === 'default') for (const name of defaultChecks()) chosen.add(name);
    else if (word === 'all') for (const { name } of checks) chosen.add(name);
    else chosen.add(word);
  }
  return [...chosen];
}
