import { StandinError } from '../../errors.ts';
import type { Api } from '../../model/index.ts';
import { groupChanges } from '../change-groups.ts';
import { printAnnotations, printChanges, printMarkdown, summary } from '../change-text.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { loadApiFrom, sourceOf } from '../source.ts';

interface DiffFlags extends CommonFlags {
  readonly since?: string;
  readonly breaking?: boolean;
  readonly ignore?: readonly string[];
  readonly format: 'text' | 'markdown' | 'github';
}

/** Tells what has changed between two descriptions; with `breaking`, 1 where somebody breaks. */
export async function diff(
  sources: readonly string[],
  { output, flags }: Invocation<DiffFlags>,
): Promise<number> {
  const { diffApis } = await import('../../diff/index.ts');
  const [before, after] = await bothOf(sources, flags, output);
  const all = await diffApis(before, after, {
    now: Date.now(),
    onProgress: (done, total) => output.progress(`Comparing operation ${done} of ${total}`),
  });
  output.endProgress();
  const wanted = all.filter(
    ({ rule, level }) =>
      !flags.ignore?.includes(rule) && !((flags.breaking || output.quiet) && level === 'info'),
  );
  const groups = groupChanges(wanted);
  if (output.json) output.printJson(wanted);
  else if (flags.format === 'markdown') printMarkdown(groups, output);
  else if (flags.format === 'github') printAnnotations(groups, output);
  else printChanges(groups, output);
  output.say(`${summary(groups)}.`);
  return flags.breaking === true && wanted.some(({ level }) => level === 'breaking')
    ? exitCode.notFine
    : exitCode.fine;
}

async function bothOf(
  sources: readonly string[],
  flags: DiffFlags,
  output: Output,
): Promise<readonly [Api, Api]> {
  const { terminal } = output;
  if (flags.since !== undefined) {
    const { loadApiAt } = await import('../git-source.ts');
    const source = sourceOf(sources, flags);
    return Promise.all([
      loadApiAt(flags.since, source, flags, terminal),
      loadApiFrom(source, flags, terminal),
    ]);
  }
  const [old, now] = sources;
  if (sources.length !== 2)
    throw new StandinError(
      `Failed to compare: ${sources.length === 0 ? 'no descriptions are' : 'not two descriptions are'} named. Write standin diff OLD NEW, or standin diff --since main openapi.yaml.`,
      { code: 'not-two-descriptions' },
    );
  return Promise.all([loadApiFrom(old!, flags, terminal), loadApiFrom(now!, flags, terminal)]);
}
