import { allChecks, type ContractResult, type Known } from '../contract/index.ts';
import type { Place } from '../errors.ts';
import { type ExplainContext, explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';

/** SARIF 2.1.0: each finding at its place in the description, as code scanning shows it. */
export function sarif({ write, version, ...context }: MaskedContext): Reporter {
  return (event) => {
    if (event.type !== 'run-finished') return;
    write(`${JSON.stringify(log(event.result, version, context), null, 2)}\n`);
  };
}

function log(
  { findings, conclusive }: ContractResult,
  version: string | undefined,
  context: ExplainContext,
): object {
  const explained = findings.map((finding) => explain(finding, context));
  const rules = [...new Set(explained.map(({ check }) => check))];
  const titles = new Map(allChecks().map(({ name, title }) => [name, title]));
  const hasBaseline = findings.some(({ known }) => known !== undefined);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Standin',
            ...(version === undefined ? {} : { version }),
            rules: rules.map((id) => ({ id, shortDescription: { text: titles.get(id) ?? id } })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: conclusive }],
        results: explained.map(
          ({ check, severity, message, operation, at, fingerprint, tags, count, known }) => ({
            ruleId: check,
            ruleIndex: rules.indexOf(check),
            level: severity === 'lenient' ? 'note' : tags.includes('flaky') ? 'warning' : 'error',
            message: { text: `${operation}: ${message}` },
            partialFingerprints: { 'standin/v1': fingerprint },
            occurrenceCount: count,
            ...(hasBaseline ? baselineOf(known) : {}),
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uriOf(at.file) },
                  ...regionOf(at),
                },
                ...(at.pointer ? { logicalLocations: [{ fullyQualifiedName: at.pointer }] } : {}),
              },
            ],
          }),
        ),
      },
    ],
  };
}

/** Section 3.30: a column means nothing without its line. */
function regionOf({ line, column }: Place): object {
  if (line === undefined) return {};
  return { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
}

/** Section 3.4: a relative reference where the file lies near. A name may hold what would begin a query or a scheme. */
function uriOf(file: string): string {
  if (/^https?:/.test(file)) return file;
  const path = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return `file://${path}`;
  return /^[A-Za-z]:\//.test(file) ? `file:///${path.replace('%3A', ':')}` : path;
}

/** Sections 3.27.23, 3.27.24 and 3.35: where one result has a state and suppressions, all have. */
function baselineOf(known: Known | undefined): object {
  if (known?.status !== 'known')
    return { baselineState: known?.status === 'expired' ? 'unchanged' : 'new', suppressions: [] };
  const justification = known.reason === undefined ? {} : { justification: known.reason };
  return { baselineState: 'unchanged', suppressions: [{ kind: 'external', ...justification }] };
}
