import type { Encoding, MediaType } from '../../model/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { quote } from '../header-list.ts';
import { isMediaRange, type ParsedMediaType, parseMediaType } from '../media-type.ts';
import { writeHeaderValue } from '../parameters/header-value.ts';
import { writeDelimited, writePairs } from '../parameters/style-write.ts';
import { itemPart, keyword, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { concat, crc32, utf8 } from './binary/bytes.ts';
import { fileExtension } from './binary/sample.ts';
import { isBinary, withCharset, writeContent } from './content.ts';

/** What a media type says of its parts. A part that is a multipart itself has nothing of its own here: all by default. */
type MultipartEncoding = Partial<
  Pick<MediaType, 'schema' | 'itemSchema' | 'encoding' | 'prefixEncoding' | 'itemEncoding'>
>;

/** One part before it is written. */
interface Part {
  readonly name: string | undefined;
  readonly value: unknown;
  readonly schema: SchemaPart | undefined;
  readonly encoding: Encoding | undefined;
}

/**
 * As a multipart body (RFC 2046 section 5.1, RFC 7578): the properties of an object are named parts, the items of a list
 * under one of its properties are parts of one name; a list at the root has a part for each item, whose encoding is that
 * of `prefixEncoding` or `itemEncoding` (OpenAPI 3.2, Encoding By Position). The boundary follows from the content.
 */
export function writeMultipart(
  type: ParsedMediaType,
  value: unknown,
  schema: SchemaPart | undefined,
  mediaType: MultipartEncoding,
): { body: Uint8Array; boundary: string } {
  const parts = isJsonObject(value)
    ? namedParts(value, schema, mediaType)
    : listedParts(value, schema, mediaType);
  const isForm = type.essence === 'multipart/form-data' || type.subtype === 'formdata' || isJsonObject(value);
  const written = parts.map((part, i) => writePart(part, isForm, i));
  const content = concat(...written);
  let boundary = `standin-${crc32(content).toString(16).padStart(8, '0')}`;
  while (indexOfText(content, `--${boundary}`))
    boundary = `standin-${crc32(utf8(boundary)).toString(16).padStart(8, '0')}`;
  const body = concat(
    ...written.flatMap((part) => [`--${boundary}\r\n`, part, '\r\n']),
    `--${boundary}--\r\n`,
  );
  return { body, boundary };
}

/** Latin-1 keeps each byte a character, so that a search is exact. */
function indexOfText(content: Uint8Array, text: string): boolean {
  return new TextDecoder('latin1').decode(content).includes(text);
}

function namedParts(value: object, schema: SchemaPart | undefined, mediaType: MultipartEncoding): Part[] {
  return Object.entries(value).flatMap(([name, member]): Part[] => {
    if (member === undefined) return [];
    const encoding = mediaType.encoding?.get(name);
    const property = schema && propertyPart(schema, name);
    if (encoding?.style !== undefined) return styledParts(name, member, property, encoding);
    if (!Array.isArray(member)) return [{ name, value: member, schema: property, encoding }];
    return member.map((item, i) => ({
      name,
      value: item,
      schema: property && itemPart(property, i),
      encoding,
    }));
  });
}

/** By a style, as in a form but without percent-encoding (OpenAPI 3.1 and later, Encoding Object). */
function styledParts(
  name: string,
  value: unknown,
  schema: SchemaPart | undefined,
  encoding: Encoding,
): Part[] {
  const { style = 'form', explode = style === 'form' } = encoding;
  const isStructure = value !== null && typeof value === 'object';
  if (!isStructure) return [{ name, value, schema, encoding }];
  if (!explode && style !== 'deepObject') {
    const text = writeDelimited(value, style, false, (member) => member);
    return [{ name, value: text, schema: undefined, encoding: undefined }];
  }
  return writePairs(name, value, style, explode, (text) => text).map((pair) => {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals).replaceAll('%5B', '[').replaceAll('%5D', ']');
    return { name: key, value: pair.slice(equals + 1), schema: undefined, encoding: undefined };
  });
}

function listedParts(value: unknown, schema: SchemaPart | undefined, mediaType: MultipartEncoding): Part[] {
  const items = Array.isArray(value) ? value : [value];
  const isOfItem =
    !Array.isArray(value) || (mediaType.schema === undefined && mediaType.itemSchema !== undefined);
  return items.map((item, i) => ({
    name: undefined,
    value: item,
    schema: schema && (isOfItem ? schema : itemPart(schema, i)),
    encoding: mediaType.prefixEncoding?.[i] ?? mediaType.itemEncoding,
  }));
}

function partContent(part: Part): { type: string; parsed: ParsedMediaType; body: string | Uint8Array } {
  const type = partType(part);
  const parsed = parseMediaType(type) as ParsedMediaType;
  if (parsed.type !== 'multipart') {
    const body = writeContent(parsed, part.value, part.schema);
    return { type: withCharset(parsed, type, body), parsed, body };
  }
  const { body, boundary } = writeMultipart(parsed, part.value, part.schema, {});
  return { type: multipartType(parsed, type, boundary), parsed, body };
}

function writePart(part: Part, isForm: boolean, index: number): Uint8Array {
  const { type, parsed, body } = partContent(part);
  const headers: string[] = [];
  const { name = isForm ? `part${index + 1}` : undefined } = part;
  if (name !== undefined) {
    const isFile =
      isBinary(part.schema) ||
      (typeof body !== 'string' && parsed.type !== 'text' && parsed.type !== 'multipart');
    const filename = isFile ? `; filename="${escapeName(name)}.${fileExtension(parsed)}"` : '';
    headers.push(`Content-Disposition: form-data; name="${escapeName(name)}"${filename}`);
  }
  headers.push(`Content-Type: ${type}`, ...extraHeaders(part.encoding));
  return concat(`${headers.join('\r\n')}\r\n\r\n`, body);
}

/**
 * `contentType` of the encoding (of several the first), else by the schema: structures are JSON, binary, coded and untyped
 * texts bytes, other texts and scalars plain text (OpenAPI 3.2, Encoding Object).
 */
function partType({ value, schema, encoding }: Part): string {
  const stated = encoding?.contentType?.split(',')[0]?.trim();
  const media = schema && keyword(schema, 'contentMediaType');
  for (const type of [stated, typeof media === 'string' ? media : undefined]) {
    const parsed = type === undefined ? undefined : parseMediaType(type);
    if (type !== undefined && parsed)
      return isMediaRange(parsed) ? (RANGES[parsed.type] ?? usualType(value, schema)) : type;
  }
  return usualType(value, schema);
}

const RANGES: Readonly<Record<string, string>> = {
  image: 'image/png',
  audio: 'audio/wav',
  video: 'video/mp4',
  text: 'text/plain',
};

function usualType(value: unknown, schema: SchemaPart | undefined): string {
  if (value instanceof Uint8Array) return 'application/octet-stream';
  if (value !== null && typeof value === 'object') return 'application/json';
  const types = schema && typesOf(schema);
  if (typeof value === 'string' && schema !== undefined && types === undefined)
    return 'application/octet-stream';
  const isCoded = schema !== undefined && keyword(schema, 'contentEncoding') !== undefined;
  if (typeof value === 'string' && (isBinary(schema) || isCoded)) return 'application/octet-stream';
  return types && value === null && (types.has('object') || types.has('array'))
    ? 'application/json'
    : 'text/plain';
}

/** As browsers do (WHATWG HTML section 4.10.21.8). */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}

/** Documented headers of a part that have an example; nothing here makes values up. */
function extraHeaders(encoding: Encoding | undefined): string[] {
  return (encoding?.headers ?? []).flatMap((header) => {
    const example = header.examples.find(({ value }) => value !== undefined);
    return example === undefined || /^content-/i.test(header.name) === undefined
      ? []
      : [`${header.name}: ${writeHeaderValue(header, example.value)}`];
  });
}

/** The type with its boundary, which stands in quotes only where it has to. */
export function multipartType(type: ParsedMediaType, written: string, boundary: string): string {
  return type.parameters.has('boundary')
    ? `${type.essence}; boundary=${quote(boundary)}`
    : `${written}; boundary=${boundary}`;
}
