import type { Files } from './files.ts';
import { decodePath } from './place.ts';
import { Unloadable } from './unloadable.ts';

/**
 * Which files references may read. A description is untrusted, and what it refers to may be shown to clients; but
 * real layouts keep shared parts beside or above the entry (`openapi/main.yaml` with `../schemas/user.yaml`).
 *
 * - A root named by the user (`--root`) holds exactly: inside everything, outside nothing.
 * - Else the root is the nearest folder with `.git` above the entry; else the nearest with `package.json`; else
 *   the folder two above the entry's own. It is never the top of the file system.
 * - Outside of the entry's own folder, only `.json`, `.yaml` and `.yml` files may be read, and none below a folder
 *   whose name begins with a dot or is `node_modules`: that is where secrets and foreign text are.
 * - Symbolic links count as what they lead to.
 */
export class Confinement {
  readonly #folder: string;
  readonly #root: string;
  readonly #strict: boolean;
  readonly #files: Files | undefined;
  /** Of the root and of the entry's folder. */
  #real: Promise<string[]> | undefined;

  private constructor(folder: string, root: string, strict: boolean, files: Files | undefined) {
    this.#folder = folder;
    this.#root = root;
    this.#strict = strict;
    this.#files = files;
  }

  /** `root` is a folder's URL. Without a file system, only the paths of the URIs are looked at. */
  static async around(
    entryUri: string,
    root: string | undefined,
    files: Files | undefined,
  ): Promise<Confinement> {
    const folder = folderOf(entryUri);
    if (root !== undefined) return new Confinement(folder, withSlash(root), true, files);
    return new Confinement(folder, await defaultRoot(folder, files), false, files);
  }

  /** Throws Unloadable `outside-folder`. */
  async check(uri: string): Promise<void> {
    this.#checkPath(uri, this.#root);
    if (this.#files === undefined) return;
    const real = await this.#files.realUri(uri);
    // What is not there will be said when it is read.
    if (real === undefined) return;
    this.#real ??= Promise.all([this.#root, this.#folder].map((at) => realFolder(at, this.#files!)));
    const [root, folder] = await this.#real;
    if (!real.startsWith(root!)) throw outside('it is a symbolic link that leads out of', root!);
    if (!this.#strict && !real.startsWith(folder!)) checkName(real.slice(root!.length));
  }

  #checkPath(uri: string, root: string): void {
    if (!uri.startsWith(root)) throw outside('it is outside of', root);
    if (!this.#strict && !uri.startsWith(this.#folder)) checkName(uri.slice(root.length));
  }
}

async function defaultRoot(folder: string, files: Files | undefined): Promise<string> {
  const above = ancestors(folder);
  for (const marker of files === undefined ? [] : ['.git', 'package.json']) {
    for (const candidate of above) {
      if ((await files!.kindOf(candidate + marker)) !== undefined) return candidate;
    }
  }
  return above[Math.min(2, above.length - 1)] ?? folder;
}

async function realFolder(uri: string, files: Files): Promise<string> {
  return withSlash((await files.realUri(uri)) ?? uri);
}

/** The folder and those above it, without the top of the file system. */
function ancestors(folder: string): string[] {
  const found: string[] = [];
  for (let at = folder; !/^[a-z]+:\/*(?:[A-Za-z]:\/)?$/.test(at); at = new URL('../', at).href) {
    found.push(at);
  }
  return found;
}

function checkName(path: string): void {
  const names = decodePath(path).split('/');
  const hidden = names.find((name) => name.startsWith('.') || name === 'node_modules');
  if (hidden !== undefined) {
    throw new Unloadable(
      'outside-folder',
      `it is in ${hidden}, outside of the document's own folder`,
      'Move it, or name a root folder that may be read.',
    );
  }
  if (!/\.(?:json|ya?ml)$/i.test(path)) {
    throw new Unloadable(
      'outside-folder',
      "it is outside of the document's own folder and not named .json, .yaml or .yml",
      'Rename it, or name a root folder that may be read.',
    );
  }
}

function outside(how: string, root: string): Unloadable {
  return new Unloadable(
    'outside-folder',
    `${how} the folder that references may read (${decodePath(root.replace(/^file:\/\//, ''))})`,
    'Move it, or name a root folder that holds both.',
  );
}

function folderOf(uri: string): string {
  return new URL('./', uri).href;
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
