import { guessType } from './body.ts';

/** Bytes that files of a type begin with, as Latin-1. */
const MAGIC: ReadonlyArray<readonly [string, string]> = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF8', 'image/gif'],
  ['%PDF-', 'application/pdf'],
  ['PK\x03\x04', 'application/zip'],
  ['\x1f\x8b', 'application/gzip'],
  ['BM', 'image/bmp'],
];

/** What content is by its first bytes, given as Latin-1 or as a text. */
export function contentTypeOf(content: string): string {
  return MAGIC.find(([start]) => content.startsWith(start))?.[1] ?? guessType(content);
}
