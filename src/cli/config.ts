import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { StandinError } from '../errors.ts';
import { nearest } from './nearest.ts';

const names = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map(
  (extension) => `standin.config.${extension}`,
);

/**
 * Takes from the configuration file what neither the command line nor the environment says. The file is named by
 * `--config`, else it is the first `standin.config.*` in the current folder.
 */
export async function applyConfig(command: Command): Promise<void> {
  const asked = command.getOptionValue('config') as string | undefined;
  const path = asked === undefined ? names.find((name) => existsSync(name)) : asked;
  if (path === undefined) return;
  const config = await readConfig(path);
  const known = new Map(command.options.map((option) => [option.attributeName(), option]));
  const everywhere = command.parent?.commands.flatMap(({ options }) =>
    options.map((option) => option.attributeName()),
  );
  for (const [key, value] of Object.entries(config)) {
    const option = known.get(key);
    if (!option) {
      if (everywhere?.includes(key) || key === 'spec') continue;
      throw unknownKey(path, key, everywhere ?? []);
    }
    const source = command.getOptionValueSource(key);
    if (source !== undefined && source !== 'default') continue;
    const parsed =
      option.parseArg && typeof value !== 'object' ? option.parseArg(String(value), undefined) : value;
    command.setOptionValueWithSource(key, parsed, 'config');
  }
}

async function readConfig(path: string): Promise<Record<string, unknown>> {
  try {
    const value = await parseConfig(resolve(path));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (cause) {
    const hint = /\.m?ts$/.test(path) ? ' A TypeScript configuration needs Node 22.18 or later.' : '';
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StandinError(`Failed to read the configuration ${path}: ${reason}.${hint}`, {
      code: 'configuration-unreadable',
      place: { file: path },
      cause,
    });
  }
  throw new StandinError(
    `Failed to read the configuration ${path}: it is no object. Export an object of flags.`,
    {
      code: 'configuration-unreadable',
      place: { file: path },
    },
  );
}

async function parseConfig(path: string): Promise<unknown> {
  const extension = extname(path);
  if (extension === '.json') return JSON.parse(await readFile(path, 'utf8'));
  if (extension === '.yaml' || extension === '.yml') {
    const { load } = await import('js-yaml');
    return load(await readFile(path, 'utf8'));
  }
  const module = (await import(pathToFileURL(path).href)) as { default?: unknown };
  return module.default;
}

function unknownKey(path: string, key: string, keys: readonly string[]): StandinError {
  const near = nearest(key, keys);
  const hint = near
    ? `Did you mean ${near}?`
    : 'See standin mock --help for the flags; keys are their names in camelCase.';
  return new StandinError(
    `Failed to read the configuration ${path}: there is no setting called ${key}. ${hint}`,
    {
      code: 'configuration-unknown-key',
      place: { file: path, pointer: `/${key}` },
    },
  );
}
