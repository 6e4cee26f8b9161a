const encoder = new TextEncoder();

/** As UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

export function concat(...parts: ReadonlyArray<Uint8Array | string>): Uint8Array {
  const pieces = parts.map((part) => (typeof part === 'string' ? utf8(part) : part));
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Each character a byte; undefined where one does not fit. */
export function latin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return undefined;
    bytes[i] = unit;
  }
  return bytes;
}

/** Undefined where the text is no base64 (RFC 4648 section 4 or 5). */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return latin1(atob(text.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

/** `0` and `1` as little-endian numbers of that many bytes. */
export function littleEndian(...numbers: ReadonlyArray<readonly [value: number, bytes: number]>): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap(([value, bytes]) => Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 0xff)),
  );
}

/** CRC-32 as in ZIP, GZIP and PNG (RFC 1952 section 8). */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
