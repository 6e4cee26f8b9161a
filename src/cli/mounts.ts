import { existsSync } from 'node:fs';
import { StandinError } from '../errors.ts';
import type { CommonFlags } from './command.ts';
import { fromFolder, sourceOf } from './source.ts';

/** A description, and the path that it is served below; `''` is the root. */
export interface Mount {
  readonly source: string;
  readonly prefix: string;
}

interface MountFlags extends CommonFlags {
  readonly mounts?: Readonly<Record<string, unknown>>;
}

/**
 * What is to be served: what the command line names, where `/billing=billing.yaml` says below which path; else the
 * `mounts` of the configuration, else the one description of the settings.
 */
export function mountsOf(named: readonly string[], flags: MountFlags): readonly Mount[] {
  if (named.length === 0 && flags.mounts !== undefined) return configured(flags.mounts, flags.configFolder);
  const mounts = named.map(split);
  if (mounts.every(({ prefix }) => prefix === '') && (named.length < 2 || isPages(named)))
    return [{ source: sourceOf(named, flags), prefix: '' }];
  return mounts;
}

/** A shell has put the pages of a folder in place of a pattern. */
function isPages(named: readonly string[]): boolean {
  return named.every((name) => /\.mdx$/i.test(name));
}

function split(name: string): Mount {
  const match = /^(\/[^=]*)=(.+)$/.exec(name);
  if (!match || existsSync(name)) return { source: name, prefix: '' };
  return { source: match[2]!, prefix: normal(match[1]!) };
}

function configured(mounts: Readonly<Record<string, unknown>>, folder: string | undefined): readonly Mount[] {
  return Object.entries(mounts).map(([path, source]) => {
    if (!path.startsWith('/') || typeof source !== 'string')
      throw new StandinError(
        `Failed to read mounts: ${JSON.stringify(path)} must be a path with the name of a description. Write "/billing": "billing.yaml".`,
        { code: 'configuration-invalid' },
      );
    return { source: fromFolder(folder ?? '.', source), prefix: normal(path) };
  });
}

/** `/billing/` is `/billing`, and `/` is the root. */
function normal(path: string): string {
  return path.replace(/\/+$/, '');
}
