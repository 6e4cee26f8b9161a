import type { Encoding } from '../../model/index.ts';
import { formEncode } from '../parameters/percent.ts';
import { textOf, writePairs } from '../parameters/style-write.ts';

/**
 * As `application/x-www-form-urlencoded` (OpenAPI 3.2 section 4.15): a property by its encoding's style; without one, a
 * list as repeated pairs, an object as JSON. A list with nothing in it is left out.
 */
export function formText(value: object, encoding: ReadonlyMap<string, Encoding>): string {
  return Object.entries(value)
    .flatMap(([name, member]) => {
      if (member === undefined) return [];
      const { style, explode } = encoding.get(name) ?? {};
      if (style !== undefined)
        return writePairs(name, member, style, explode ?? style === 'form', formEncode);
      if (Array.isArray(member)) return writePairs(name, member, 'form', true, formEncode);
      return [`${formEncode(name)}=${formEncode(textOf(member))}`];
    })
    .join('&');
}
