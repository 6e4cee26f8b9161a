export { createMock } from './app.ts';
export type { ExchangeSummary, MockOptions } from './options.ts';
