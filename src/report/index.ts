export { consoleReporter } from './console.ts';
export type { Locate } from './explained.ts';
export type { ReportContext, Reporter } from './reporter.ts';
export { reporters } from './reporters.ts';
