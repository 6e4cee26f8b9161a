export type { RequestBodyBytes } from './body-check.ts';
export { fittingErrorStatus } from './error-status.ts';
export {
  type CheckedRequest,
  compileRequestCheck,
  type RequestCheck,
} from './request-check.ts';
export { checkSecurity } from './security.ts';
