import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { StandinError } from '../errors.ts';

const names = ['ts', 'mts', 'js', 'mjs', 'json', 'yaml', 'yml'].map(
  (extension) => `standin.config.${extension}`,
);

/** What a configuration file says, not yet checked. */
export interface Config {
  /** As the user would write it. */
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The file that is asked for, else the first `standin.config.*` of the current folder, else undefined. */
export async function readConfig(asked: string | undefined): Promise<Config | undefined> {
  const path = asked ?? names.find((name) => existsSync(name));
  if (path === undefined) return undefined;
  if (asked !== undefined && !existsSync(asked))
    throw unreadable(path, 'there is no such file. Check the name after --config.');
  let value: unknown;
  try {
    value = await parse(resolve(path));
  } catch (cause) {
    throw unreadable(path, `${reasonOf(cause)}. Correct it there.`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable(path, 'it holds no object. Export one, with flags as its keys.');
  return { path, values: value as Record<string, unknown> };
}

async function parse(path: string): Promise<unknown> {
  const extension = extname(path);
  if (extension === '.json') return JSON.parse(await readFile(path, 'utf8'));
  if (extension === '.yaml' || extension === '.yml') {
    const { load } = await import('js-yaml');
    const text = await readFile(path, 'utf8');
    return text.trim() === '' ? {} : load(text);
  }
  const [{ loadModule }, { mtimeMs }] = await Promise.all([import('../fixture/index.ts'), stat(path)]);
  return (await loadModule(path, String(mtimeMs)))['default'];
}

/** One line: js-yaml adds a picture of the place. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split('\n', 1)[0]!.replace(/[.:]$/, '');
}

function unreadable(path: string, reason: string, cause?: unknown): StandinError {
  return new StandinError(`Failed to read the configuration ${path}: ${reason}`, {
    code: 'configuration-unreadable',
    place: { file: path },
    cause,
  });
}
