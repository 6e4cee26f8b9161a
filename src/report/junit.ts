import { breaks, type ContractResult, type Finding, type OperationCoverage } from '../contract/index.ts';
import { type ExplainContext, explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';

/** One suite for each operation, one test for each check that found something, or one for all that is well. */
export function junit({ write, title, ...context }: MaskedContext): Reporter {
  return (event) => {
    if (event.type === 'run-finished') write(document(event.result, context, title));
  };
}

interface Suite {
  readonly text: string;
  readonly tests: number;
  readonly failures: number;
  readonly skipped: number;
  readonly errors: number;
}

function document(result: ContractResult, context: ExplainContext, title: string): string {
  const suites = [
    ...(result.conclusive ? [] : [inconclusive(result)]),
    ...result.coverage.map((coverage) => suite(coverage, result.findings, context)),
  ];
  const sum = (count: (each: Suite) => number) => suites.reduce((total, each) => total + count(each), 0);
  const counts = countsOf({
    tests: sum(({ tests }) => tests),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
    skipped: sum(({ skipped }) => skipped),
  });
  const time = (result.milliseconds / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(title)}" ${counts} time="${time}">`,
    ...suites.map(({ text }) => text),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf({ tests, failures, errors, skipped }: Omit<Suite, 'text'>): string {
  return `tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function suite(
  { operation, cases, milliseconds }: OperationCoverage,
  findings: readonly Finding[],
  context: ExplainContext,
): Suite {
  const own = findings.filter((finding) => finding.operation === operation);
  const name = escaped(`${operation.method} ${operation.path}`);
  const broken = own.filter(breaks);
  const named = new Map<string, number>();
  const lines = own.map((finding) => testCase(finding, name, context, named));
  if (own.length === 0)
    lines.push(
      cases > 0
        ? `    <testcase classname="${name}" name="kept in ${cases} cases"/>`
        : `    <testcase classname="${name}" name="not tried"><skipped/></testcase>`,
    );
  const counts = {
    tests: lines.length,
    failures: broken.length,
    errors: 0,
    skipped: own.length === 0 ? Number(cases === 0) : own.filter(isKnown).length,
  };
  const time = (milliseconds / 1000).toFixed(3);
  const open = `  <testsuite name="${name}" ${countsOf(counts)} time="${time}">`;
  return { text: `${open}\n${lines.join('\n')}\n  </testsuite>`, ...counts };
}

function isKnown({ known }: Finding): boolean {
  return known?.status === 'known';
}

/** @param named how often each name was given: readers keep one test of a name */
function testCase(
  finding: Finding,
  name: string,
  context: ExplainContext,
  named: Map<string, number>,
): string {
  const explained = explain(finding, context);
  const title = `${explained.check}: ${explained.message}`;
  const count = (named.get(title) ?? 0) + 1;
  named.set(title, count);
  const unique = count > 1 ? `${title} (${count})` : title;
  const head = `    <testcase classname="${name}" name="${escaped(unique)}" file="${escaped(explained.at.file)}"${explained.at.line === undefined ? '' : ` line="${explained.at.line}"`}`;
  const detail = escaped(
    [
      explained.place,
      ...explained.curl,
      ...explained.differences,
      `standin verify --case '${explained.caseId}'`,
    ].join('\n'),
  );
  if (isKnown(finding))
    return `${head}><skipped message="${escaped(`known: ${explained.known?.reason ?? 'no reason given'}`)}"/></testcase>`;
  if (!breaks(finding))
    return `${head}><system-out>${escaped(explained.message)}\n${detail}</system-out></testcase>`;
  return `${head}><failure type="${escaped(explained.check)}" message="${escaped(explained.message)}">${detail}</failure></testcase>`;
}

function inconclusive({ notices }: ContractResult): Suite {
  const message = escaped(notices[0]?.message ?? '');
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0 };
  const test = `<testcase classname="run" name="reach the target"><error message="${message}"/></testcase>`;
  return { text: `  <testsuite name="run" ${countsOf(counts)} time="0.000">${test}</testsuite>`, ...counts };
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
