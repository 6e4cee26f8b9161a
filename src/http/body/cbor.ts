import { concat, utf8 } from './binary/bytes.ts';

const DEPTH_LIMIT = 500;

/** As CBOR (RFC 8949): the data model of JSON, definite lengths, numbers as integers where they are. */
export function writeCbor(value: unknown, depth = 0): Uint8Array {
  if (depth > DEPTH_LIMIT) return Uint8Array.of(0xf6);
  if (value === false) return Uint8Array.of(0xf4);
  if (value === true) return Uint8Array.of(0xf5);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'string') {
    const bytes = utf8(value);
    return concat(head(3, bytes.length), bytes);
  }
  if (Array.isArray(value))
    return concat(head(4, value.length), ...value.map((item) => writeCbor(item, depth + 1)));
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value);
    const pairs = members.flatMap(([name, member]) => [writeCbor(name), writeCbor(member, depth + 1)]);
    return concat(head(5, members.length), ...pairs);
  }
  return Uint8Array.of(0xf6);
}

function number(value: number): Uint8Array {
  if (Number.isSafeInteger(value)) return value >= 0 ? head(0, value) : head(1, -1 - value);
  const bytes = new Uint8Array(9);
  bytes[0] = 0xfb;
  new DataView(bytes.buffer).setFloat64(1, value);
  return bytes;
}

/** A major type with its argument (section 3). */
function head(major: number, argument: number): Uint8Array {
  const first = major << 5;
  if (argument < 24) return Uint8Array.of(first | argument);
  if (argument < 0x100) return Uint8Array.of(first | 24, argument);
  const bytes = new Uint8Array(argument < 0x10000 ? 3 : argument < 0x100000000 ? 5 : 9);
  const view = new DataView(bytes.buffer);
  bytes[0] = first | (bytes.length === 3 ? 25 : bytes.length === 5 ? 26 : 27);
  if (bytes.length === 3) view.setUint16(1, argument);
  else if (bytes.length === 5) view.setUint32(1, argument);
  else view.setBigUint64(1, BigInt(argument));
  return bytes;
}
