import type { MediaType } from '../../model/index.ts';
import type { Schema } from '../../schema/index.ts';
import { acceptedRanges, fallsUnder } from '../accept.ts';
import { isJsonType, isMediaRange, isXmlType, type ParsedMediaType, parseMediaType } from '../media-type.ts';
import { partOf, type SchemaPart, typesOf } from '../schema-shape.ts';
import { isBinary } from './content.ts';

/**
 * The type to write: the documented one, or where that is a range (`image/*`), the first type that `Accept` names below
 * it and that can hold what the schema describes, else the usual one: JSON for structures, plain text for texts, PNG for
 * images, bytes for `format: binary`.
 */
export function concreteType(
  mediaType: MediaType,
  schema: Schema | undefined,
  accept: string | null,
): string {
  const documented = parseMediaType(mediaType.type);
  if (documented === undefined) return 'application/json';
  if (!isMediaRange(documented)) return mediaType.type;
  const part = schema && partOf(schema);
  const asked = acceptedRanges(accept).filter((range) => fallsUnder(range, documented));
  const named = asked.filter((range) => !isMediaRange(range));
  const [first] = named;
  if (first && holdsValue(first, part)) return first.essence;
  const usual = usualType(documented, part);
  const parsed = parseMediaType(usual);
  // A browser asks for HTML first and takes anything.
  if (asked.length === 0 || asked.some((range) => parsed && fallsUnder(parsed, range))) return usual;
  const fitting = named.find((type) => holdsValue(type, part));
  if (fitting) return fitting.essence;
  const range = asked.find(isMediaRange);
  return range ? usualType(range, part) : (first?.essence ?? usual);
}

/** Can the type hold what the schema describes? A structure needs a notation; a text goes anywhere. */
function holdsValue(type: ParsedMediaType, part: SchemaPart | undefined): boolean {
  if (!isStructured(part)) return true;
  if (type.essence === 'application/xhtml+xml') return false;
  return isJsonType(type) || isXmlType(type) || STRUCTURED.has(type.essence);
}

const STRUCTURED = new Set([
  'application/x-www-form-urlencoded',
  'application/yaml',
  'application/x-yaml',
  'text/yaml',
  'text/csv',
  'text/event-stream',
  'application/x-ndjson',
  'application/jsonl',
  'application/cbor',
]);

function isStructured(part: SchemaPart | undefined): boolean {
  const types = part && typesOf(part);
  return types !== undefined && (types.has('object') || types.has('array'));
}

function usualType(range: ParsedMediaType, part: SchemaPart | undefined): string {
  if (range.subtype.startsWith('*+'))
    return SUFFIXED[range.subtype.slice(2)] ?? `${range.type}/vnd.standin${range.subtype.slice(1)}`;
  const usual = USUAL[range.type];
  if (usual !== undefined) return usual;
  if (isBinary(part))
    return range.type === '*' || range.type === 'application' ? 'application/octet-stream' : 'text/plain';
  const types = part && typesOf(part);
  const isText = types !== undefined && [...types].every((type) => type === 'string' || type === 'null');
  return range.type === '*' && isText
    ? 'text/plain'
    : range.type === 'text'
      ? 'text/plain'
      : 'application/json';
}

/** Any JSON object is JSON-LD, and any XML a vendor's. */
const SUFFIXED: Readonly<Record<string, string>> = { json: 'application/ld+json' };

const USUAL: Readonly<Record<string, string>> = {
  image: 'image/png',
  audio: 'audio/wav',
  video: 'video/mp4',
  multipart: 'multipart/form-data',
};
