import pc from 'picocolors';
import type { Fault } from '../../errors.ts';
import { loadSource } from '../load.ts';
import { endProgress, faultLine, print, progress, say } from '../output.ts';
import { type CommonFlags, exitCode } from '../command.ts';

interface CheckFlags extends CommonFlags {
  readonly strict?: boolean;
}

/** Lists the faults of a description; 1 where there are errors (or, strictly, warnings). */
export async function check(spec: string | undefined, flags: CheckFlags): Promise<number> {
  const [api, { proveApi }] = await Promise.all([loadSource(spec, flags), import('../../mock/index.ts')]);
  const options = {
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.locale === undefined ? {} : { locale: flags.locale }),
  };
  const proof = await proveApi(api, {
    ...options,
    onProgress: (done, total) => {
      if (!flags.quiet && !flags.json) progress(pc.dim(`checking operation ${done} of ${total}`));
    },
  });
  endProgress();
  const errors = proof.faults.filter(({ severity }) => severity === 'error').length;
  const warnings = proof.faults.length - errors;
  const failed = errors > 0 || (flags.strict === true && warnings > 0);
  if (flags.json)
    print(
      JSON.stringify({
        title: api.title,
        operations: proof.operations,
        errors,
        warnings,
        faults: proof.faults,
      }),
    );
  else report(proof.faults, proof.operations, flags);
  return failed ? exitCode.notFine : exitCode.fine;
}

function report(faults: readonly Fault[], operations: number, flags: CheckFlags): void {
  for (const fault of faults) if (!flags.quiet || fault.severity === 'error') print(faultLine(fault));
  if (flags.quiet) return;
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const total = `${operations} operation${operations === 1 ? '' : 's'}`;
  if (faults.length === 0)
    say(`${pc.green('Fine')}: ${total}, each can be answered, every example is valid.`);
  else
    say(
      `${total}: ${errors} error${errors === 1 ? '' : 's'}, ${faults.length - errors} warning${faults.length - errors === 1 ? '' : 's'}.`,
    );
}
