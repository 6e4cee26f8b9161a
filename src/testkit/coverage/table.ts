import {
  COVERAGE_KINDS,
  type CoverageCount,
  type CoverageCounts,
  type DescriptionTouched,
  type OperationTouched,
  percent,
} from './report.ts';

const HEADS = ['', 'operations', 'statuses', 'request', 'response', 'not touched'];

/** Names in the last column before it says how many more there are. */
const MOST_NAMES = 4;
/** Operations that nobody called, by name, before it says how many more there are. */
const MOST_UNCALLED = 20;

/** A table for the terminal: a line for each description, and one for each operation that is not touched wholly. */
export function coverageTable(descriptions: readonly DescriptionTouched[]): string {
  const rows: string[][] = [HEADS];
  for (const { title, counts, operations } of descriptions) {
    rows.push([title, ...cells(counts), '']);
    const called = operations.filter(({ calls }) => calls > 0);
    const uncalled = operations.filter(({ calls }) => calls === 0);
    for (const operation of called)
      if (missing(operation).length > 0)
        rows.push([`  ${operation.id}`, ...cells(operation.counts), few(missing(operation), MOST_NAMES)]);
    for (const { id, counts } of uncalled.slice(0, MOST_UNCALLED))
      rows.push([`  ${id}`, ...cells(counts), 'never called']);
    if (uncalled.length > MOST_UNCALLED)
      rows.push([`  … ${uncalled.length - MOST_UNCALLED} more never called`, '', '', '', '', '']);
  }
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => aligned(cell, widths[column]!, column))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function aligned(cell: string, width: number, column: number): string {
  const isNumber = column > 0 && column < HEADS.length - 1;
  return isNumber ? cell.padStart(width) : cell.padEnd(width);
}

function cells(counts: CoverageCounts): string[] {
  return COVERAGE_KINDS.map((kind) => cell(counts[kind]));
}

function cell(count: CoverageCount): string {
  return count.total === 0 ? '-' : `${count.touched}/${count.total} ${Math.floor(percent(count))}%`;
}

function missing({ untouched }: OperationTouched): string[] {
  return [...untouched.statuses, ...untouched.requestFields, ...untouched.responseFields];
}

function few(names: readonly string[], most: number): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
