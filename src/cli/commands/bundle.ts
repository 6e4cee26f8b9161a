import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Document } from '../../document/index.ts';
import { type Fault, StandinError } from '../../errors.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import { counted, faultLine, type Output } from '../output.ts';
import { loadDocumentFrom, sourceOf } from '../source.ts';

interface BundleFlags extends CommonFlags {
  readonly output?: string;
}

/** Writes one self-contained document; 1 where something could not be brought in. */
export async function bundle(
  sources: readonly string[],
  { output, flags }: Invocation<BundleFlags>,
): Promise<number> {
  const { output: path } = flags;
  if (path !== undefined) checkName(path);
  const document = await loadDocumentFrom(sourceOf(sources, flags), flags, output.terminal);
  if (path !== undefined) checkOther(path, document);
  const { bundleDocument, findFaults, writeDocument } = await import('../../document/index.ts');
  const json = path === undefined ? output.json : extname(path).toLowerCase() === '.json';
  const text = await writeDocument(bundleDocument(document), json ? 'json' : 'yaml');
  if (path === undefined) output.terminal.out(text);
  else await write(path, text);
  const faults = findFaults(document).filter(concernsBundle);
  report(faults, path, text, output);
  return faults.some(({ severity }) => severity === 'error') ? exitCode.notFine : exitCode.fine;
}

/** Names that are no matter of files and references are for check to tell. */
function concernsBundle({ code }: Fault): boolean {
  return code !== 'duplicate-operation-id';
}

function report(faults: readonly Fault[], path: string | undefined, text: string, output: Output): void {
  if (output.json && path !== undefined) {
    output.printJson({ output: path, bytes: new TextEncoder().encode(text).length, faults });
    return;
  }
  for (const fault of faults) {
    if (!output.quiet || fault.severity === 'error')
      output.terminal.err(`${faultLine(fault, output.paintError)}\n`);
  }
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  const missing = errors > 0 ? `, with ${counted(errors, 'error')}` : '';
  if (path !== undefined) output.say(`Wrote ${path}${missing}.`);
}

function checkName(path: string): void {
  if (/^(?:\.json|\.ya?ml|)$/i.test(extname(path))) return;
  throw new StandinError(
    `Failed to write ${path}: its name does not say what it holds. Let it end in .json, .yaml or .yml.`,
    { code: 'unknown-format' },
  );
}

/** A description that is written over its own source would be lost with its files' order and comments. */
function checkOther(path: string, { uri }: Document): void {
  if (!uri.startsWith('file:') || !existsSync(path)) return;
  const source = fileURLToPath(uri);
  if (!existsSync(source) || realpathSync(source) !== realpathSync(path)) return;
  throw new StandinError(
    `Failed to write ${path}: it is the description that is read. Choose another file with --output.`,
    { code: 'would-overwrite' },
  );
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const noFolder = code === 'ENOENT';
    const reason = noFolder ? `there is no folder ${dirname(resolve(path))}` : message;
    const remedy = noFolder ? 'Make it first.' : 'Choose another file with --output.';
    throw new StandinError(`Failed to write ${path}: ${reason}. ${remedy}`, { code: 'cannot-write', cause });
  }
}
