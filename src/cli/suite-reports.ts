import type { ContractEvent, ContractResult } from '../contract/index.ts';
import type { Place } from '../errors.ts';
import type { Reporter } from '../report/index.ts';
import type { PreparedSuite } from '../suite/index.ts';
import type { Output } from './output.ts';
import { openReports } from './reports.ts';

/** Where suites that run one after another tell what they find. */
export interface SuiteReports {
  /** Of one suite, called when its turn comes. */
  of(suite: PreparedSuite): Promise<(event: ContractEvent) => void>;
  /** All have run. */
  finish(results: readonly ContractResult[]): void;
  close(): void;
}

/**
 * The console tells of each suite by itself; every other report is one of all of them. What the command line asks for comes
 * before what suites do.
 */
export async function openSuiteReports(
  suites: readonly PreparedSuite[],
  asked: readonly string[] | undefined,
  output: Output,
): Promise<SuiteReports> {
  const own = [...new Set(suites.flatMap(({ reporters }) => reporters ?? []))];
  const words = asked ?? (own.length > 0 && !output.json ? own : [output.json ? 'json' : 'console']);
  const [first] = suites;
  if (suites.length === 1 && first) {
    const reports = await openReports(words, { title: first.title, document: first.api.document }, output);
    return { of: async () => reports.report, finish: () => {}, close: reports.close };
  }
  const titles = suites.map(({ title }) => title);
  const others = words.filter((word) => word !== 'console');
  const together = await openReports(
    others,
    { title: titles.join(', '), document: documentsOf(suites) },
    output,
  );
  const { mergeResults } = await import('../report/index.ts');
  return {
    async of({ title, api }) {
      const alone: Reporter = words.includes('console')
        ? (await openReports(['console'], { title, document: api.document }, output)).report
        : () => {};
      return (event) => {
        alone(event);
        if (event.type !== 'run-finished') together.report(event);
      };
    },
    finish: (results) => {
      const result = mergeResults(results);
      // One that could not be run is none that was kept.
      const isWhole = results.length === suites.length;
      const { kept, conclusive } = result;
      together.report({
        type: 'run-finished',
        result: { ...result, kept: kept && isWhole, conclusive: conclusive && isWhole },
      });
    },
    close: together.close,
  };
}

/** A place is looked for in the description that knows the file. */
function documentsOf(suites: readonly PreparedSuite[]): { place(uri: string, pointer: string): Place } {
  return {
    place: (uri, pointer) => {
      for (const { api } of suites) {
        const place = api.document.place(uri, pointer);
        if (place.line !== undefined) return place;
      }
      return suites[0]!.api.document.place(uri, pointer);
    },
  };
}
