import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { bundleDocument, loadDocument, writeDocument } from '../../document/index.ts';
import { StandinError } from '../../errors.ts';
import { loadOptions } from '../load.ts';
import { faultLine, print, say } from '../output.ts';
import { type CommonFlags, exitCode } from '../command.ts';

interface BundleFlags extends CommonFlags {
  readonly output?: string;
}

/** Writes one self-contained document; 1 where something could not be brought in. */
export async function bundle(source: string, flags: BundleFlags): Promise<number> {
  const document = await loadDocument(source, loadOptions(flags));
  const format = extname(flags.output ?? '.yaml').toLowerCase() === '.json' ? 'json' : 'yaml';
  const text = writeDocument(bundleDocument(document), format);
  if (flags.output === undefined) process.stdout.write(text);
  else await write(flags.output, text);
  const errors = document.faults.filter(({ severity }) => severity === 'error');
  if (flags.json && flags.output !== undefined)
    print(JSON.stringify({ output: flags.output, bytes: text.length, faults: document.faults }));
  else if (!flags.quiet) {
    for (const fault of document.faults) say(faultLine(fault));
    if (flags.output !== undefined) say(`Wrote ${flags.output}.`);
  }
  return errors.length > 0 ? exitCode.notFine : exitCode.fine;
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new StandinError(
      `Failed to write ${path}: ${(cause as Error).message}. Choose another file with --output.`,
      {
        code: 'cannot-write',
        cause,
      },
    );
  }
}
