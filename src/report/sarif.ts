import type { ContractResult, Known } from '../contract/index.ts';
import { type ExplainContext, explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';

/** SARIF 2.1.0: each finding at its place in the description, as code scanning shows it. */
export function sarif({ write, ...context }: MaskedContext): Reporter {
  return (event) => {
    if (event.type === 'run-finished') write(`${JSON.stringify(log(event.result, context), null, 2)}\n`);
  };
}

function log({ findings, conclusive }: ContractResult, context: ExplainContext): object {
  const explained = findings.map((finding) => explain(finding, context));
  const rules = [...new Set(explained.map(({ check }) => check))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Standin', rules: rules.map((id) => ({ id, shortDescription: { text: id } })) },
        },
        invocations: [{ executionSuccessful: conclusive }],
        results: explained.map(
          ({ check, severity, message, operation, at, fingerprint, tags, count, known }) => ({
            ruleId: check,
            ruleIndex: rules.indexOf(check),
            level: severity === 'lenient' ? 'note' : tags.includes('flaky') ? 'warning' : 'error',
            message: { text: `${operation}: ${message}` },
            partialFingerprints: { 'standin/v1': fingerprint },
            occurrenceCount: count,
            ...(known === undefined ? {} : baselineOf(known)),
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uriOf(at.file) },
                  ...(at.line === undefined
                    ? {}
                    : {
                        region: {
                          startLine: at.line,
                          ...(at.column === undefined ? {} : { startColumn: at.column }),
                        },
                      }),
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

/** A file's name may hold what would begin a query or a fragment. */
function uriOf(file: string): string {
  return encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
}

/** Sections 3.27.24 and 3.35. */
function baselineOf({ status, reason }: Known): object {
  if (status !== 'known') return { baselineState: status === 'expired' ? 'unchanged' : 'new' };
  const justification = reason === undefined ? {} : { justification: reason };
  return { baselineState: 'unchanged', suppressions: [{ kind: 'external', ...justification }] };
}
