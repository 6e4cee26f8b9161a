/**
 * @module
 * Load a description with `loadApi`, then serve it with `createMock`, whose `fetch` answers in-process or on a
 * socket, or hold a server to it with `runContract`. In tests, `mock` does the first two in one.
 */
export {
  type Case,
  type ContractEvent,
  type ContractOptions,
  type ContractResult,
  type Exchange,
  type Fetch,
  type Finding,
  type ForeignPhase,
  type Identity,
  type Notice,
  type OperationCoverage,
  planContract,
  runContract,
  type WireRequest,
  type WireResponse,
  type WorkflowSelection,
} from './contract/index.ts';
export {
  type Change as DescriptionChange,
  type DiffOptions,
  diffApis,
  type Effect,
  type Level,
  type Proof as ChangeProof,
  type Travel,
  touchedOperations,
} from './diff/index.ts';
export {
  bundleDocument,
  type Document,
  type LoadOptions,
  loadDocument,
  writeDocument,
} from './document/index.ts';
export {
  type DreddOptions,
  type DreddSettings,
  dreddPhase,
  readDreddSettings,
} from './dredd/index.ts';
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
export type { FaultSettings } from './http/index.ts';
export {
  type AuthOptions,
  type CallbackDelivery,
  type CallbackOptions,
  type CallbackSigning,
  type Connection,
  ConnectionReset,
  createMock,
  createMocks,
  type ExchangeSummary,
  type IssuerOptions,
  type JournalEntry,
  type JournalRequest,
  type JournalResponse,
  type MockOptions,
  type MountedApi,
  type OnViolation,
  type OperationOptions,
  type Proof,
  type ProofOptions,
  proveApi,
  type ServerEnv,
  type Timers,
  type TriggerOptions,
  trigger,
} from './mock/index.ts';
export { type Api, loadApi, type Operation } from './model/index.ts';
export {
  type ChangeState,
  checkPact,
  type Interaction as PactInteraction,
  type Pact,
  type PactOptions,
  PactRecorder,
  type PactReportContext,
  pactReportContext,
  readPact,
  type StateChange,
  statesByModule,
  statesByUrl,
  verifyPacts,
  type WritePactOptions,
  writePact,
} from './pact/index.ts';
export { type Locate, type ReportContext, type Reporter, reporters } from './report/index.ts';
export { prepareValidation, type Violation } from './schema/index.ts';
export {
  type DefectGroup,
  type SelfCheckOptions,
  type SelfCheckResult,
  selfCheck,
  type TriedDefect,
} from './self-check/index.ts';
export {
  type Change,
  type Commit,
  createMemoryStore,
  openStore,
  type Position,
  type Reading,
  type StateOptions,
  type Store,
  type StoreDescription,
  type StoreOptions,
} from './state/index.ts';
export {
  type ApiSource,
  type App,
  type ContractExpectation,
  type EntityKey,
  type EntryListener,
  expectContract,
  type FetchApp,
  mock,
  type OperationName,
  onEntry,
  type ReceivedRequest,
  type ReceivedResponse,
  type ReplyOptions,
  type RequestMatch,
  type Sampled,
  type SampleName,
  type SchemaName,
  type SessionState,
  type StateCollection,
  type Stub,
  type StubGenerateOptions,
  type StubOptions,
  type TestMock,
  type TestMockOptions,
  type TestSession,
  type Untyped,
} from './testkit/index.ts';
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
export {
  type HarImport,
  importHar,
  type LoadWorkflowsOptions,
  loadWorkflows,
  type RunWorkflowOptions,
  runWorkflow,
  type StepExchange,
  type StepRequest,
  type StepRun,
  type WorkflowRun,
  type Workflows,
} from './workflow/index.ts';
