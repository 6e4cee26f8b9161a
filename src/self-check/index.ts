export type { DefectGroup } from './defect.ts';
export { type SelfCheckOptions, type SelfCheckResult, selfCheck, type TriedDefect } from './self-check.ts';
