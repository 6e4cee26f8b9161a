import { isXmlType, type ParsedMediaType } from '../media-type.ts';
import { type BodyReading, malformed } from './reading.ts';

/**
 * The text of a body. A byte order mark counts most, then the type's `charset`, then for XML its declaration (RFC 7303
 * section 3), else it is UTF-8. A byte order mark is no part of the text.
 */
export function bodyText(body: Uint8Array | string, type: ParsedMediaType): string | BodyReading {
  if (typeof body === 'string') return body.startsWith('\ufeff') ? body.slice(1) : body;
  const charset = markedCharset(body) ?? statedCharset(body, type);
  let decoder: TextDecoder;
  try {
    decoder = charset === 'utf-8' && utf8 ? utf8 : new TextDecoder(charset, { fatal: true });
  } catch {
    return { kind: 'unsupported', message: `is in the charset "${charset}", which is not known` };
  }
  if (charset === 'utf-8') utf8 = decoder;
  try {
    return decoder.decode(body);
  } catch {
    utf8 = undefined;
    return malformed(`is not ${charset.toUpperCase()} text`);
  }
}

/** To make one costs as much as to read a short body. */
let utf8: TextDecoder | undefined;

function markedCharset(bytes: Uint8Array): string | undefined {
  const first = bytes[0];
  const second = bytes[1];
  const third = bytes[2];
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function statedCharset(bytes: Uint8Array, type: ParsedMediaType): string {
  const stated = type.parameters.get('charset')?.trim().toLowerCase();
  // Without a mark, UTF-16 is big-endian (RFC 2781 section 4.3); most who do not mark it are little-endian.
  if (stated === 'utf-16' && bytes[0] === 0 && bytes[1] !== 0) return 'utf-16be';
  if (stated) return stated;
  return (isXmlType(type) ? declaredEncoding(bytes) : undefined) ?? 'utf-8';
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]?.toLowerCase();
}
