import type { CommonFlags } from '../command.ts';
import { exitCode } from '../command.ts';
import { reportFaults } from '../faults.ts';
import { counted, type Output } from '../output.ts';
import { readPacts } from '../pacts.ts';
import { loadApiFrom } from '../source.ts';

/** Whether a description lets pacts be kept: 0 yes, 1 no (or, strictly, where something of them is not understood). */
export async function checkPacts(
  files: readonly string[],
  source: string,
  flags: CommonFlags & { readonly strict?: boolean },
  output: Output,
): Promise<number> {
  const [api, pacts, { checkPact }] = await Promise.all([
    loadApiFrom(source, flags, output.terminal),
    readPacts(files),
    import('../../pact/index.ts'),
  ]);
  const faults = (await Promise.all(pacts.map((pact) => checkPact(api, pact)))).flat();
  const interactions = pacts.reduce((sum, pact) => sum + pact.interactions.length, 0);
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const warnings = faults.length - errors;
  if (output.json) output.printJson({ source, pacts: files, interactions, errors, warnings, faults });
  else reportFaults(faults, output);
  const total = counted(interactions, 'interaction');
  output.say(
    errors + warnings === 0
      ? `${output.paintError.green('Fine')}: ${total}; the description allows each.`
      : `${total}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`,
  );
  return errors > 0 || (flags.strict === true && warnings > 0) ? exitCode.notFine : exitCode.fine;
}
