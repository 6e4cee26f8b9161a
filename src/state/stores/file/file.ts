import { closeSync, fstatSync, ftruncateSync, openSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Position, Reading, Store } from '../../store.ts';
import { changeOf, writeChange } from '../change-text.ts';
import { resolveStoreOptions, type StoreOptions, type StoreSettings } from '../options.ts';
import { KeptChange } from '../session-log.ts';
import { SessionLogs } from '../session-logs.ts';
import { reasonOf, StoreError } from '../store-error.ts';
import { type LogRecord, linesOf, readLine, writeLine, writeSessionLine } from './lines.ts';
import { lockFile } from './lock.ts';
import { LogFile, writeWhole } from './log-file.ts';

export interface FileStoreOptions extends StoreOptions {
  /**
   * Wait with every answer until the disk has what it changed, so that a loss of power takes nothing either.
   * @default false
   */
  sync?: boolean | undefined;
}

const format = 1;
const changesPerLine = 256;
/** The log is written anew once it is longer than this and twice what it would be then. */
const minLength = 1024 * 1024;

/**
 * Keeps worlds in a file, of which they are read when it is opened. One process at a time; a process that is killed at any
 * moment loses nothing that was answered.
 */
export function openFileStore(path: string, options: FileStoreOptions = {}): Store {
  const settings = resolveStoreOptions(options);
  const actual = actualPath(path);
  const unlock = lockFile(actual, settings.onNotice);
  try {
    return new FileStore(actual, settings, options.sync ?? false, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

class FileStore implements Store {
  readonly #settings: StoreSettings;
  readonly #sync: boolean;
  readonly #unlock: () => void;
  readonly #logs: SessionLogs;
  readonly #file: LogFile;
  #shortenAt = minLength;
  #closed: Promise<void> | undefined;

  constructor(path: string, settings: StoreSettings, sync: boolean, unlock: () => void) {
    this.#settings = settings;
    this.#sync = sync;
    this.#unlock = unlock;
    this.#logs = new SessionLogs(settings, {
      session: (session) => this.#note({ kind: 'drop', session }),
      entities: (session, count) => this.#note({ kind: 'trim', session, count }),
    });
    const { file, length, anew } = this.#open(path);
    this.#file = new LogFile(path, file, length);
    this.#logs.bound();
    if (anew) this.#file.replace(this.#snapshot());
  }

  since(session: string, position: Position): Reading {
    return this.#logs.since(session, position);
  }

  append(session: string, position: Position, at: number, changes: Parameters<Store['append']>[3]) {
    if (!this.#logs.isAt(session, position)) return undefined;
    const texts = changes.map(writeChange);
    const kept = changes.map((change) => new KeptChange(change));
    this.#logs.assertFits(kept);
    if (!this.#file.isLinked) {
      this.#settings.onNotice(`${this.#file.path} was removed while it was in use; it is written anew.`);
      this.#file.replace(this.#snapshot());
    }
    const version = position.version + 1;
    this.#file.append(writeSessionLine('commit', { session, version, at }, texts));
    const next = this.#logs.append(session, at, kept);
    this.#shorten();
    return this.#sync ? this.#file.synced().then(() => next) : next;
  }

  drop(session: string): void | Promise<void> {
    if (!this.#logs.has(session)) return;
    this.#file.append(writeLine(JSON.stringify({ kind: 'drop', session } satisfies LogRecord)));
    this.#logs.drop(session);
    if (this.#sync) return this.#file.synced();
  }

  sessions(): string[] {
    return this.#logs.sessions();
  }

  close(): Promise<void> {
    this.#closed ??= this.#file.close().finally(this.#unlock);
    return this.#closed;
  }

  /** Of what bounds have taken, and not lost with an answer: a later process finds that it is too much again. */
  #note(record: LogRecord): void {
    this.#unlessFull(() => this.#file.append(writeLine(JSON.stringify(record))));
  }

  #shorten(): void {
    const { length } = this.#file;
    if (length < this.#shortenAt || length < minLength + 2 * this.#logs.size) return;
    this.#shortenAt = length * 1.5;
    this.#unlessFull(() => {
      this.#file.replace(this.#snapshot());
      this.#shortenAt = minLength;
    });
  }

  #unlessFull(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#settings.onNotice(error.message);
    }
  }

  *#snapshot(): Generator<string> {
    yield header(this.#settings);
    for (const [session, log] of this.#logs.entries()) {
      const texts = log.changes().map(writeChange);
      const { at, position } = log;
      for (let from = 0; from === 0 || from < texts.length; from += changesPerLine) {
        const part = texts.slice(from, from + changesPerLine);
        yield writeSessionLine('snapshot', { session, at, version: position.version }, part);
      }
    }
  }

  /** Opens the file, or makes it; reads it; cuts off what a killed process has not finished. */
  #open(path: string): { file: number; length: number; anew: boolean } {
    const file = openExisting(path);
    if (file === undefined) return { ...writeWhole(path, [header(this.#settings)], 0o600), anew: false };
    try {
      const whole = this.#read(path, file);
      const { size } = fstatSync(file);
      if (size > whole.length) {
        ftruncateSync(file, whole.length);
        this.#settings.onNotice(
          `Cut ${size - whole.length} bytes off the end of ${path}, which were not written to their end and never answered.`,
        );
      }
      return { file, ...whole };
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  #read(path: string, file: number): { length: number; anew: boolean } {
    let length = 0;
    let torn = false;
    let anew = false;
    for (const { bytes, offset, ended } of linesOf(file)) {
      const record = ended ? readLine(bytes) : undefined;
      if (offset === 0) anew = this.#meet(path, record);
      else if (record === undefined) torn = true;
      else if (torn) throw unreadable(path, `it is damaged before byte ${offset}`);
      else this.#apply(record);
      if (!torn) length = offset + bytes.length + 1;
    }
    return { length, anew };
  }

  /** Looks at the first line. True where it has to be written anew. */
  #meet(path: string, record: LogRecord | undefined): boolean {
    if (record?.kind !== 'standin-state') throw unreadable(path, 'it is no store of Standin');
    if (record.format !== format)
      throw unreadable(path, `it has format ${record.format}, and this Standin knows ${format} alone`);
    const { description, onNotice } = this.#settings;
    if (description === undefined || record.description?.hash === description.hash) return false;
    if (record.description !== undefined)
      onNotice(
        `${path} was filled by another description, ${record.description.title}: what this one has no place for stays hidden.`,
      );
    return true;
  }

  #apply(record: LogRecord): void {
    switch (record.kind) {
      case 'standin-state':
        return;
      case 'drop':
        this.#logs.drop(record.session);
        return;
      case 'trim':
        this.#logs.trim(record.session, record.count);
        return;
      default:
        this.#logs.put(
          record.session,
          record.version,
          record.at,
          record.changes.map((written) => new KeptChange(changeOf(written))),
        );
    }
  }
}

function header({ description }: StoreSettings): string {
  return writeLine(JSON.stringify({ kind: 'standin-state', format, description }));
}

/** The rename of a new log must not replace a symbolic link. */
function actualPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function openExisting(path: string): number | undefined {
  try {
    const file = openSync(path, 'r+');
    const { size } = fstatSync(file);
    if (size > 0) return file;
    closeSync(file);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StoreError(
      `Failed to open ${path}: ${reasonOf(error)}. Give --store a file that can be read and written.`,
      'store-unreadable',
      error,
    );
  }
}

function unreadable(path: string, reason: string): StoreError {
  return new StoreError(
    `Failed to read ${path}: ${reason}. Give --store another file, or remove this one to begin anew.`,
    'store-unreadable',
  );
}
