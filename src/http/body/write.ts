import type { MediaType } from '../../model/index.ts';
import type { Schema } from '../../schema/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { isMediaRange, parseMediaType } from '../media-type.ts';
import { partOf } from '../schema-shape.ts';
import type { WrittenBody } from './body.ts';
import { concreteType } from './concrete-type.ts';
import { withCharset, writeContent } from './content.ts';
import { formText } from './form.ts';
import { writeJson } from './json.ts';
import { multipartType, writeMultipart } from './multipart.ts';
import { writeText } from './text.ts';

/**
 * Writes a value as a media type: the same value gives the same bytes. The schema decides what the type leaves open: XML
 * names, types of parts, what is binary. A Uint8Array is written as it is under any type but multipart.
 *
 * @param concrete the type to write where the documented one is a range; without it, the usual type of the range
 */
export function writeBody(
  mediaType: MediaType,
  value: unknown,
  schema: Schema | undefined,
  concrete: string = mediaType.type,
): WrittenBody {
  const asked = parseMediaType(concrete);
  const isConcrete = asked !== undefined && !isMediaRange(asked);
  const contentType = isConcrete ? concrete : concreteType(mediaType, schema, null);
  const type = isConcrete ? asked : parseMediaType(contentType);
  const part = schema && partOf(schema);
  if (type === undefined) return { body: writeJson(value), contentType: 'application/json' };
  if (type.type === 'multipart') {
    const { body, boundary } = writeMultipart(type, value, part, mediaType);
    return { body, contentType: multipartType(type, contentType, boundary) };
  }
  if (type.essence === 'application/x-www-form-urlencoded') {
    return {
      body: isJsonObject(value) ? formText(value, mediaType.encoding, part) : writeText(value),
      contentType,
    };
  }
  const body = writeContent(type, value, part);
  return { body, contentType: withCharset(type, contentType, body) };
}
