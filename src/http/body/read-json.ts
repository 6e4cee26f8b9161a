import { jsonErrorAt } from './json-error.ts';
import { type BodyReading, malformed, positionAt, valueReading } from './reading.ts';

/** JSON as it is: nothing is coerced. What is malformed is named with its line and column. */
export function readJson(text: string): BodyReading {
  try {
    return valueReading(JSON.parse(text));
  } catch {
    const position = positionAt(text, jsonErrorAt(text));
    const found =
      text.slice(position.offset).trim() === ''
        ? 'it ends too soon'
        : `unexpected ${shown(text, position.offset)}`;
    return malformed(`is not JSON: ${found} at line ${position.line}, column ${position.column}`, position);
  }
}

function shown(text: string, offset: number): string {
  const [char = ''] = text.slice(offset, offset + 2);
  return JSON.stringify(char);
}

/** A text for each value: lines (JSON Lines), or what stands between record separators (RFC 7464). */
export function readJsonTexts(text: string, separator: string): BodyReading {
  const values: unknown[] = [];
  for (const piece of text.split(separator)) {
    if (piece.trim() === '') continue;
    const reading = readJson(piece);
    if (reading.kind !== 'value')
      return malformed(`has an item that is not JSON (number ${values.length + 1})`);
    values.push(reading.value);
  }
  return { kind: 'sequence', items: values };
}
