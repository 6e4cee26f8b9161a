import type { Check } from './check.ts';
import { invalidAccepted, validRefused } from './checks/request-verdicts.ts';
import { responseBody } from './checks/response-body.ts';
import { serverError } from './checks/server-error.ts';
import { undocumentedStatus } from './checks/undocumented-status.ts';

const checks: readonly Check[] = [
  serverError,
  undocumentedStatus,
  responseBody,
  invalidAccepted,
  validRefused,
];

/** Every check there is, each once. */
export function allChecks(): readonly Check[] {
  return checks;
}

export function defaultChecks(): string[] {
  return checks.filter(({ byDefault }) => byDefault).map(({ name }) => name);
}
