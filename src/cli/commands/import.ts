import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StandinError } from '../../errors.ts';
import type { HarImport } from '../../workflow/index.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import { mustBeKnown } from '../known.ts';
import { counted, plain } from '../output.ts';
import { loadApiFrom, loadOptions, sourceOf } from '../source.ts';

interface ImportFlags extends CommonFlags {
  readonly output?: string;
}

const kinds = ['har'];

/** Makes workflows of what was recorded elsewhere. */
export async function importTraffic(
  [kind, file, ...specs]: readonly [string, string, ...string[]],
  { output, flags }: Invocation<ImportFlags>,
): Promise<number> {
  await mustBeKnown(kind, kinds, 'kind of recording');
  const { output: path } = flags;
  const [{ loadData, writeDocument }, { importHar }, api] = await Promise.all([
    import('../../document/index.ts'),
    import('../../workflow/index.ts'),
    loadApiFrom(sourceOf(specs, flags), flags, output.terminal),
  ]);
  const har = await loadData(file, loadOptions(flags, output.terminal));
  const imported = await importHar(har.value, api, {
    file: basename(file),
    workflowId: nameOf(path ?? file),
    description: seenFrom(path, api.document.uri),
  });
  if (imported.steps === 0)
    throw new StandinError(
      `Failed to make a workflow of ${file}: none of its requests is one of ${api.title}${leftOut(imported)}. Name the description that they are for.`,
      { code: 'nothing-imported' },
    );
  const isJson = path === undefined ? output.json : extname(path).toLowerCase() === '.json';
  const text = await writeDocument(imported.document, isJson ? 'json' : 'yaml');
  if (path === undefined) output.terminal.out(text);
  else {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    const { steps, required } = imported;
    output.say(plain(`Wrote ${path}: ${counted(steps, 'step')}${leftOut(imported)}.`));
    if (required.length > 0)
      output.say(
        plain(
          `It takes what must not be written down: ${required.map((name) => `--input ${name}=…`).join(' ')}.`,
        ),
      );
  }
  return exitCode.fine;
}

function leftOut({ leftOut: all }: HarImport): string {
  const told = [...all].map(([reason, entries]) => {
    const first = entries[0]!;
    return `${counted(entries.length, reason)} (${first.method} ${first.url.origin}${first.url.pathname})`;
  });
  return told.length === 0 ? '' : `; left out: ${told.join(', ')}`;
}

/** `contracts/checkout.arazzo.yaml` is `checkout`. */
function nameOf(path: string): string {
  const [first = ''] = basename(path).split('.');
  return first.replaceAll(/[^A-Za-z0-9_-]+/g, '-') || 'recorded';
}

/** A file as the written one names it; addresses as they are. */
function seenFrom(path: string | undefined, uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  const folder = path === undefined ? process.cwd() : dirname(resolve(path));
  return relative(folder, fileURLToPath(uri)).replaceAll('\\', '/') || '.';
}
