export {
  type CheckOptions,
  type CheckRequestOptions,
  checkOperationResponse,
  checkRequest,
  checkResponse,
} from './api-check.ts';
export type { RequestBodyBytes } from './body-check.ts';
export { fittingErrorStatus } from './error-status.ts';
export {
  type ReportViolations,
  type ValidateRequestsOptions,
  type ValidateResponsesOptions,
  validateRequests,
  validateResponses,
} from './middleware.ts';
export {
  type CheckedRequest,
  compileRequestCheck,
  type RequestCheck,
} from './request-check.ts';
export { compileResponseCheck, type ResponseCheck } from './response-check.ts';
export { sampleCredentials } from './sample-credentials.ts';
export {
  type CredentialsVerdict,
  checkSecurity,
  type JudgeCredentials,
  type SecurityResult,
} from './security.ts';
export { bearerChallenge, DIGEST_NONCE, REALM } from './security-challenge.ts';
export { authenticationScheme, type Credentials, readAuthorization } from './security-credentials.ts';
export { undeclaredViolations } from './undeclared.ts';
