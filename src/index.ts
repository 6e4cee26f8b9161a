/**
 * @module
 * Load a description with `loadApi`, then serve it with `createMock`, whose `fetch` answers in-process or on a socket.
 */
export {
  bundleDocument,
  type Document,
  type LoadOptions,
  loadDocument,
  writeDocument,
} from './document/index.ts';
export { type Fault, formatPlace, type Place, StandinError } from './errors.ts';
export {
  type FixtureFolder,
  Fixtures,
  type Handler,
  type HandlerContext,
  type HandlerReply,
  type HandlerRequest,
  type HandlerState,
  type Handlers,
  memoryFolder,
  openFixtureFolder,
} from './fixture/index.ts';
export {
  createGenerator,
  type GenerateOptions,
  type Generator,
  type GeneratorOptions,
} from './generation/index.ts';
export {
  type AuthOptions,
  createMock,
  type ExchangeSummary,
  type IssuerOptions,
  type MockOptions,
  type OnViolation,
  type OperationOptions,
  type Proof,
  type ProofOptions,
  proveApi,
} from './mock/index.ts';
export { type Api, loadApi, type Operation } from './model/index.ts';
export { prepareValidation, type Violation } from './schema/index.ts';
export {
  type CheckOptions,
  type CheckRequestOptions,
  checkRequest,
  checkResponse,
  type ReportViolations,
  type ValidateRequestsOptions,
  type ValidateResponsesOptions,
  validateRequests,
  validateResponses,
} from './validation/index.ts';
