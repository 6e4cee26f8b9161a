import { isJsonObject } from '../../schema/index.ts';
import { jsonErrorAt } from './json-error.ts';
import { duplicateNames } from './json-names.ts';
import { type BodyReading, type BodyRemark, malformed, malformedAt, valueReading } from './reading.ts';

/** Levels of arrays and objects (RFC 8259 section 9 lets a reader set a limit). */
export const NESTING_LIMIT = 1000;

/**
 * JSON as it is: nothing is coerced. What is malformed is named with its line and column; of names that come twice in one
 * object the last counts, as JavaScript has it, and there is a note (RFC 8259 section 4).
 *
 * @param from the text of which `text` begins at `offset`, for positions
 */
export function readJson(text: string, from: string = text, offset = 0): BodyReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const at = jsonErrorAt(text);
    const found = text.slice(at).trim() === '' ? 'it ends too soon' : `unexpected ${shown(text, at)}`;
    return malformedAt(`is not JSON: ${found}`, from, offset + at);
  }
  const members = countMembers(value);
  if (members === undefined) return malformed(`is nested deeper than ${NESTING_LIMIT} levels`);
  const duplicates = duplicateNames(text, members);
  return duplicates.length === 0 ? valueReading(value) : valueReading(value, { notes: duplicates });
}

function shown(text: string, offset: number): string {
  const [char = ''] = text.slice(offset, offset + 2);
  return JSON.stringify(char);
}

/**
 * The members of all objects; undefined where the nesting is too deep, or where there are more members and items than
 * `limit`. Level by level, for a stack may be short.
 */
export function countMembers(value: unknown, limit: number = Number.POSITIVE_INFINITY): number | undefined {
  let members = 0;
  let items = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= NESTING_LIMIT) return undefined;
    const next: unknown[] = [];
    for (const each of level) {
      if (Array.isArray(each)) {
        for (const item of each) if (typeof item === 'object' && item !== null) next.push(item);
        items += each.length;
      } else if (isJsonObject(each)) {
        const inner = Object.values(each);
        members += inner.length;
        for (const item of inner) if (typeof item === 'object' && item !== null) next.push(item);
      }
      if (members + items > limit) return undefined;
    }
    level = next;
  }
  return members;
}

/** A text for each value: lines (JSON Lines), or what stands between record separators (RFC 7464). */
export function readJsonTexts(text: string, separator: string): BodyReading {
  const items: unknown[] = [];
  const notes: BodyRemark[] = [];
  let start = 0;
  for (const piece of text.split(separator)) {
    const reading = piece.trim() === '' ? undefined : readJson(piece, text, start);
    start += piece.length + separator.length;
    if (reading === undefined) continue;
    if (reading.kind === 'malformed') {
      return { ...reading, message: `has an item (number ${items.length + 1}) that ${reading.message}` };
    }
    if (reading.kind !== 'value') continue;
    for (const note of reading.notes ?? []) {
      notes.push({ ...note, pointer: `/${items.length}${note.pointer}` });
    }
    items.push(reading.value);
  }
  return { kind: 'sequence', items, ...(notes.length > 0 ? { notes } : {}) };
}
