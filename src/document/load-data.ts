import type { Content } from './decode.ts';
import type { LoadOptions } from './options.ts';
import { type DataFile, readData } from './read-data.ts';
import { isRemote, Reader } from './reader.ts';
import { Unloadable } from './unloadable.ts';

/** A file of data with its address, which what it refers to is seen from. */
export interface LoadedData extends DataFile {
  /** Absolute. */
  readonly uri: string;
  /** As the user would write it. */
  readonly file: string;
}

/**
 * Reads a file of data (no description) that the user has named, or, with `from`, one that the file of that address
 * refers to: within the same bounds as a description's references. Rejects with a StandinError.
 */
export async function loadData(
  source: string,
  options: LoadOptions = {},
  from?: string,
): Promise<LoadedData> {
  const reader = await Reader.create(options, 'wished');
  const uri = addressOf(source, reader, from);
  try {
    if (from !== undefined) {
      reader.entryUri = from;
      return await parsed(await reader.readReferenced(uri), uri, reader);
    }
    const read = await reader.readEntry(uri);
    return await parsed(read.content, read.uri, reader);
  } catch (error) {
    throw error instanceof Unloadable ? error.toError({ file: reader.nameOf(uri) }) : error;
  }
}

/**
 * May the file at `from` refer to this address, by the bounds that a description's references have? Rejects with a
 * StandinError where it may not.
 */
export async function mayRefer(uri: string, from: string, options: LoadOptions = {}): Promise<void> {
  const reader = await Reader.create(options, isRemote(uri) ? 'unused' : 'wished');
  reader.entryUri = from;
  try {
    await reader.checkReference(uri);
  } catch (error) {
    throw error instanceof Unloadable ? error.toError({ file: reader.nameOf(uri) }) : error;
  }
}

function addressOf(source: string, reader: Reader, from: string | undefined): string {
  if (from !== undefined) return new URL(source, from).href;
  if (source === '-') return 'stdin:/document';
  // One letter is a drive of Windows.
  if (/^[a-z][a-z0-9+.-]+:/i.test(source) && URL.canParse(source)) return new URL(source).href;
  return reader.files?.toUri(source) ?? new URL(source, 'memory:/').href;
}

async function parsed(content: Content, uri: string, reader: Reader): Promise<LoadedData> {
  const file = reader.nameOf(uri);
  const data = await readData(content, file);
  return { value: data.value, faults: data.faults, place: (pointer) => data.place(pointer), uri, file };
}
