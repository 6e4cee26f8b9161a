import { isJsonObject } from '../../schema/index.ts';
import { writeText } from './text.ts';

/**
 * As comma-separated values (RFC 4180), each line ended by CRLF: a list of objects becomes a header line and a line
 * each, a list of lists becomes lines, other items a line each with one field. A string is taken as written.
 */
export function writeCsv(value: unknown): string {
  return writeTable(value, ',', (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
}

/** As `text/tab-separated-values` (IANA), whose fields cannot hold tabs or line ends: they become spaces. */
export function writeTsv(value: unknown): string {
  return writeTable(value, '\t', (text) => text.replace(/[\t\r\n]+/g, ' '));
}

function writeTable(value: unknown, separator: string, field: (text: string) => string): string {
  if (typeof value === 'string') return value;
  const items = Array.isArray(value) ? value : [value];
  const columns = columnsOf(items);
  const rows = columns
    ? [columns, ...items.map((item) => columns.map((name) => own(item, name)))]
    : items.map((item) => (Array.isArray(item) ? item : [item]));
  return rows.map((row) => `${row.map((cell) => field(writeText(cell))).join(separator)}\r\n`).join('');
}

/** The members of all items in the order in which they are first met; undefined where the items are not objects. */
function columnsOf(items: readonly unknown[]): string[] | undefined {
  if (items.length === 0 || !items.every(isJsonObject)) return undefined;
  const columns = new Set(items.flatMap((item) => Object.keys(item)));
  return columns.size > 0 ? [...columns] : undefined;
}

function own(item: unknown, name: string): unknown {
  return isJsonObject(item) && Object.hasOwn(item, name) ? item[name] : undefined;
}
