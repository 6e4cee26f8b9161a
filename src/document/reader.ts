import { Confinement } from './confine.ts';
import type { Content } from './decode.ts';
import { type Files, openFiles, tooLarge } from './files.ts';
import { type Limits, type LoadOptions, limitsOf } from './options.ts';
import { displayName } from './place.ts';
import { fetchRemote, type RemoteOptions } from './remote.ts';
import { Unloadable } from './unloadable.ts';

/** Reads the sources of one document, each with the care that it needs. */
export class Reader {
  /** Of the source that the user named: what it refers to is confined by where it is. */
  entryUri: string = '';
  readonly limits: Limits;
  readonly files: Files | undefined;
  readonly #options: LoadOptions;
  readonly #cwd: string | undefined;
  #confinement: Promise<Confinement> | undefined;

  private constructor(options: LoadOptions, files: Files | undefined) {
    this.#options = options;
    this.limits = limitsOf(options);
    this.files = files;
    this.#cwd = folderUri(options.cwd, files) ?? files?.cwd;
  }

  /**
   * The file system is opened only where it will be asked. `wished` is for what can do without: a remote source is
   * read on runtimes that have no files too.
   */
  static async create(options: LoadOptions, files: 'needed' | 'wished' | 'unused'): Promise<Reader> {
    if (files === 'unused' || options.read !== undefined) return new Reader(options, undefined);
    const opened = openFiles();
    return new Reader(options, await (files === 'wished' ? opened.catch(() => undefined) : opened));
  }

  /** As the user would write it. */
  nameOf(uri: string): string {
    return displayName(uri, this.#cwd);
  }

  /** Reads what the user named, wherever it is. */
  async readEntry(uri: string): Promise<{ content: Content; uri: string }> {
    if (uri.startsWith('stdin:')) return { content: await this.#readStandardInput(), uri };
    if (!isRemote(uri)) return { content: await this.#readLocal(uri, true), uri };
    return fetchRemote(uri, false, this.#remoteOptions());
  }

  /** Reads what some reference names. */
  async readReferenced(uri: string): Promise<Content> {
    await this.checkReference(uri);
    if (isRemote(uri)) return (await fetchRemote(uri, true, this.#remoteOptions())).content;
    return this.#readLocal(uri, false);
  }

  /** Throws Unloadable where references may not lead there. */
  async checkReference(uri: string): Promise<void> {
    if (isRemote(uri)) {
      if (this.#options.allowRemoteRefs) return;
      const remedy = 'Allow remote references or copy it into the document.';
      throw new Unloadable('remote-reference-refused', 'remote references are not allowed', remedy);
    }
    const scheme = uri.slice(0, uri.indexOf(':') + 1);
    if (scheme !== (this.entryUri.startsWith('file:') ? 'file:' : 'memory:')) {
      throw new Unloadable(
        scheme === 'file:' ? 'outside-folder' : 'unresolved-reference',
        uri.startsWith('stdin:')
          ? 'a document from standard input has no folder'
          : `${scheme} URIs are not read from here`,
        'Copy what it names into the document.',
      );
    }
    this.#confinement ??= Confinement.around(
      this.entryUri,
      folderUri(this.#options.root, this.files),
      this.files,
    );
    await (await this.#confinement).check(uri);
  }

  /** Says that the document depends on what is there. */
  tell(uri: string): void {
    this.#options.onRead?.(uri);
  }

  async #readLocal(uri: string, named: boolean): Promise<Content> {
    this.tell(uri);
    const { maxBytes } = this.limits;
    if (this.files !== undefined && uri.startsWith('file:')) return this.files.read(uri, maxBytes, named);
    if (this.#options.read === undefined) {
      throw new Unloadable('not-found', 'there is nothing to read it from', 'Name a file.');
    }
    let content: Uint8Array | string;
    try {
      content = await this.#options.read(uri);
    } catch (error) {
      throw new Unloadable(
        'not-found',
        `there is no such file (${error})`,
        'Check the name.',
        undefined,
        error,
      );
    }
    if (content.length > maxBytes) throw tooLarge(maxBytes);
    return content;
  }

  async #readStandardInput(): Promise<Uint8Array | string> {
    const read = this.#options.readStandardInput;
    if (read === undefined) {
      throw new Unloadable('unreadable', 'standard input cannot be read here', 'Name a file.');
    }
    const content = await read();
    if (content.length > this.limits.maxBytes) throw tooLarge(this.limits.maxBytes);
    return content;
  }

  #remoteOptions(): RemoteOptions {
    return {
      fetch: this.#options.fetch ?? ((request) => fetch(request)),
      limits: this.limits,
      files: this.files,
      trustedHost: isRemote(this.entryUri) ? new URL(this.entryUri).host : undefined,
    };
  }
}

export function isRemote(uri: string): boolean {
  return /^https?:/.test(uri);
}

function folderUri(folder: string | undefined, files: Files | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const uri = URL.canParse(folder) && !/^[A-Za-z]:/.test(folder) ? folder : files?.toUri(folder);
  return uri === undefined || uri.endsWith('/') ? uri : `${uri}/`;
}
