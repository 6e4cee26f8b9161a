import type { Fault, Place } from '../errors.ts';
import type { Content } from './decode.ts';
import { parseText } from './parse.ts';
import { TextLocator } from './place.ts';
import { Unloadable } from './unloadable.ts';

/** A file of data (no description), read. */
export interface DataFile {
  readonly value: unknown;
  /** Of the text: keys that stand twice, and the like. */
  readonly faults: readonly Fault[];
  /** Where a JSON Pointer into the value leads; the line is looked up then. */
  place(pointer: string): Place;
}

const maxDepth = 200;

/**
 * Reads JSON or YAML that belongs to the user's project, such as a fixture. `file` names it in messages; its extension
 * tells the format. Rejects with a StandinError that names line and column where the text cannot be read.
 */
export async function readData(content: Content, file: string): Promise<DataFile> {
  try {
    const parsed = await parseText(content, file, maxDepth);
    const locator = new TextLocator(file, parsed);
    const faults = parsed.faults.map(
      ({ code, severity, message, line, column }): Fault => ({
        code,
        severity,
        message,
        place: { file, line, column },
      }),
    );
    return { value: parsed.value, faults, place: (pointer) => locator.place(pointer) };
  } catch (error) {
    if (!(error instanceof Unloadable)) throw error;
    throw error.toError({ file, pointer: error.pointer, ...error.position });
  }
}
