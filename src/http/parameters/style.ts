import type { ParameterStyle } from '../../model/index.ts';

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
