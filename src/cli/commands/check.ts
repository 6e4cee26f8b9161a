import type { Fault } from '../../errors.ts';
import type { Fixtures } from '../../fixture/index.ts';
import { type DataFlags, dataOptions, exitCode, type Invocation } from '../command.ts';
import { reportFaults } from '../faults.ts';
import { type FixtureFlags, findFixtures } from '../fixtures.ts';
import { counted, type Output } from '../output.ts';
import { loadApiFrom, sourceOf } from '../source.ts';
import { checkState, type StateFlags } from './check-state.ts';

interface CheckFlags extends DataFlags, FixtureFlags, StateFlags {
  readonly strict?: boolean;
  /** Pact files, of the command line alone. */
  readonly pact?: readonly string[] | undefined;
}

/** Lists the faults of a description; 1 where there are errors (or, strictly, warnings). With `state`, what was inferred. */
export async function check(
  specs: readonly string[],
  { output, flags }: Invocation<CheckFlags>,
): Promise<number> {
  const source = sourceOf(specs, flags);
  if (flags.state === true) {
    await checkState(await loadApiFrom(source, flags, output.terminal), source, flags, output);
    return exitCode.fine;
  }
  if (flags.pact) {
    const { checkPacts } = await import('./check-pacts.ts');
    return checkPacts(flags.pact, source, flags, output);
  }
  const [api, { proveApi }] = await Promise.all([
    loadApiFrom(source, flags, output.terminal),
    import('../../mock/index.ts'),
  ]);
  const found = await findFixtures(api, source, flags);
  const { faults: ofApi, operations } = await proveApi(api, {
    ...dataOptions(flags),
    onProgress: (done, total) => output.progress(`Checking operation ${done} of ${total}`),
  });
  output.endProgress();
  const faults = found ? [...ofApi, ...(await fixtureFaults(found.fixtures, flags))] : ofApi;
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const warnings = faults.length - errors;
  if (output.json) output.printJson({ source, title: api.title, operations, errors, warnings, faults });
  else reportFaults(faults, output);
  output.say(summary(operations, errors, warnings, output));
  return errors > 0 || (flags.strict === true && warnings > 0) ? exitCode.notFine : exitCode.fine;
}

async function fixtureFaults(fixtures: Fixtures, flags: CheckFlags): Promise<Fault[]> {
  const { createGenerator } = await import('../../generation/index.ts');
  return fixtures.faults(await createGenerator(dataOptions(flags)));
}

function summary(operations: number, errors: number, warnings: number, { paintError }: Output): string {
  const total = counted(operations, 'operation');
  if (errors + warnings === 0)
    return `${paintError.green('Fine')}: ${total}; each can be answered, and every example is valid.`;
  return `${total}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
}
