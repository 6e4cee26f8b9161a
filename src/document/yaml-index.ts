import { EVENT_ID, type Event, getScalarValue } from 'js-yaml';
import { type PositionIndex, PositionIndexBuilder } from './positions.ts';
import type { YamlEvents } from './yaml-events.ts';

interface Open {
  readonly index: number;
  readonly mapping: boolean;
  /** Of the value that comes next. */
  key: string | undefined;
  start: number;
}

/** Where each value of the first document stands, in the text as written. */
export function indexYaml(read: YamlEvents): PositionIndex {
  const { text } = read;
  const builder = new PositionIndexBuilder();
  const anchors = new Map<string, number>();
  const open: Open[] = [];
  let documents = 0;
  // Collections that are open in a key that is itself a collection: nothing in it can be pointed at.
  let inKey = 0;
  for (const event of read.events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      if (++documents > 1) break;
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      if (inKey > 0) inKey--;
      else if (open.length > 0) builder.close(open.pop()!.index);
      continue;
    }
    const parent = open.at(-1);
    const collection = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
    if (inKey > 0 || (parent?.mapping && parent.key === undefined)) {
      if (inKey === 0) {
        parent!.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
        parent!.start = startOf(event, text);
      }
      if (collection) inKey++;
      continue;
    }
    const start = parent?.mapping ? parent.start : startOf(event, text);
    const index = builder.add(read.toWritten(start), parent?.key ?? null);
    if (parent !== undefined) parent.key = undefined;
    if (event.anchorStart !== -1) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      if (event.type !== EVENT_ID.ALIAS) anchors.set(name, index);
      else if (anchors.has(name)) builder.aliases.set(index, anchors.get(name)!);
    }
    if (collection) {
      open.push({ index, mapping: event.type === EVENT_ID.MAPPING, key: undefined, start: 0 });
    }
  }
  return builder.finish();
}

/** Where a node begins, with its tag, anchor or quote. */
function startOf(event: Exclude<Event, { type: 1 | 6 }>, text: string): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  const starts = [event.type === EVENT_ID.SCALAR ? scalarStart(event.valueStart, text) : event.start];
  if (event.tagStart !== -1) starts.push(event.tagStart);
  if (event.anchorStart !== -1) starts.push(event.anchorStart - 1);
  return Math.max(0, Math.min(...starts));
}

function scalarStart(valueStart: number, text: string): number {
  if (valueStart === -1) return Number.POSITIVE_INFINITY;
  const before = text[valueStart - 1];
  return before === '"' || before === "'" ? valueStart - 1 : valueStart;
}
