export { createMock } from './app.ts';
export type { AuthOptions } from './auth.ts';
export { type Connection, ConnectionReset } from './fault/connection.ts';
export type { Timers } from './fault/timers.ts';
export type { IssuerOptions } from './issuer/options.ts';
export type { ExchangeSummary, MockOptions, OnViolation, OperationOptions } from './options.ts';
export { type Proof, type ProofOptions, proveApi } from './prove.ts';
export { sampleRequest } from './sample-request.ts';
export type { ServerEnv } from './server-env.ts';
