export type { RequestBodyBytes } from './body-check.ts';
export { fittingErrorStatus } from './error-status.ts';
export {
  type CheckedRequest,
  compileRequestCheck,
  type RequestCheck,
} from './request-check.ts';
export {
  type CredentialsVerdict,
  checkSecurity,
  type JudgeCredentials,
  type SecurityResult,
} from './security.ts';
export { bearerChallenge, DIGEST_NONCE, REALM } from './security-challenge.ts';
export { authenticationScheme, type Credentials, readAuthorization } from './security-credentials.ts';
export { undeclaredViolations } from './undeclared.ts';
