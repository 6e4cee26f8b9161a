import type { Encoding } from '../../model/index.ts';
import { isJsonType, isXmlType, parseMediaType } from '../media-type.ts';
import { formEncode } from '../parameters/percent.ts';
import { textOf, writePairs } from '../parameters/style-write.ts';
import { itemPart, propertyPart, type SchemaPart } from '../schema-shape.ts';
import { writeJson } from './json.ts';
import { writeXml } from './xml.ts';

/**
 * As `application/x-www-form-urlencoded` (OpenAPI 3.2, Encoding Object): a property by its encoding's style; without one,
 * a list as repeated pairs, each value by the encoding's `contentType`, else a structure as JSON and any other as text.
 * A list with nothing in it is left out.
 */
export function formText(
  value: object,
  encoding: ReadonlyMap<string, Encoding>,
  schema: SchemaPart | undefined,
): string {
  return Object.entries(value)
    .flatMap(([name, member]) => {
      if (member === undefined) return [];
      const own = encoding.get(name);
      if (own?.style !== undefined) {
        return writePairs(name, member, own.style, own.explode ?? own.style === 'form', formEncode);
      }
      const part = schema && propertyPart(schema, name);
      const pair = (item: unknown, of: SchemaPart | undefined) =>
        `${formEncode(name)}=${formEncode(valueText(item, own, of))}`;
      if (!Array.isArray(member)) return [pair(member, part)];
      return member.map((item, i) => pair(item, part && itemPart(part, i)));
    })
    .join('&');
}

function valueText(value: unknown, encoding: Encoding | undefined, part: SchemaPart | undefined): string {
  const type = parseMediaType(encoding?.contentType?.split(',')[0] ?? '');
  if (type && isJsonType(type)) return writeJson(value);
  return type && isXmlType(type) ? writeXml(value, part) : textOf(value);
}
