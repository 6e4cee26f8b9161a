import type { Dialect, Resource } from '../schema/index.ts';
import type { ParsedText } from './parsed-text.ts';

/** One file of a document. */
export interface SourceFile {
  /** What references call it and the scope knows it by. */
  readonly uri: string;
  /** Where it was read. Another than `uri` where that is a name on the web of a file at hand. */
  readonly location: string;
  readonly root: unknown;
  readonly dialect: Dialect;
  /** Undefined where a parsed value was handed in. */
  readonly parsed: ParsedText | undefined;
}

export function resourceOf(file: SourceFile): Resource {
  const { uri, root, dialect, parsed } = file;
  if (parsed === undefined) return { uri, root, dialect };
  return { uri, root, dialect, mentions: (word) => parsed.mentions(word) };
}
