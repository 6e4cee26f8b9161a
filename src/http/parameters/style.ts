import type { ParameterStyle } from '../../model/index.ts';
import { keyword, type SchemaPart } from '../schema-shape.ts';

/** What separates the members of a list or an object that is not exploded. */
export function delimiterOf(style: ParameterStyle): string {
  switch (style) {
    case 'spaceDelimited':
      return ' ';
    case 'pipeDelimited':
      return '|';
    case 'tabDelimited':
      return '\t';
    default:
      return ',';
  }
}

const INNER_DELIMITERS: Readonly<Record<string, string>> = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|' };

/** Of a list in a list (Swagger 2.0, Items Object, `collectionFormat`); undefined where nothing is said. */
export function innerDelimiter(part: SchemaPart): string | undefined {
  const format = keyword(part, 'collectionFormat');
  return typeof format === 'string' && Object.hasOwn(INNER_DELIMITERS, format)
    ? INNER_DELIMITERS[format]
    : undefined;
}
