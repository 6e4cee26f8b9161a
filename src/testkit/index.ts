export type { App, FetchApp } from './app.ts';
export type { EntityKey, SessionState, StateCollection } from './collections.ts';
export { type ContractExpectation, expectContract } from './expect-contract.ts';
export type { ApiSource } from './load.ts';
export { mock, type TestMock, type TestMockOptions } from './mock.ts';
export { type EntryListener, onEntry } from './observe.ts';
export type { ReceivedRequest, ReceivedResponse } from './received.ts';
export type {
  GenerateOptions as StubGenerateOptions,
  ReplyOptions,
  RequestMatch,
  Stub,
  StubOptions,
} from './stub.ts';
export type { Sampled, SampleName, TestSession } from './test-session.ts';
export type { OperationName, SchemaName, Untyped } from './typed.ts';
