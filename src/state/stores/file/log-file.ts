import {
  closeSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf, StoreError } from '../store-error.ts';

/** An open log that is written at its end. */
export class LogFile {
  readonly path: string;
  length: number;
  #file: number;
  /** Set once nobody knows what stands in the file. */
  #broken: StoreError | undefined;
  #syncing: Promise<void> | undefined;
  #syncNext: Promise<void> | undefined;

  constructor(path: string, file: number, length: number) {
    this.path = path;
    this.#file = file;
    this.length = length;
  }

  /** False once somebody has removed the file or put another in its place, as far as the system says. */
  get isLinked(): boolean {
    return fstatSync(this.#file).nlink > 0;
  }

  /** Writes a line, all of it or nothing. It survives the death of the process, not of the machine. */
  append(line: string): void {
    if (this.#broken !== undefined) throw this.#broken;
    try {
      writeAll(this.#file, line, this.length);
    } catch (error) {
      throw this.#undo(error);
    }
    this.length += Buffer.byteLength(line);
  }

  /** Waits until the disk has all that was appended so far. Those who ask in the meantime wait for one turn together. */
  synced(): Promise<void> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    if (this.#syncing === undefined) return this.#sync();
    this.#syncNext ??= this.#syncing.catch(() => undefined).then(() => this.#sync());
    return this.#syncNext;
  }

  /** Puts another content in the file's place, at once for whoever looks. */
  replace(lines: Iterable<string>): void {
    if (this.#broken !== undefined) throw this.#broken;
    const mode = fstatSync(this.#file).mode & 0o777;
    const { file, length } = writeWhole(this.path, lines, mode);
    const old = this.#file;
    this.#file = file;
    this.length = length;
    // A sync under way still uses the old one.
    void (this.#syncing ?? Promise.resolve()).catch(() => undefined).then(() => closeSync(old));
  }

  async close(): Promise<void> {
    await (this.#syncNext ?? this.#syncing)?.catch(() => undefined);
    this.#broken ??= unavailable(this.path, 'it is closed', undefined);
    closeSync(this.#file);
  }

  #sync(): Promise<void> {
    this.#syncNext = undefined;
    this.#syncing = new Promise<void>((done, fail) => {
      fdatasync(this.#file, (error) => {
        this.#syncing = undefined;
        if (error === null) done();
        // After a failed sync the system has forgotten what it could not write: another one would lie.
        else fail((this.#broken = unavailable(this.path, reasonOf(error), error)));
      });
    });
    return this.#syncing;
  }

  #undo(cause: unknown): StoreError {
    const error = unavailable(this.path, reasonOf(cause), cause);
    try {
      ftruncateSync(this.#file, this.length);
    } catch {
      this.#broken = error;
    }
    return error;
  }
}

/** Writes a file beside, brings it to the disk and renames it. Gives it open. */
export function writeWhole(
  path: string,
  lines: Iterable<string>,
  mode: number,
): { file: number; length: number } {
  const beside = `${path}.new`;
  let length = 0;
  try {
    const file = openSync(beside, 'w+', mode);
    try {
      for (const line of lines) length += writeAll(file, line, length);
      fsyncSync(file);
      renameSync(beside, path);
      syncFolder(dirname(path));
      return { file, length };
    } catch (error) {
      closeSync(file);
      throw error;
    }
  } catch (error) {
    throw unavailable(path, reasonOf(error), error);
  }
}

/** The new name shall survive too; systems that cannot do that for a folder do not need it. */
function syncFolder(path: string): void {
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
  }
}

function writeAll(file: number, text: string, position: number): number {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, position + done);
  return bytes.length;
}

function unavailable(path: string, reason: string, cause: unknown): StoreError {
  return new StoreError(
    `Failed to write ${path}: ${reason}. What is not written is not answered; make room or give --store another file.`,
    'store-unavailable',
    cause,
  );
}
