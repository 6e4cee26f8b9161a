import { headerParameter, splitHeader } from '../header-list.ts';
import { type ParsedMediaType, parseMediaType } from '../media-type.ts';

/** One part of a multipart body. */
export interface ReadPart {
  /** Of `Content-Disposition`. */
  readonly name: string | undefined;
  readonly filename: string | undefined;
  /** Undefined where the part has no `Content-Type`, or one that is none. */
  readonly type: ParsedMediaType | undefined;
  /** `Content-Type` as written. */
  readonly contentType: string | undefined;
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
}

const PART_LIMIT = 10_000;

/** Splits a multipart body (RFC 2046 section 5.1.1); a text says what is wrong with it. Bytes are not copied. */
export function splitMultipart(bytes: Uint8Array, boundary: string): ReadPart[] | string {
  // One character a byte, so that offsets in the text are offsets in the bytes.
  const text = new TextDecoder('latin1').decode(bytes);
  const delimiter = `--${boundary}`;
  let at = text.startsWith(delimiter) ? 0 : nextLine(text, delimiter, 0);
  if (at < 0) return 'does not hold its boundary';
  const parts: ReadPart[] = [];
  for (;;) {
    at += delimiter.length;
    if (text.startsWith('--', at)) return parts;
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0 || text.slice(at, lineEnd).trim() !== '') return 'has a boundary line that does not end';
    const next = nextLine(text, delimiter, lineEnd);
    if (next < 0) return 'ends without its closing boundary';
    if (parts.length === PART_LIMIT) return `has more than ${PART_LIMIT} parts`;
    const part = readPart(text, bytes, lineEnd + 1, next);
    if (typeof part === 'string') return part;
    parts.push(part);
    at = next;
  }
}

/** Where the delimiter next stands at the beginning of a line, from a line's end on; -1 where it does not. */
function nextLine(text: string, delimiter: string, from: number): number {
  const found = text.indexOf(`\n${delimiter}`, from);
  return found < 0 ? -1 : found + 1;
}

function readPart(text: string, bytes: Uint8Array, start: number, next: number): ReadPart | string {
  // The line end before a delimiter belongs to the delimiter.
  const end = Math.max(start, next - (text[next - 2] === '\r' ? 2 : 1));
  const blank = /\r?\n\r?\n/g;
  blank.lastIndex = Math.max(0, start - 2);
  const found = blank.exec(text);
  if (found === null || found.index >= next) return 'has a part without an empty line after its headers';
  const from = found.index + found[0].length;
  const headers = new TextDecoder().decode(bytes.subarray(start, Math.max(start, found.index)));
  const fields = new Map(headers.split(/\r?\n/).map(fieldOf));
  const disposition = new Map(
    splitHeader(fields.get('content-disposition') ?? '', ';').map((piece) => {
      const { name, value } = headerParameter(piece);
      return [name, value] as const;
    }),
  );
  const type = fields.get('content-type');
  return {
    name: unescapeName(disposition.get('name')),
    filename: unescapeName(disposition.get('filename') ?? disposition.get('filename*')),
    type: type === undefined ? undefined : parseMediaType(type),
    contentType: type,
    headers: fields,
    bytes: bytes.subarray(Math.min(from, end), end),
  };
}

function fieldOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return colon < 0 ? ['', ''] : [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

/** What browsers escape in names (WHATWG HTML section 4.10.21.8). */
function unescapeName(name: string | undefined): string | undefined {
  return name?.replace(/%0D|%0A|%22/gi, (triple) => decodeURIComponent(triple));
}
