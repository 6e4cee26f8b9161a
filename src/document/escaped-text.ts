/** Shares of bytes beyond ASCII up to which a text is worth escaping: above, the escapes outweigh what they spare. */
const mostEscapes = 1 / 32;
/** Pieces are looked at by halves where they are not ASCII. */
const chunkLength = 65_536;
const shortestChunk = 64;
const escapeLength = '\\u0000'.length;

/**
 * A JSON text in which every character beyond ASCII is written as its escape, so that the engine keeps it in one byte
 * for each character: some such characters in a large text would double it, and all that reads it would take longer.
 */
export class EscapedText {
  /** Spells the same JSON value. */
  readonly escaped: string;
  /** Where each of the escapes begins, in ascending order. */
  readonly #escapes: readonly number[];

  private constructor(escaped: string, escapes: readonly number[]) {
    this.escaped = escaped;
    this.#escapes = escapes;
  }

  /** Bytes that the escapes of a text of that many bytes take at most, beyond those of what they stand for. */
  static roomFor(size: number): number {
    // Two bytes of UTF-8 become six; four, which are two units of UTF-16, become twelve.
    return Math.ceil(size * mostEscapes * 2);
  }

  /**
   * Undefined for what begins otherwise than JSON, is ASCII already, or holds so much else that escapes do not pay.
   *
   * @param bytes UTF-8 without any fault
   * @param isAscii and `toText` for ASCII, by the fastest means of the platform
   * @param room how many bytes behind these, in the same buffer, are free: where the escapes fit in, the text is written
   * in place of `bytes`, which saves as much memory again
   */
  static of(
    bytes: Uint8Array,
    isAscii: (bytes: Uint8Array) => boolean,
    toText: (ascii: Uint8Array) => string,
    room = 0,
  ): EscapedText | undefined {
    if (!beginsAsJson(bytes)) return undefined;
    const runs = runsBeyondAscii(bytes, isAscii);
    if (runs === undefined || runs.length === 0) return undefined;
    // An escape after a backslash would be read as that backslash, escaped.
    if (runs.some(([start]) => bytes[start - 1] === 0x5c)) return undefined;
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const escapes: number[] = [];
    let growth = 0;
    const pieces = runs.map(([start, end]) => {
      const written = decoder.decode(bytes.subarray(start, end)).split('').map(escapeOf).join('');
      for (let at = 0; at < written.length; at += escapeLength) escapes.push(start + growth + at);
      growth += written.length - (end - start);
      return { start, end, written };
    });
    const length = bytes.length + growth;
    const { buffer, byteOffset } = growth <= room ? bytes : new Uint8Array(length);
    const text = new Uint8Array(buffer, byteOffset, length);
    // From the end on, since what is moved in place would overwrite what follows it.
    let from = bytes.length;
    let to = length;
    for (const { start, end, written } of pieces.reverse()) {
      to -= from - end;
      text.set(bytes.subarray(end, from), to);
      to -= written.length;
      for (let at = 0; at < written.length; at++) text[to + at] = written.charCodeAt(at);
      from = start;
    }
    text.set(bytes.subarray(0, from));
    return new EscapedText(toText(text), escapes);
  }

  /** Makes offsets into the escaped text such into the text as it was written; they have to ascend. */
  toOriginal(offsets: Int32Array): void {
    let passed = 0;
    for (let at = 0; at < offsets.length; at++) {
      while (passed < this.#escapes.length && this.#escapes[passed]! < offsets[at]!) passed++;
      offsets[at]! -= passed * (escapeLength - 1);
    }
  }

  /** As it was written. */
  original(): string {
    const parts: string[] = [];
    let copied = 0;
    for (const at of this.#escapes) {
      const unit = Number.parseInt(this.escaped.slice(at + 2, at + escapeLength), 16);
      parts.push(this.escaped.slice(copied, at), String.fromCharCode(unit));
      copied = at + escapeLength;
    }
    parts.push(this.escaped.slice(copied));
    return parts.join('');
  }
}

function escapeOf(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function beginsAsJson(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= 0x0d))) at++;
  return bytes[at] === 0x7b || bytes[at] === 0x5b;
}

/** Beginnings and ends; undefined where they are too many. */
function runsBeyondAscii(
  bytes: Uint8Array,
  isAscii: (bytes: Uint8Array) => boolean,
): Array<[number, number]> | undefined {
  const runs: Array<[number, number]> = [];
  let left = bytes.length * mostEscapes;
  const look = (from: number, to: number): void => {
    if (left < 0 || isAscii(bytes.subarray(from, to))) return;
    if (to - from > shortestChunk) {
      const middle = (from + to) >> 1;
      look(from, middle);
      look(middle, to);
      return;
    }
    for (let at = from; at < to; at++) {
      if (bytes[at]! < 0x80) continue;
      left--;
      const last = runs.at(-1);
      if (last?.[1] === at) last[1] = at + 1;
      else runs.push([at, at + 1]);
    }
  };
  for (let from = 0; from < bytes.length; from += chunkLength)
    look(from, Math.min(from + chunkLength, bytes.length));
  return left < 0 ? undefined : runs;
}
