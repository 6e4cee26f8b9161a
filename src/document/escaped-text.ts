/** Shares of bytes beyond ASCII up to which a text is worth escaping: above, the escapes outweigh what they spare. */
const mostEscapes = 1 / 32;
const chunkLength = 4096;
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

  /**
   * Undefined for what begins otherwise than JSON, is ASCII already, or holds so much else that escapes do not pay.
   *
   * @param bytes UTF-8 without any fault
   * @param isAscii and `toText` for ASCII, by the fastest means of the platform
   */
  static of(
    bytes: Uint8Array,
    isAscii: (bytes: Uint8Array) => boolean,
    toText: (ascii: Uint8Array) => string,
  ): EscapedText | undefined {
    if (!beginsAsJson(bytes)) return undefined;
    const runs = runsBeyondAscii(bytes, isAscii);
    if (runs === undefined || runs.length === 0) return undefined;
    const parts: string[] = [];
    const escapes: number[] = [];
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    let length = 0;
    let copied = 0;
    for (const [start, end] of runs) {
      // An escape after a backslash would be read as that backslash, escaped.
      if (bytes[start - 1] === 0x5c) return undefined;
      const before = toText(bytes.subarray(copied, start));
      length += before.length;
      let written = '';
      for (const unit of decoder.decode(bytes.subarray(start, end)).split('')) {
        escapes.push(length + written.length);
        written += `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      }
      parts.push(before, written);
      length += written.length;
      copied = end;
    }
    parts.push(toText(bytes.subarray(copied)));
    return new EscapedText(parts.join(''), escapes);
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
  for (let from = 0; from < bytes.length; from += chunkLength) {
    const to = Math.min(from + chunkLength, bytes.length);
    if (isAscii(bytes.subarray(from, to))) continue;
    for (let at = from; at < to; at++) {
      if (bytes[at]! < 0x80) continue;
      if (--left < 0) return undefined;
      const last = runs.at(-1);
      if (last?.[1] === at) last[1] = at + 1;
      else runs.push([at, at + 1]);
    }
  }
  return runs;
}
