import type { Files } from './files.ts';
import { Unloadable } from './unloadable.ts';

/** A folder to look in, and which of its files are meant, by path below it. */
export interface FilePattern {
  /** With a slash at its end. */
  readonly folder: string;
  readonly pattern: RegExp;
}

export function isGlob(path: string): boolean {
  return /[*?{]/.test(path);
}

/** `docs/**\/*.mdx`: `*` and `?` within a name, `**` across folders, `{a,b}` for either. */
export function parseGlob(glob: string, toUri: (path: string) => string): FilePattern {
  const normal = glob.replaceAll('\\', '/');
  const fixed = normal.slice(0, normal.search(/[*?{]/)).replace(/[^/]*$/, '');
  const folder = toUri(fixed === '' ? '.' : fixed);
  const rest = normal.slice(fixed.length);
  return { folder: folder.endsWith('/') ? folder : `${folder}/`, pattern: new RegExp(`^${toRegExp(rest)}$`) };
}

function toRegExp(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{]+|\{/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.endsWith('}')) return `(?:${part.slice(1, -1).split(',').map(toRegExp).join('|')})`;
    return part.replace(/[.+^$()|[\]\\{}]/g, '\\$&');
  });
}

/**
 * The files, in the order of their names, at most so many. Folders whose names begin with a dot and `node_modules`
 * are left out, and so are symbolic links to folders, which could lead in a circle.
 * Throws Unloadable `too-many-files`.
 */
export async function findFiles(files: Files, at: FilePattern, limit: number): Promise<string[]> {
  const found: string[] = [];
  const folders = [''];
  let seen = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const below: string[] = [];
    for (const name of await files.list(at.folder + encodePath(folder))) {
      if (++seen > limit * 100) throw tooMany('the folder holds too many files to look through');
      if (name.endsWith('/')) {
        if (!name.startsWith('.') && name !== 'node_modules/') below.push(folder + name);
      } else if (at.pattern.test(folder + name)) {
        found.push(at.folder + encodePath(folder + name));
      }
    }
    folders.push(...below.reverse());
    if (found.length > limit) throw tooMany(`more than ${limit} files are meant`);
  }
  return found.sort();
}

function tooMany(reason: string): Unloadable {
  return new Unloadable('too-many-files', reason, 'Name a smaller folder or a narrower pattern.');
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
