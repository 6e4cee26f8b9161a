import { isJsonObject } from '../../schema/index.ts';
import { writeText } from './text.ts';

export const EVENT_FIELDS: ReadonlySet<string> = new Set(['comment', 'event', 'id', 'retry', 'data']);

/**
 * As server-sent events (WHATWG HTML section 9.2.5), each item one event. An item whose members are all fields of an
 * event (`data`, `event`, `id`, `retry`, `comment`) is written by field, as OpenAPI 3.2 maps them (Media Type Object);
 * any other is the data, as JSON where it is no string. A string that already is a stream is taken as written.
 */
export function writeEventStream(value: unknown): string {
  if (typeof value === 'string' && /^(data|event|id|retry)?:/.test(value))
    return value.replace(/\n*$/, '\n\n');
  const items = Array.isArray(value) ? value : [value];
  return items.map(writeEvent).join('');
}

function writeEvent(item: unknown): string {
  if (!isJsonObject(item) || !isEvent(item)) return `${field('data', writeText(item))}\n`;
  let lines = '';
  if (Object.hasOwn(item, 'comment')) lines += field('', writeText(item['comment']));
  for (const name of ['event', 'id', 'retry']) {
    if (!Object.hasOwn(item, name)) continue;
    const text = writeText(item[name]);
    // A line end would begin another field, and NUL makes a client drop the id.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
    if (text !== '') lines += `${name}: ${text.replace(/[\u0000\r\n]+/g, ' ')}\n`;
  }
  if (Object.hasOwn(item, 'data')) lines += field('data', writeText(item['data']));
  return `${lines}\n`;
}

function isEvent(item: object): boolean {
  const names = Object.keys(item);
  return (
    names.length > 0 &&
    names.every((name) => EVENT_FIELDS.has(name)) &&
    !(names.length === 1 && names[0] === 'id')
  );
}

function field(name: string, text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => `${name}: ${line}\n`)
    .join('');
}
