export { createMock } from './app.ts';
export type { AuthApiKey, AuthOptions, AuthToken } from './auth.ts';
export type { AuthUser } from './digest.ts';
export type { IssuerClient, IssuerOptions, IssuerUser } from './issuer/options.ts';
export type { ExchangeSummary, MockOptions } from './options.ts';
export { type Proof, type ProofOptions, proveApi } from './prove.ts';
export { type SampleRequestOptions, sampleRequest } from './sample-request.ts';
