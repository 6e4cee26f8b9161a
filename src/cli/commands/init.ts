import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { StandinError } from '../../errors.ts';
import { type CommonFlags, exitCode, type Invocation } from '../command.ts';
import { plain } from '../output.ts';
import { suiteSchemaPath } from '../package.ts';
import { loadApiFrom, sourceOf } from '../source.ts';

export interface InitFlags extends CommonFlags {
  readonly output?: string;
  readonly force?: boolean;
}

/** Writes a first suite for a description. Never over a file that is there, unless `--force`. */
export async function init(
  specs: readonly string[],
  { output, flags }: Invocation<InitFlags>,
): Promise<number> {
  const source = sourceOf(specs, flags);
  const [api, { writeSuite }] = await Promise.all([
    loadApiFrom(source, flags, output.terminal),
    import('../../suite/index.ts'),
  ]);
  const isUrl = /^[a-z][a-z0-9+.-]+:\/\//i.test(source);
  const path = flags.output ?? `contracts/${nameOf(source, api.title)}.contract.yaml`;
  if (!/\.contract\.ya?ml$/i.test(path))
    throw new StandinError(
      `Failed to write the suite ${path}: it is called otherwise than suites are. Name it NAME.contract.yaml.`,
      { code: 'bad-name' },
    );
  if (existsSync(path) && !flags.force)
    throw new StandinError(
      `Failed to write the suite ${path}: it is there already. Name another file by --output, or write over it by --force.`,
      { code: 'exists' },
    );
  const from = (file: string) =>
    relative(dirname(resolve(path)), resolve(file))
      .split(sep)
      .join('/');
  const text = writeSuite(api, { description: isUrl ? source : from(source), schema: schemaFor(from) });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  output.say(`Wrote ${plain(path)}. Run it by standin verify --target URL.`);
  return exitCode.fine;
}

/** `openapi.yaml` says nothing of what it describes. */
function nameOf(source: string, title: string): string {
  const file = basename(source).replace(/\.[^.]*$/, '');
  const isTelling = /^[\w-]+$/.test(file) && !/^(?:openapi|swagger|api|index|schema|main)$/i.test(file);
  const name = (isTelling ? file : title)
    .toLowerCase()
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name.slice(0, 60) || 'api';
}

/** As it is installed in a project; in the package itself, its own. */
function schemaFor(from: (file: string) => string): string {
  const own = suiteSchemaPath();
  const isOwn = dirname(dirname(own)) === process.cwd();
  return from(isOwn ? own : 'node_modules/standin/schema/suite.schema.json');
}
