import type { MediaType } from '../../model/index.ts';
import type { Schema } from '../../schema/index.ts';
import { isJsonType, isXmlType, type ParsedMediaType, parseMediaType } from '../media-type.ts';
import { Malformed } from '../parameters/style-read.ts';
import { type WireReader, wireReader } from '../parameters/wire.ts';
import { partOf, type SchemaPart, typesOf } from '../schema-shape.ts';
import { utf8 } from './binary/bytes.ts';
import { isBinary } from './content.ts';
import { type FormTextReader, formTextReader } from './form-read.ts';
import { readJson, readJsonTexts } from './read-json.ts';
import { readMultipart } from './read-multipart.ts';
import { type BodyReading, malformed, OPAQUE, valueReading } from './reading.ts';

/** Reads a body by its own `Content-Type`. Never throws. */
export type BodyReader = (bytes: Uint8Array | string, contentType: string) => BodyReading;

const LINES = /^application\/(x-)?(jsonl|jsonlines|ndjson|json-lines)$/;

/**
 * Compiles the reading of bodies under a documented media type (which may be a range: the body's own type decides).
 * JSON is taken as it is; forms, parts and texts are coerced as far as the schema allows; XML and other notations are
 * opaque, and so are bytes.
 */
export function bodyReader(mediaType: MediaType, schema: Schema | undefined): BodyReader {
  const part = schema && partOf(schema);
  let readForm: FormTextReader | undefined;
  let readText: WireReader | undefined;
  return (body, contentType) => {
    const type = parseMediaType(contentType);
    if (type === undefined) return malformed('has a Content-Type that is no media type');
    if (type.type === 'multipart') return readMultipart(bytesOf(body), type, part, mediaType.encoding);
    if (!isRead(type, part)) return OPAQUE;
    const text = decode(body, type);
    if (text === undefined) return malformed(`is not ${type.parameters.get('charset') ?? 'UTF-8'} text`);
    if (type.subtype === 'json-seq' || type.suffix === 'json-seq') return readJsonTexts(text, '\u001e');
    if (LINES.test(type.essence)) return readJsonTexts(text, '\n');
    if (isJsonType(type)) return readJson(text);
    if (type.essence === 'application/x-www-form-urlencoded') {
      readForm ??= formTextReader(part, mediaType.encoding);
      const form = readForm(text);
      return form instanceof Malformed ? malformed(form.message) : valueReading(form);
    }
    readText ??= wireReader(part);
    return valueReading(readText(text));
  };
}

/** As `bodyReader`, for one body. */
export function readBody(
  body: Uint8Array | string,
  contentType: string,
  mediaType: MediaType,
  schema: Schema | undefined,
): BodyReading {
  return bodyReader(mediaType, schema)(body, contentType);
}

/** Is the type one whose text is read: JSON, forms, or a text that the schema takes as such? */
function isRead(type: ParsedMediaType, part: SchemaPart | undefined): boolean {
  if (isJsonType(type) || LINES.test(type.essence) || type.essence === 'application/x-www-form-urlencoded')
    return true;
  if (type.subtype === 'json-seq' || type.suffix === 'json-seq') return true;
  if (isBinary(part) || part === undefined) return false;
  const types = typesOf(part);
  if (type.essence === 'text/plain') return true;
  return !isXmlType(type) && type.type === 'text' && types?.has('string') === true;
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? utf8(body) : body;
}

/** Undefined where the bytes are no text of the charset that is named, or UTF-8. A byte order mark is left out. */
function decode(body: Uint8Array | string, type: ParsedMediaType): string | undefined {
  if (typeof body === 'string') return body.startsWith('\ufeff') ? body.slice(1) : body;
  try {
    return new TextDecoder(type.parameters.get('charset') ?? 'utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
