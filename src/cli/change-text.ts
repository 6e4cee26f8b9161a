import type { Change, Proof } from '../diff/index.ts';
import { formatPlace, type Place } from '../errors.ts';
import type { ChangeGroup } from './change-groups.ts';
import { counted, type Output, type Paint, plain } from './output.ts';

const longestProof = 120;
const operationsShown = 3;

/** For people: one change a paragraph. */
export function printChanges(groups: readonly ChangeGroup[], output: Output): void {
  const { paint } = output;
  for (const { change, operations } of groups) {
    output.print(`${level(change.level, paint)} ${plain(change.message)} ${paint.dim(`[${change.rule}]`)}`);
    if (operations.length > 0) output.print(`  in ${operationsText(operations, output.verbose)}`);
    const places = [place('was', change.before), place('is', change.after)].filter(
      (text) => text !== undefined,
    );
    if (places.length > 0) output.print(paint.dim(`  ${places.join(', ')}`));
    if (change.proof) output.print(`  ${proofText(change.proof)}`);
  }
}

function level(name: Change['level'], paint: Paint): string {
  if (name === 'breaking') return paint.red('breaking');
  return name === 'warning' ? paint.yellow('warning ') : paint.green('info    ');
}

function operationsText(operations: readonly string[], all: boolean): string {
  const shown = all ? operations : operations.slice(0, operationsShown);
  const more = operations.length - shown.length;
  return `${shown.map(plain).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function place(word: string, at: Place | undefined): string | undefined {
  return at && `${word} ${plain(formatPlace({ ...at, pointer: undefined }))}`;
}

function proofText({ value, acceptedBy, reason }: Proof): string {
  const text = JSON.stringify(value) ?? '';
  const short = text.length > longestProof ? `${text.slice(0, longestProof - 1)}…` : text;
  const verdict = acceptedBy === 'before' ? 'was accepted, and now' : 'is accepted now, and before';
  return `${plain(short)} ${verdict} ${plain(reason)}`;
}

/** A table for a pull request. */
export function printMarkdown(groups: readonly ChangeGroup[], output: Output): void {
  output.print(`### ${summary(groups)}`);
  if (groups.length === 0) return;
  output.print('');
  output.print('| | change | operations | rule |');
  output.print('| --- | --- | --- | --- |');
  for (const { change, operations } of groups)
    output.print(
      `| ${change.level === 'info' ? '' : `**${change.level}**`} | ${cell(change.message)} | ${cell(operationsText(operations, output.verbose))} | \`${change.rule}\` |`,
    );
}

function cell(text: string): string {
  return plain(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('`', "'");
}

/** Workflow commands: GitHub shows each change at its line of the newer description. */
export function printAnnotations(groups: readonly ChangeGroup[], output: Output): void {
  const names = { breaking: 'error', warning: 'warning', info: 'notice' } as const;
  for (const { change, operations } of groups) {
    const at = change.after ?? change.before;
    const properties = [
      ...(at ? [`file=${property(at.file)}`] : []),
      ...(at?.line === undefined ? [] : [`line=${at.line}`]),
      `title=${property(change.rule)}`,
    ];
    const where = operations.length > 0 ? ` (${operationsText(operations, false)})` : '';
    output.print(`::${names[change.level]} ${properties.join(',')}::${data(change.message + where)}`);
  }
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** `2 breaking changes, 1 warning, 4 other changes`. */
export function summary(groups: readonly ChangeGroup[]): string {
  if (groups.length === 0) return 'No changes';
  const count = (name: Change['level']) => groups.filter(({ change }) => change.level === name).length;
  return [
    counted(count('breaking'), 'breaking change'),
    counted(count('warning'), 'warning'),
    counted(count('info'), 'other change'),
  ].join(', ');
}
