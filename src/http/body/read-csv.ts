import { type WireReader, wireReader } from '../parameters/wire.ts';
import { declaredProperties, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { type BodyReading, malformed, malformedAt } from './reading.ts';

const CELL_LIMIT = 1_000_000;

/**
 * Reads comma-separated values (RFC 4180; lines may end without a carriage return), or with tabs as IANA's
 * `text/tab-separated-values`. Where the items are objects, or nothing is said of them, the first line names their
 * members, unless the type says `header=absent`; where they are lists, each line is one; else each line is one value.
 */
export function readTable(
  text: string,
  separator: ',' | '\t',
  item: SchemaPart | undefined,
  hasHeader: boolean,
): BodyReading {
  const rows = separator === ',' ? splitCsv(text) : splitTsv(text);
  if (!Array.isArray(rows)) return rows;
  const types = item && typesOf(item);
  if (types === undefined || types.has('object')) return readRecords(rows, item, hasHeader);
  const read = wireReader(item);
  const items = rows.map((row) => read(types.has('array') ? row : (row[0] ?? '')));
  return { kind: 'sequence', items };
}

function readRecords(rows: string[][], item: SchemaPart | undefined, hasHeader: boolean): BodyReading {
  const declared = item === undefined ? [] : [...declaredProperties(item).names];
  const [names = [], records] = hasHeader ? [rows[0], rows.slice(1)] : [declared, rows];
  if (new Set(names).size < names.length) return malformed('has a header line that names a column twice');
  const columns = names.map((name) => cellReader(item && propertyPart(item, name)));
  const items: unknown[] = [];
  for (const [i, row] of records.entries()) {
    if (row.length !== names.length) {
      const line = i + (hasHeader ? 2 : 1);
      return malformed(`has ${row.length} fields in record ${line}, where there are ${names.length} columns`);
    }
    const members = row.map((cell, column) => [names[column] as string, columns[column]?.(cell)] as const);
    items.push(Object.fromEntries(members.filter(([, value]) => value !== undefined)));
  }
  return { kind: 'sequence', items };
}

/** An empty cell is an empty text where that is valid, else null where that is, else nothing. */
function cellReader(part: SchemaPart | undefined): WireReader {
  const read = wireReader(part);
  if (part === undefined) return read;
  let empty: unknown;
  if (part.scope.holds(part.json, '')) empty = '';
  else if (part.scope.holds(part.json, null)) empty = null;
  return (wire) => (wire === '' ? empty : read(wire));
}

function splitTsv(text: string): string[][] {
  return text
    .replace(/(?:\r?\n)+$/, '')
    .split(/\r?\n/)
    .map((line) => line.split('\t'));
}

function splitCsv(text: string): string[][] | BodyReading {
  const rows: string[][] = [];
  let row: string[] = [];
  let cells = 0;
  const plain = /[^",\r\n]*/y;
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (text[at] === '"') {
      const start = at;
      for (at++; ; at++) {
        const quote = text.indexOf('"', at);
        if (quote < 0) return malformedAt('has a quoted field that does not end', text, start);
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
    } else {
      plain.lastIndex = at;
      plain.test(text);
      cell = text.slice(at, plain.lastIndex);
      at = plain.lastIndex;
    }
    if (++cells > CELL_LIMIT) return malformed(`has more than ${CELL_LIMIT} fields`);
    row.push(cell);
    const next = text[at];
    if (next === ',') {
      at++;
      // A comma at the very end stands before an empty field.
      if (at < text.length && text[at] !== '\r' && text[at] !== '\n') continue;
      row.push('');
    }
    const lineEnd = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' || text[at] === '\r' ? 1 : 0;
    if (lineEnd === 0 && at < text.length) return malformedAt('has a quote within a field', text, at);
    at += lineEnd;
    rows.push(row);
    row = [];
  }
  return rows;
}
