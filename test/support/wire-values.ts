/** A value that a text may stand for: as it is, or read as a number, a boolean or null. */
export function readScalar(text: string): unknown[] {
  const values: unknown[] = [text];
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)) values.push(Number(text));
  if (text === 'true' || text === 'false') values.push(text === 'true');
  if (text === '' || text === 'null') values.push(null);
  return values;
}

/** Alike for every item: all as text, all as numbers, and so on; mixed lists are read item by item. */
function readList(texts: readonly string[]): unknown[][] {
  const read = texts.map((text) => readScalar(text));
  const lists: unknown[][] = [[...texts], read.map((values) => values.at(-1))];
  return lists;
}

const SEPARATORS: Record<string, string> = { csv: ',', ssv: ' ', tsv: '\t', pipes: '|', multi: ',' };

/** Everything that a header or parameter of style `simple` may stand for: RFC 6570 as OpenAPI uses it. */
export function readSimple(
  text: string,
  options: { explode: boolean; collectionFormat?: string | undefined },
): unknown[] {
  const separator = SEPARATORS[options.collectionFormat ?? 'csv'] ?? ',';
  const parts = text === '' ? [] : text.split(separator).map((part) => part.trim());
  const values = [...readScalar(text), ...readList(parts)];
  const pairs = options.explode
    ? parts.map((part) => part.split(/=(.*)/s).slice(0, 2))
    : parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? '']] : []));
  for (const list of readList(pairs.map(([, value]) => value ?? ''))) {
    values.push(Object.fromEntries(pairs.map(([name], index) => [name, list[index]])));
  }
  return values;
}

/** Items of JSON Lines, NDJSON and JSON text sequences. */
export function readSequence(text: string): unknown[] {
  return text
    .replaceAll('\u001e', '\n')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

export interface ServerSentEvent {
  readonly [field: string]: unknown;
  readonly data?: string;
}

/** Events of a stream as the HTML standard, section 9.2.6, reads them: fields by name, `retry` as a number. */
export function readEvents(text: string): ServerSentEvent[] {
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n\n+/);
  return blocks.flatMap((block) => {
    const event: Record<string, unknown> = {};
    for (const line of block.split('\n')) {
      const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (!['data', 'event', 'id', 'retry'].includes(name)) continue;
      if (name === 'retry') event['retry'] = Number(value);
      else event[name] = name === 'data' && 'data' in event ? `${String(event['data'])}\n${value}` : value;
    }
    return Object.keys(event).length > 0 ? [event as ServerSentEvent] : [];
  });
}
