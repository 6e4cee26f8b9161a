import { wireReader } from '../parameters/wire.ts';
import { declaredProperties, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { EVENT_FIELDS } from './event-stream.ts';
import type { BodyReading } from './reading.ts';

/**
 * Reads server-sent events (WHATWG HTML section 9.2.6), each one item: an object of its fields, `retry` a number (OpenAPI
 * 3.2, Media Type Object), or its data alone, where the schema of the items speaks of no data, and of members beyond the
 * fields: an `id` beside them is the data's own.
 */
export function readEvents(text: string, item: SchemaPart | undefined): BodyReading {
  const toItem = itemReader(item);
  const items: unknown[] = [];
  let fields = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') {
      if (fields.size > 0) items.push(toItem(fields));
      fields = new Map();
      continue;
    }
    const colon = line.indexOf(':');
    const name = colon === 0 ? 'comment' : colon < 0 ? line : line.slice(0, colon);
    if (!EVENT_FIELDS.has(name)) continue;
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    const known = name === 'data' || name === 'comment' ? fields.get(name) : undefined;
    fields.set(name, known === undefined ? value : `${known}\n${value}`);
  }
  // What is sent ends with its last byte, so the last event need not be closed by an empty line.
  if (fields.size > 0) items.push(toItem(fields));
  return { kind: 'sequence', items };
}

function itemReader(item: SchemaPart | undefined): (fields: ReadonlyMap<string, string>) => unknown {
  const declared = item && declaredProperties(item).names;
  const types = item && typesOf(item);
  const takesFields =
    declared === undefined || declared.has('data') || [...declared].every((name) => EVENT_FIELDS.has(name));
  const isEvent = takesFields && (types === undefined || types.has('object'));
  if (!isEvent) {
    const readData = wireReader(item);
    return (fields) => readData(fields.get('data') ?? '');
  }
  const readers = new Map(
    [...EVENT_FIELDS].map((name) => [name, wireReader(item && propertyPart(item, name))] as const),
  );
  return (fields) => {
    const members = [...fields].filter(([name]) => name !== 'comment' || declared?.has('comment'));
    return Object.fromEntries(
      members.map(([name, text]) => {
        const isTime = name === 'retry' && /^\d+$/.test(text);
        return [name, isTime ? Number(text) : readers.get(name)?.(text)];
      }),
    );
  };
}
