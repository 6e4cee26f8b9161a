export type { RequestBodyBytes } from './body-check.ts';
export { type ErrorStatus, fittingErrorStatus, type RefusalKind } from './error-status.ts';
export {
  type CheckableRequest,
  type CheckedRequest,
  compileRequestCheck,
  type RequestCheck,
} from './request-check.ts';
export { checkSecurity, type SecurityResult } from './security.ts';
