import { writeFile } from 'node:fs/promises';
import { StandinError } from '../../errors.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import { counted } from '../output.ts';
import { loadApiFrom, sourceOf } from '../source.ts';

interface TypesFlags extends CommonFlags {
  readonly output?: string;
}

/** Writes the TypeScript types of a description. */
export async function types(
  specs: readonly string[],
  { output, flags }: Invocation<TypesFlags>,
): Promise<number> {
  const api = await loadApiFrom(sourceOf(specs, flags), flags, output.terminal);
  const { writeTypes } = await import('../../fixture/index.ts');
  const text = writeTypes(api);
  const { output: path } = flags;
  if (path === undefined) {
    output.terminal.out(text);
    return exitCode.fine;
  }
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new StandinError(
      `Failed to write ${path}: ${(cause as Error).message}. Choose another file with --output.`,
      { code: 'cannot-write', cause },
    );
  }
  const operations = api.operations.length;
  if (output.json) output.printJson({ output: path, operations });
  output.say(`Wrote ${path}, with the types of ${counted(operations, 'operation')}.`);
  return exitCode.fine;
}
