import { breaks, type ContractResult, type Finding, type OperationCoverage } from '../contract/index.ts';
import { type ExplainContext, explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';

/** One suite for each operation, one test for each check that found something, or one for all that is well. */
export function junit({ write, title, ...context }: MaskedContext): Reporter {
  return (event) => {
    if (event.type === 'run-finished') write(document(event.result, context, title));
  };
}

function document(result: ContractResult, context: ExplainContext, title: string): string {
  const suites = result.coverage.map((coverage) => suite(coverage, result.findings, context));
  const tests = suites.reduce((sum, each) => sum + each.tests, 0);
  const failures = suites.reduce((sum, each) => sum + each.failures, 0);
  const time = (result.milliseconds / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(title)}" tests="${tests}" failures="${failures}" errors="${result.conclusive ? 0 : 1}" time="${time}">`,
    ...(result.conclusive ? [] : [inconclusive(result)]),
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(
  { operation, cases }: OperationCoverage,
  findings: readonly Finding[],
  context: ExplainContext,
): { text: string; tests: number; failures: number } {
  const own = findings.filter((finding) => finding.operation === operation);
  const name = escaped(`${operation.method} ${operation.path}`);
  const broken = own.filter(breaks);
  const lines = own.map((finding) => testCase(finding, name, context));
  if (own.length === 0)
    lines.push(
      cases > 0
        ? `    <testcase classname="${name}" name="kept in ${cases} cases"/>`
        : `    <testcase classname="${name}" name="not tried"><skipped/></testcase>`,
    );
  return {
    text: `  <testsuite name="${name}" tests="${lines.length}" failures="${broken.length}">\n${lines.join('\n')}\n  </testsuite>`,
    tests: lines.length,
    failures: broken.length,
  };
}

function testCase(finding: Finding, name: string, context: ExplainContext): string {
  const explained = explain(finding, context);
  const head = `    <testcase classname="${name}" name="${escaped(`${explained.check}: ${explained.message}`)}" file="${escaped(explained.at.file)}"${explained.at.line === undefined ? '' : ` line="${explained.at.line}"`}`;
  const detail = escaped(
    [
      explained.place,
      ...explained.curl,
      ...explained.differences,
      `standin verify --case '${explained.caseId}'`,
    ].join('\n'),
  );
  if (explained.known?.status === 'known')
    return `${head}><skipped message="${escaped(`known: ${explained.known.reason ?? 'no reason given'}`)}"/></testcase>`;
  if (!breaks(finding))
    return `${head}><system-out>${escaped(explained.message)}\n${detail}</system-out></testcase>`;
  return `${head}><failure type="${escaped(explained.check)}" message="${escaped(explained.message)}">${detail}</failure></testcase>`;
}

function inconclusive({ notices }: ContractResult): string {
  const message = escaped(notices[0]?.message ?? '');
  return `  <testsuite name="run" tests="1" errors="1"><testcase classname="run" name="reach the target"><error message="${message}"/></testcase></testsuite>`;
}

/** XML 1.0 has no place for most control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
