import { isJsonType, isXmlType, type ParsedMediaType } from '../media-type.ts';
import { keyword, type SchemaPart, typesOf } from '../schema-shape.ts';
import { concat, utf8 } from './binary/bytes.ts';
import { fileInText, sampleFile } from './binary/sample.ts';
import { writeCbor } from './cbor.ts';
import { writeCsv, writeTsv } from './csv.ts';
import { writeEventStream } from './event-stream.ts';
import { writeJson, writeJsonLines, writeJsonSequence } from './json.ts';
import { jwtText } from './jwt.ts';
import { writeHtml, writeText } from './text.ts';
import { writeXml } from './xml.ts';
import { writeYaml } from './yaml.ts';

type Write = (value: unknown, part: SchemaPart | undefined) => string | Uint8Array;

const asText =
  (write: (value: unknown) => string): Write =>
  (value) =>
    typeof value === 'string' ? value : write(value);

const JSON_LINES: Write = asText(writeJsonLines);
const YAML: Write = asText(writeYaml);

const WRITERS: Readonly<Record<string, Write>> = {
  'application/json-seq': writeJsonSequence,
  'application/jsonl': JSON_LINES,
  'application/x-jsonl': JSON_LINES,
  'application/jsonlines': JSON_LINES,
  'application/x-jsonlines': JSON_LINES,
  'application/ndjson': JSON_LINES,
  'application/x-ndjson': JSON_LINES,
  'application/json-lines': JSON_LINES,
  'text/event-stream': writeEventStream,
  'text/csv': writeCsv,
  'application/csv': writeCsv,
  'text/tab-separated-values': writeTsv,
  'text/html': writeHtml,
  'application/xhtml+xml': writeHtml,
  'application/yaml': YAML,
  'application/x-yaml': YAML,
  'text/yaml': YAML,
  'text/x-yaml': YAML,
  'text/yml': YAML,
  'application/jwt': jwtText,
  'application/cbor': (value) => writeCbor(value),
};

/**
 * Writes a value as a type that is no range and no multipart: by the type where it is known, else by its suffix, else a
 * sample of its kind, else the value as text.
 */
export function writeContent(
  type: ParsedMediaType,
  value: unknown,
  part: SchemaPart | undefined,
): string | Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (type.suffix === 'json-seq') return writeJsonSequence(value);
  const write = Object.hasOwn(WRITERS, type.essence) ? WRITERS[type.essence] : undefined;
  if (write) return write(value, part);
  if (isJsonType(type)) return writeJson(value);
  return writeFile(type, value, part) ?? writeOther(type, value, part);
}

/** A file of a kind that texts cannot hold; undefined where the type is none, or the schema says how it is coded. */
function writeFile(
  type: ParsedMediaType,
  value: unknown,
  part: SchemaPart | undefined,
): Uint8Array | undefined {
  if (type.essence === 'image/svg+xml' && typeof value === 'string' && value.trimStart().startsWith('<')) {
    return utf8(value);
  }
  if (typeof value === 'string') {
    if (part && isEncoded(keyword(part, 'contentEncoding'))) return undefined;
    return fileInText(type, value) ?? sampleFile(type);
  }
  return sampleFile(type);
}

/** Does the encoding turn bytes into other ones (RFC 2045 section 6.2)? */
function isEncoded(encoding: unknown): boolean {
  return encoding !== undefined && !/^(7bit|8bit|binary|identity)$/i.test(String(encoding));
}

function writeOther(
  type: ParsedMediaType,
  value: unknown,
  part: SchemaPart | undefined,
): string | Uint8Array {
  if (type.suffix === 'yaml') return YAML(value, part);
  if (type.suffix === 'cbor') return writeCbor(value);
  if (isXmlType(type)) return writeXml(value, part);
  if (type.type === 'text') return encoded(type, writeText(value));
  return utf8(writeText(value));
}

/** Text that the type says is Latin-1 or ASCII; whatever else it may say, UTF-8 is written. */
function encoded(type: ParsedMediaType, text: string): string | Uint8Array {
  const charset = type.parameters.get('charset')?.toLowerCase();
  if (charset === undefined || !/^(iso-?8859-1|latin1|us-ascii|ascii|windows-1252)$/.test(charset))
    return text;
  const limit = charset.includes('ascii') ? 0x7f : 0xff;
  return concat(
    Uint8Array.from(text, (char) => ((char.codePointAt(0) as number) > limit ? 0x3f : char.charCodeAt(0))),
  );
}

/** `text/plain; charset=utf-8`: with a charset where the type has none and is text. */
export function withCharset(type: ParsedMediaType, written: string, body: string | Uint8Array): string {
  const isText = type.type === 'text' && typeof body === 'string' && !type.parameters.has('charset');
  return isText ? `${written}; charset=utf-8` : written;
}

/**
 * Does the schema stand for bytes that no JSON text holds: `format: binary`, or a string with `contentMediaType` and no
 * `contentEncoding` (OpenAPI, Considerations for File Uploads)?
 */
export function isBinary(part: SchemaPart | undefined): boolean {
  if (part === undefined) return false;
  if (keyword(part, 'format') === 'binary') return true;
  if (keyword(part, 'contentEncoding') !== undefined || keyword(part, 'contentMediaType') === undefined)
    return false;
  const types = typesOf(part);
  return types === undefined || types.has('string');
}
