import type { Place } from '../errors.ts';
import { parsePointer } from '../schema/index.ts';
import type { ParsedText } from './parsed-text.ts';
import { offsetOf } from './positions.ts';
import { positionIn } from './unloadable.ts';

/** Finds places in one file. */
export interface Locator {
  place(pointer: string): Place;
}

/** Places in a text. */
export class TextLocator implements Locator {
  readonly #file: string;
  readonly #parsed: ParsedText;

  constructor(file: string, parsed: ParsedText) {
    this.#file = file;
    this.#parsed = parsed;
  }

  place(pointer: string): Place {
    const { index, lineStarts } = this.#parsed.layout;
    const offset = offsetOf(index, parsePointer(pointer) ?? []);
    return { file: this.#file, pointer, ...positionIn(lineStarts, offset) };
  }
}

/** A source's name as its user would write it: relative to the folder where that is near, else as a whole. */
export function displayName(uri: string, folder: string | undefined): string {
  if (uri.startsWith('stdin:')) return '<stdin>';
  if (uri.startsWith('memory:')) return decodePath(uri.slice('memory:/'.length));
  if (!uri.startsWith('file:')) return uri;
  const path = decodePath(uri.slice('file://'.length)).replace(/^\/([A-Za-z]:)/, '$1');
  if (folder === undefined) return path;
  const relative = relativeUri(folder, uri);
  const near = relative !== undefined && !relative.startsWith('../../../../');
  return near ? decodePath(relative) : path;
}

/** What leads from one URI to another of the same host, undefined where none does or only the whole path would. */
export function relativeUri(from: string, to: string): string | undefined {
  const [a, b] = [new URL(from), new URL(to)];
  if (a.protocol !== b.protocol || a.host !== b.host) return undefined;
  const source = a.pathname.split('/');
  const target = b.pathname.split('/');
  let same = 0;
  while (same < source.length - 1 && same < target.length - 1 && source[same] === target[same]) same++;
  if (same === 1 && source.length > 2) return undefined;
  return '../'.repeat(source.length - 1 - same) + target.slice(same).join('/') + b.search;
}

/** Without percent-encoding; as it is where that is malformed. */
export function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
