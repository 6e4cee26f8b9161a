export type { Change, Effect, Level, Proof, Travel } from './change.ts';
export { type DiffOptions, diffApis } from './diff-apis.ts';
export { touchedOperations } from './touched.ts';
