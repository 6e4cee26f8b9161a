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
    decoder = new TextDecoder(charset, { fatal: true });
  } catch {
    return { kind: 'unsupported', message: `is in the charset "${charset}", which is not known` };
  }
  try {
    return decoder.decode(body);
  } catch {
    return malformed(`is not ${charset.toUpperCase()} text`);
  }
}

function markedCharset(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes;
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
