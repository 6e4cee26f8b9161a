export { matchRequest, matchResponse } from './match-message.ts';
export type { Mismatch } from './mismatch.ts';
export { operationsOf, type PactOperations } from './operations.ts';
export type { Interaction, Pact } from './pact.ts';
export { isPact, readPact } from './read.ts';
export { type PactReportContext, pactReportContext } from './report-context.ts';
export { type ChangeState, type StateChange, statesByModule, statesByUrl } from './states.ts';
export { type PactOptions, verifyPacts } from './verify.ts';
export { PactRecorder, type WritePactOptions, writePact } from './write.ts';
