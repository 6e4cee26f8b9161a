import type { Dialect, Resource } from '../schema/index.ts';
import { hasEscapedDollar } from './elsewhere.ts';
import type { ParsedText } from './parse.ts';
import { includes } from './words.ts';

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
  const mentions = (word: string) => includes(parsed.ascii, word) || hasEscapedDollar(parsed.ascii);
  return { uri, root, dialect, mentions };
}
