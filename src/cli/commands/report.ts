import { readFile } from 'node:fs/promises';
import { StandinError } from '../../errors.ts';
import type { JsonReport } from '../../report/index.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import { openReports } from '../reports.ts';

export interface ReportFlags extends CommonFlags {
  readonly reporter?: readonly string[];
}

/** Makes one report of the JSON reports of several runs: 0 all are kept, 1 one is broken, 2 one could not be told. */
export async function mergeReports(
  files: readonly string[],
  { output, flags }: Invocation<ReportFlags>,
): Promise<number> {
  if (flags.reporter?.some((word) => /^har(?:=|$)/.test(word)))
    throw new StandinError(
      'Failed to merge as HAR: JSON reports hold the requests of findings alone. Have each run write its own by --reporter har=FILE.',
      { code: 'bad-report' },
    );
  const { mergeResults, readJsonReport } = await import('../../report/index.ts');
  const operations = new Map();
  const read: JsonReport[] = [];
  for (const file of files) read.push(readJsonReport(await textOf(file), file, operations));
  const result = mergeResults(read.map((report) => report.result));
  const first = read[0]!.started;
  const all = <T>(of: (report: JsonReport) => readonly T[]): T[] => [...new Set(read.flatMap(of))];
  const place = (uri: string, pointer: string) => {
    const places = read.map(({ locate }) => locate(uri, pointer));
    return places.find(({ line }) => line !== undefined) ?? places[0]!;
  };
  const titles = all(({ title }) => [title]);
  const reports = await openReports(
    flags.reporter,
    { title: titles.join(', '), document: { place } },
    output,
  );
  try {
    reports.report({
      ...first,
      target: all(({ started }) => [started.target]).join(', '),
      phases: all(({ started }) => started.phases),
      checks: all(({ started }) => started.checks),
      operations: result.coverage.map(({ operation }) => operation),
    });
    for (const finding of result.findings) reports.report({ type: 'finding', finding });
    reports.report({ type: 'run-finished', result });
  } finally {
    reports.close();
  }
  if (!result.conclusive) return exitCode.failed;
  return result.kept ? exitCode.fine : exitCode.notFine;
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: Error) => {
    throw new StandinError(`Failed to read the report ${file}: ${cause.message}. Check the name.`, {
      code: 'bad-report',
      cause,
    });
  });
}
