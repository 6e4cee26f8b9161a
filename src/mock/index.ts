export { createMock } from './app.ts';
export type { ExchangeSummary, MockOptions } from './options.ts';
export { type Proof, type ProofOptions, proveApi } from './prove.ts';
export { type SampleRequestOptions, sampleRequest } from './sample-request.ts';
