import type { ContractResult } from '../contract/index.ts';
import { type ExplainContext, type Explained, explain } from './explained.ts';
import type { MaskedContext, Reporter } from './reporter.ts';
import { standing } from './standing.ts';

/** A summary for a step of CI, or for a pull request. */
export function markdown({ write, title, ...context }: MaskedContext): Reporter {
  return (event) => {
    if (event.type === 'run-finished') write(summary(event.result, context, title));
  };
}

function summary(result: ContractResult, context: ExplainContext, title: string): string {
  const findings = result.findings.map((finding) => explain(finding, context));
  const broken = findings.filter(({ isBroken }) => isBroken);
  const known = findings.filter((each) => each.known?.status === 'known');
  const rest = findings.filter((finding) => !broken.includes(finding) && !known.includes(finding));
  const counts = standing(result);
  const reached = result.coverage.filter(({ statuses }) => statuses.size > 0).length;
  const verdict = !result.conclusive ? 'could not be told' : result.kept ? 'kept' : 'broken';
  return [
    `## Contract of ${cell(title)}: ${verdict}`,
    '',
    `${broken.length} findings, ${rest.length} remarks${counts === '' ? '' : `, by the baseline ${counts}`}; ${reached} of ${result.coverage.length} operations reached by ${result.requests} requests in ${result.cases} cases.`,
    '',
    ...result.notices.map(({ message }) => `- ${cell(message)}`),
    ...(broken.length > 0
      ? ['', '| Operation | What is wrong | Where | Check |', '| --- | --- | --- | --- |']
      : []),
    ...broken.map(
      ({ operation, message, place, check }) =>
        `| ${code(operation)} | ${cell(message)} | ${code(place)} | ${check} |`,
    ),
    '',
    ...broken.map(details),
    ...(known.length > 0
      ? ['<details><summary>Known</summary>', '', ...known.map(knownLine), '', '</details>']
      : []),
    ...(result.gone ?? []).map(
      ({ operation, check, reason }) =>
        `- gone: ${code(operation)} ${check}${reason ? `, ${cell(reason)}` : ''}`,
    ),
    ...(rest.length > 0
      ? ['<details><summary>Remarks</summary>', '', ...rest.map(remark), '', '</details>']
      : []),
    '',
  ].join('\n');
}

function details({ operation, message, curl, differences, caseId }: Explained): string {
  return [
    `<details><summary>${cell(operation)}: ${cell(message)}</summary>`,
    '',
    fenced('sh', curl.join('\n')),
    ...(differences.length > 0 ? [fenced('diff', differences.join('\n'))] : []),
    `Again: ${code(`standin verify --case '${caseId}'`)}`,
    '',
    '</details>',
    '',
  ].join('\n');
}

function knownLine({ operation, message, known }: Explained): string {
  const more = [known?.reason, known?.owner, known?.expires && `until ${known.expires}`];
  return `- ${code(operation)} ${cell(message)} (${cell(more.filter((each) => each).join(', ') || 'no reason given')})`;
}

function remark({ operation, message, tags, count }: Explained): string {
  return `- ${code(operation)} ${cell(message)} (${[...tags, `${count} times`].join(', ')})`;
}

/** A fence that the text cannot close. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}\n`;
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\r\n]+/g, ' ');
}

function code(text: string): string {
  return `\`${cell(text).replaceAll('&lt;', '<').replaceAll('`', "'")}\``;
}
