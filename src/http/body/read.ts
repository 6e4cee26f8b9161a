import type { MediaType } from '../../model/index.ts';
import type { Schema } from '../../schema/index.ts';
import { parseMediaType } from '../media-type.ts';
import { itemPart, partOf, type SchemaPart, typesOf } from '../schema-shape.ts';
import { utf8 } from './binary/bytes.ts';
import { bodyText } from './body-text.ts';
import { type ContentKind, contentKind, type TextReader, textReader } from './content-read.ts';
import { readMultipart } from './read-multipart.ts';
import { type BodyReading, malformed, OPAQUE } from './reading.ts';

/** Reads a body by its own `Content-Type`. Never throws for what a body holds. */
export type BodyReader = (bytes: Uint8Array | string, contentType: string) => BodyReading;

/**
 * Compiles the reading of bodies under a documented media type (which may be a range: the body's own type decides).
 * JSON and YAML are taken as they are; XML, forms, parts, tables and texts are coerced as far as the schema allows; other
 * notations are opaque, and so are bytes. For XML, YAML and multipart, `prepareBodyReading` must have been awaited.
 */
export function bodyReader(mediaType: MediaType, schema: Schema | undefined): BodyReader {
  const part = schema && partOf(schema);
  const readers = new Map<ContentKind, TextReader>();
  return (body, contentType) => {
    const type = parseMediaType(contentType);
    if (type === undefined) return malformed('has a Content-Type that is no media type');
    if (type.type === 'multipart')
      return readMultipart(bytesOf(body), type, part, mediaType, itemOf(mediaType, schema, undefined));
    const kind = contentKind(type, part);
    if (kind === undefined) return OPAQUE;
    const text = bodyText(body, type);
    if (typeof text !== 'string') return text;
    let read = readers.get(kind);
    if (read === undefined) {
      read = textReader(kind, part, itemOf(mediaType, schema, part), mediaType.encoding);
      readers.set(kind, read);
    }
    return read(text, type);
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

/** What each item of a sequence is: by `itemSchema`, else by the items of `schema`, else by `schema` itself. */
function itemOf(
  mediaType: MediaType,
  schema: Schema | undefined,
  part: SchemaPart | undefined,
): SchemaPart | undefined {
  if (mediaType.itemSchema) return partOf(mediaType.itemSchema.for(schema?.direction ?? 'request'));
  return part && (typesOf(part)?.has('array') ? itemPart(part, 0) : part);
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? utf8(body) : body;
}
