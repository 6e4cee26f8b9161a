export { consoleReporter } from './console.ts';
export type { Locate } from './explained.ts';
export { mergeResults } from './merge-results.ts';
export { type JsonReport, readJsonReport } from './read-json-report.ts';
export type { ReportContext, Reporter } from './reporter.ts';
export { reporters } from './reporters.ts';
export { createSayer } from './said.ts';
