import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What stands in one line of the log. */
export type LogRecord =
  | {
      readonly kind: 'standin-state';
      readonly format: number;
      readonly description?: { readonly title: string; readonly hash: string };
    }
  /** A part of what a session was when the log was last written anew; changes as `writeChange` writes them. */
  | SessionRecord<'snapshot'>
  | SessionRecord<'commit'>
  | { readonly kind: 'drop'; readonly session: string }
  /** So many entities are forgotten in the order of `SessionLog.trim`. */
  | { readonly kind: 'trim'; readonly session: string; readonly count: number };

interface SessionRecord<Kind> {
  readonly kind: Kind;
  readonly session: string;
  readonly version: number;
  readonly at: number;
  readonly changes: readonly unknown[];
}

/** A line with its checksum: eight hexadecimal digits, a space, JSON, a line feed. */
export function writeLine(json: string): string {
  return `${checksum(json)} ${json}\n`;
}

/** A line of changes that are JSON already. */
export function writeSessionLine(
  kind: 'snapshot' | 'commit',
  { session, version, at }: { session: string; version: number; at: number },
  changes: readonly string[],
): string {
  const head = JSON.stringify({ kind, session, version, at });
  return writeLine(`${head.slice(0, -1)},"changes":[${changes.join(',')}]}`);
}

/** The record of a line without its line feed, undefined where its checksum is wrong. */
export function readLine(line: Buffer): LogRecord | undefined {
  if (line.length < 10 || line[8] !== 0x20) return undefined;
  const json = line.subarray(9);
  if (checksum(json) !== line.toString('latin1', 0, 8)) return undefined;
  return JSON.parse(json.toString('utf8')) as LogRecord;
}

function checksum(json: string | Buffer): string {
  return crc32(json).toString(16).padStart(8, '0');
}

export interface RawLine {
  readonly bytes: Buffer;
  /** Where it starts. */
  readonly offset: number;
  /** False for what follows the last line feed. */
  readonly ended: boolean;
}

const chunkSize = 1024 * 1024;

/** The lines of an open file, read piece by piece. */
export function* linesOf(file: number): Generator<RawLine> {
  const chunk = Buffer.alloc(chunkSize);
  let rest: Buffer[] = [];
  let start = 0;
  for (let offset = 0; ; ) {
    const length = readSync(file, chunk, 0, chunkSize, offset);
    if (length === 0) break;
    let from = 0;
    for (let to = chunk.indexOf(0x0a); to !== -1 && to < length; to = chunk.indexOf(0x0a, from)) {
      yield { bytes: Buffer.concat([...rest, chunk.subarray(from, to)]), offset: start, ended: true };
      rest = [];
      from = to + 1;
      start = offset + from;
    }
    rest.push(Buffer.from(chunk.subarray(from, length)));
    offset += length;
  }
  const bytes = Buffer.concat(rest);
  if (bytes.length > 0) yield { bytes, offset: start, ended: false };
}
