import type { MediaType } from '../../model/index.ts';
import { formTextReader } from '../body/form-read.ts';
import { isJsonType, parseMediaType } from '../media-type.ts';
import { partOf } from '../schema-shape.ts';
import type { Outcome } from './forms.ts';
import { formDecode } from './percent.ts';
import type { RequestParts } from './raw-request.ts';
import { Malformed } from './style-read.ts';
import { wireReader } from './wire.ts';

/** Reads the decoded text of a parameter that has `content` instead of a schema. */
export function contentReader(content: MediaType): (text: string) => Outcome {
  const schema = content.schema?.for('request');
  const part = schema && partOf(schema);
  const type = parseMediaType(content.type);
  if (type && isJsonType(type)) {
    return (text) => {
      try {
        return { value: JSON.parse(text) };
      } catch {
        return new Malformed('must be JSON');
      }
    };
  }
  if (type?.essence === 'application/x-www-form-urlencoded') {
    const read = formTextReader(part, content.encoding);
    return (text) => {
      const value = read(text);
      return value instanceof Malformed ? value : { value };
    };
  }
  const read = wireReader(part);
  return (text) => ({ value: read(text) });
}

/** `in: querystring` (OpenAPI 3.2, Parameter Locations): the whole query, by its media type. */
export function queryStringReader(content: MediaType | undefined): (parts: RequestParts) => Outcome {
  const read = content && contentReader(content);
  const isForm = content && parseMediaType(content.type)?.essence === 'application/x-www-form-urlencoded';
  return ({ raw: { search } }) => {
    const query = search.startsWith('?') ? search.slice(1) : search;
    if (query === '' || read === undefined) return undefined;
    const text = isForm ? query : formDecode(query);
    return text === undefined ? new Malformed('is not valid percent-encoded UTF-8') : read(text);
  };
}
