import type { Fault } from '../errors.ts';
import { faultLine, type Output } from './output.ts';

/** Prints faults, file by file. */
export function reportFaults(faults: readonly Fault[], output: Output): void {
  let last: string | undefined;
  for (const fault of faults) {
    if (output.quiet && fault.severity !== 'error') continue;
    const { file } = fault.place;
    // A line between files helps people; programs read one fault a line.
    if (last !== undefined && last !== file && output.terminal.outIsTerminal) output.print('');
    last = file;
    output.print(faultLine(fault, output.paint));
  }
}
