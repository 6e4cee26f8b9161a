import { execFile } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { StandinError } from '../errors.ts';
import type { Api } from '../model/index.ts';
import type { CommonFlags } from './command.ts';
import { loadApiFrom } from './source.ts';
import type { Terminal } from './terminal.ts';

const run = promisify(execFile);
/** Of one file, in bytes. */
const mostBytes = 2 ** 30;

/**
 * The description as it was at a commit, branch or tag: what it refers to is read from there too.
 *
 * @throws StandinError `no-git` outside of a repository, `unknown-ref` where Git knows no such commit, `not-in-git`
 * where the description was not there
 */
export async function loadApiAt(
  ref: string,
  source: string,
  flags: CommonFlags,
  terminal: Terminal,
): Promise<Api> {
  const isFile =
    source !== '-' && !/^https?:/i.test(source) && statSync(source, { throwIfNoEntry: false })?.isFile();
  if (!isFile)
    throw new StandinError(
      `Failed to read ${source} as it was at ${ref}: it is no file, and only files have a history here. Name both descriptions: standin diff OLD NEW.`,
      { code: 'not-in-git' },
    );
  // The repository is known by its real path.
  const path = realpathSync(resolve(source));
  const root = await rootOf(dirname(path));
  const commit = await commitOf(root, ref);
  const name = inside(root, path);
  await run('git', ['-C', root, 'cat-file', '-e', `${commit}:${name}`]).catch(() => {
    throw new StandinError(
      `Failed to read ${source} as it was at ${ref}: it was not there yet. Name a later commit, or both descriptions: standin diff OLD NEW.`,
      { code: 'not-in-git' },
    );
  });
  return loadApiFrom(pathToFileURL(path).href, flags, terminal, undefined, async (uri) => {
    const file = inside(root, fileURLToPath(uri));
    const { stdout } = await run('git', ['-C', root, 'show', `${commit}:${file}`], {
      encoding: 'buffer',
      maxBuffer: mostBytes,
    });
    return stdout;
  });
}

async function rootOf(folder: string): Promise<string> {
  return run('git', ['-C', folder, 'rev-parse', '--show-toplevel']).then(
    ({ stdout }) => realpathSync(stdout.trim()),
    (error: unknown) => {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      throw new StandinError(
        isAbsent
          ? 'Failed to look into the history: there is no git command. Install it, or name both descriptions: standin diff OLD NEW.'
          : `Failed to look into the history of ${folder}: it is in no Git repository. Name both descriptions: standin diff OLD NEW.`,
        { code: 'no-git', cause: error },
      );
    },
  );
}

async function commitOf(root: string, ref: string): Promise<string> {
  const { stdout } = await run('git', [
    '-C',
    root,
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${ref}^{commit}`,
  ]).catch((error: unknown) => {
    throw new StandinError(
      `Failed to find the commit ${ref}: Git knows none of this name. Name a commit, branch or tag; in CI, fetch enough history (fetch-depth: 0).`,
      { code: 'unknown-ref', cause: error },
    );
  });
  return stdout.trim();
}

/** As Git names it. */
function inside(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
