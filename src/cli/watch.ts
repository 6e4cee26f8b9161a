import { dirname, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';

/** What a mock is made of: absolute paths. */
export interface Sources {
  readonly files: ReadonlySet<string>;
  /** With everything below them. */
  readonly folders: ReadonlySet<string>;
}

export interface Watching {
  /** Goes on with other sources. */
  follow(sources: Sources): void;
  close(): Promise<void>;
}

/** Editors write a file in several steps: what changes within this time, in milliseconds, is one change. */
const SETTLED = 100;

/**
 * Tells of changes in the sources. Folders are watched rather than files: a file that is replaced by another of its name
 * (as editors save) is still the same to us, and one that is not there yet is seen when it comes.
 */
export async function watch(
  sources: Sources,
  onChange: () => void,
  onError: (error: unknown) => void,
): Promise<Watching> {
  const { watch: start } = await import('chokidar');
  let followed = sources;
  let settling: NodeJS.Timeout | undefined;
  const watcher: FSWatcher = start([...roots(sources)], {
    ignoreInitial: true,
    ignored: (path) => !isMeant(path, followed),
  });
  watcher.on('all', (_event, path) => {
    if (!isSource(path, followed)) return;
    clearTimeout(settling);
    settling = setTimeout(onChange, SETTLED);
  });
  watcher.on('error', onError);
  await new Promise<void>((done) => watcher.once('ready', () => done()));
  return {
    follow(next) {
      const before = roots(followed);
      followed = next;
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
