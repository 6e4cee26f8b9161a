import type { Header, Parameter } from '../../model/index.ts';
import { isJsonType, parseMediaType } from '../media-type.ts';
import { percentEncode } from './percent.ts';
import { textOf, writeDelimited } from './style-write.ts';

/**
 * A header's value as text, by the style `simple` or by its `content` (OpenAPI 3.2, Header Object and appendix D: without
 * percent-encoding). What no header can carry is replaced: control characters by a space, characters beyond Latin-1 by
 * their percent-encoding, or by JSON's escapes where the content is JSON.
 */
export function writeHeaderValue(
  header: Pick<Header, 'explode' | 'content'> & Partial<Pick<Parameter, 'style'>>,
  value: unknown,
): string {
  const type = header.content && parseMediaType(header.content.type);
  if (type && isJsonType(type)) {
    return JSON.stringify(value).replace(
      /[^\u0020-\u007e]/g,
      (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  const text = type
    ? textOf(value)
    : writeDelimited(value, header.style ?? 'simple', header.explode, (member) => member);
  return text
    .replace(/[^\u0020-\u007e\u00a0-\uffff]+/g, ' ')
    .replace(/[^\u0020-\u00ff]+/g, percentEncode)
    .trim();
}
