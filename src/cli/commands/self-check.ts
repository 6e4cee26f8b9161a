import type { ContractOptions } from '../../contract/index.ts';
import { StandinError } from '../../errors.ts';
import type { Api } from '../../model/index.ts';
import type { SelfCheckResult, TriedDefect } from '../../self-check/index.ts';
import { exitCode } from '../command.ts';
import { counted, type Output, plain } from '../output.ts';

/** Milliseconds, where `--max-time` says nothing. */
const longest = 120_000;

/** What would this suite notice? Prints how many of the seeded defects a run with these options finds. */
export async function printSelfCheck(api: Api, options: ContractOptions, output: Output): Promise<number> {
  const { selfCheck } = await import('../../self-check/index.ts');
  const result = await selfCheck(api, {
    maxTime: longest,
    ...options,
    onDefect: ({ title, operation }, done, planned) =>
      output.progress(`${done} of ${planned}: ${plain(title)} in ${plain(operation.id)}`),
  });
  output.endProgress();
  const { defects, alarms, left } = result;
  if (defects.length === 0)
    throw new StandinError(
      'Failed to check the suite: no defect made a difference to an answer. Select more operations, or give it more time by --max-time.',
      { code: 'nothing-seeded' },
    );
  if (output.json) output.printJson(asData(result));
  else print(result, output);
  if (alarms > 0)
    output.say(
      `Without a defect the suite finds ${counted(alarms, 'thing')}: mock and suite disagree on this description.`,
    );
  if (left > 0) output.say(`${counted(left, 'defect')} left for lack of time. --max-time gives more.`);
  return exitCode.fine;
}

function print({ defects }: SelfCheckResult, output: Output): void {
  const { paint } = output;
  for (const [group, all] of byGroup(defects)) {
    const found = all.filter((each) => each.found);
    const share = `${found.length} of ${all.length}`;
    output.print(
      `${group.padEnd(10)} ${(found.length === all.length ? paint.green : paint.yellow)(share.padStart(8))}`,
    );
  }
  for (const { title, operation } of defects.filter((each) => !each.found))
    output.print(
      `${paint.red('missed')} ${plain(title)} in ${plain(`${operation.method} ${operation.path}`)}`,
    );
  const found = defects.filter((each) => each.found).length;
  output.print(`The suite finds ${found} of ${counted(defects.length, 'seeded defect')}.`);
}

function asData({ defects, alarms, left }: SelfCheckResult): object {
  const groups = [...byGroup(defects)].map(([group, all]) => [
    group,
    { seeded: all.length, found: all.filter((each) => each.found).length },
  ]);
  return {
    seeded: defects.length,
    found: defects.filter((each) => each.found).length,
    alarms,
    left,
    groups: Object.fromEntries(groups),
    defects: defects.map((each) => ({ ...each, operation: each.operation.id })),
  };
}

function byGroup(defects: readonly TriedDefect[]): Map<string, TriedDefect[]> {
  const groups = new Map<string, TriedDefect[]>();
  for (const defect of defects) {
    const group = groups.get(defect.group);
    if (group) group.push(defect);
    else groups.set(defect.group, [defect]);
  }
  return groups;
}
