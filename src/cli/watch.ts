import type { Stats } from 'node:fs';
import { dirname, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';

/** What a mock is made of: absolute paths. */
export interface Sources {
  readonly files: ReadonlySet<string>;
  /** With everything below them. */
  readonly folders: ReadonlySet<string>;
}

export interface Watching {
  /** Goes on with other sources, which were read from that time on. */
  follow(sources: Sources, readAt: number): void;
  close(): Promise<void>;
}

/** Editors write a file in several steps: what changes within this time, in milliseconds, is one change. */
const SETTLED = 100;
/** By how much the time of a file may lie before that of the clock, in milliseconds: systems keep a coarser one for files. */
const COARSE = 20;

/**
 * Tells of changes in the sources. Folders are watched rather than files: a file that is replaced by another of its name
 * (as editors save) is still the same to us, and one that is not there yet is seen when it comes.
 *
 * @param readAt when the sources began to be read, in milliseconds: what is younger than that counts as a change, whether it
 * comes while a folder is looked through for the first time or later
 */
export async function watch(
  sources: Sources,
  readAt: number,
  onChange: () => void,
  onError: (error: unknown) => void,
): Promise<Watching> {
  const { watch: start } = await import('chokidar');
  let followed = sources;
  let since = readAt;
  let settling: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = start([...roots(sources)], {
    alwaysStat: true,
    ignored: (path) => !isMeant(path, followed),
  });
  watcher.on('all', (event, path, stats) => {
    if (!isSource(path, followed)) return;
    if ((event === 'add' || event === 'addDir') && stats !== undefined && !isYounger(stats, since)) return;
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLED);
  });
  watcher.on('error', onError);
  await new Promise<void>((done) => watcher.once('ready', () => done()));
  return {
    follow(next, nextReadAt) {
      const before = roots(followed);
      followed = next;
      since = nextReadAt;
      const after = roots(next);
      watcher.unwatch([...before].filter((root) => !after.has(root)));
      watcher.add([...after]);
    },
    async close() {
      clearTimeout(settling);
      await watcher.close();
    },
  };
}

/** What is moved keeps the time of its content, and gets another one of its own. */
function isYounger({ ctimeMs, mtimeMs }: Stats, time: number): boolean {
  return Math.max(ctimeMs, mtimeMs) > time - COARSE;
}

function roots({ files, folders }: Sources): Set<string> {
  return new Set([...[...files].map((file) => dirname(file)), ...folders]);
}

function isSource(path: string, { files, folders }: Sources): boolean {
  if (files.has(path)) return true;
  for (const folder of folders)
    if (path.startsWith(folder + sep) && !isHidden(path.slice(folder.length))) return true;
  return false;
}

/** A source, or a folder on the way to one. */
function isMeant(path: string, sources: Sources): boolean {
  return isSource(path, sources) || roots(sources).has(path);
}

function isHidden(below: string): boolean {
  return below.split(sep).some((name) => name === 'node_modules' || /^\.[^.]/.test(name));
}
