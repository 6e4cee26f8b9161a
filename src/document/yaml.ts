import {
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  EVENT_ID,
  type Event,
  getScalarValue,
  mapTag,
  mergeTag,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type Schema,
  seqTag,
  YAMLException,
} from 'js-yaml';
import type { TextFault } from './decode.ts';
import { duplicateKeys, type PositionIndex, PositionIndexBuilder } from './positions.ts';
import { positionAt, type TextPosition, Unloadable } from './unloadable.ts';
import { checkAliases } from './yaml-aliases.ts';

const knownTags: ReadonlySet<string> = new Set([
  'str',
  'null',
  'bool',
  'int',
  'float',
  'map',
  'seq',
  'merge',
]);

/**
 * YAML 1.2's core schema with merge keys: dates, `on` and `yes` stay strings. A value with an unknown tag is read
 * as if it had none.
 */
const schema: Schema = CORE_SCHEMA.withTags(
  mergeTag,
  defineScalarTag('', { matchByTagPrefix: true, resolve: (source) => source, identify: () => false }),
  defineSequenceTag('', { ...withoutName(seqTag), matchByTagPrefix: true }),
  defineMappingTag('', { ...withoutName(mapTag), matchByTagPrefix: true }),
);

function withoutName<Tag extends { tagName: string; nodeKind: string }>(
  tag: Tag,
): Omit<Tag, 'tagName' | 'nodeKind'> {
  const { tagName: _name, nodeKind: _kind, ...rest } = tag;
  return rest;
}

/** Characters to parse in search of lines to move, at about 30 million a second. */
const maxRepairWork = 100_000_000;

/**
 * Text to the value of its first document (`undefined` where there is none), with the text that was read. Throws Unloadable: `not-yaml`,
 * `too-deep`, `cyclic-alias`, `too-large` (aliases that multiply).
 */
export function parseYaml(
  written: string,
  maxDepth: number,
  faults: TextFault[],
): { value: unknown; text: string } {
  const { events, text } = readEvents(written, maxDepth, faults);
  const aliases = prepare(events, text, faults);
  if (aliases) checkAliases(events, text, maxDepth);
  const [first, ...others] = construct(events, text, faults);
  if (others.some((other) => other !== null)) {
    faults.push({
      code: 'several-documents',
      severity: 'warning',
      message: 'The file holds several YAML documents; only the first is read.',
      line: 1,
      column: 1,
    });
  }
  return { value: first, text };
}

/**
 * Lines inside of brackets or quotes that are indented less than the YAML grammar asks are moved to the right until
 * it is content: many documents have such lines and most parsers let them pass. Lines keep their numbers.
 */
function readEvents(
  written: string,
  maxDepth: number,
  faults: TextFault[],
): { events: Event[]; text: string } {
  let text = written;
  const moved: TextPosition[] = [];
  for (let work = 0; ; work += text.length) {
    try {
      const events = parseEvents(text, { maxDepth });
      if (moved.length > 0) faults.push(indentationFault(moved));
      return { events, text };
    } catch (error) {
      const position = positionOf(error, text);
      const again = position?.line === moved.at(-1)?.line && moved.length > 0;
      if (!isIndentationError(error) || position === undefined || again || work > maxRepairWork) {
        throw toUnloadable(error, text, maxDepth);
      }
      const lineStart = Math.min(error.mark!.position, text.length) - position.column + 1;
      text = `${text.slice(0, lineStart)}${' '.repeat(100)}${text.slice(lineStart)}`;
      moved.push(position);
    }
  }
}

function isIndentationError(error: unknown): error is YAMLException {
  return error instanceof YAMLException && error.reason === 'deficient indentation';
}

function indentationFault(moved: readonly TextPosition[]): TextFault {
  const others = moved.length === 1 ? '' : ` (and ${moved.length - 1} more like it)`;
  const message = `YAML asks for more indentation here${others}; the line is read as if it had it.`;
  return { code: 'yaml-indentation', severity: 'warning', message, ...moved[0]! };
}

function construct(events: Event[], text: string, faults: TextFault[]): unknown[] {
  const options = { source: text, schema, maxTotalMergeKeys: 1_000_000 };
  try {
    return constructFromEvents(events, options);
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') {
      throw toUnloadable(error, text, 0);
    }
  }
  for (const { key, offset } of duplicateKeys(indexEvents(events, text))) {
    const message = `The key ${JSON.stringify(key)} occurs twice in one object; the last one counts.`;
    faults.push({ code: 'duplicate-key', severity: 'error', message, ...positionAt(text, offset) });
  }
  try {
    return constructFromEvents(events, { ...options, json: true });
  } catch (error) {
    throw toUnloadable(error, text, 0);
  }
}

function toUnloadable(error: unknown, text: string, maxDepth: number): Unloadable {
  if (!(error instanceof YAMLException)) {
    const deep = error instanceof RangeError;
    return deep
      ? new Unloadable('too-deep', 'it is nested too deep', 'Split it up.', undefined, error)
      : new Unloadable('not-yaml', String(error), 'Correct the text.', undefined, error);
  }
  const position = positionOf(error, text);
  if (error.reason.startsWith('nesting exceeded')) {
    const reason = `it is nested deeper than ${maxDepth} levels`;
    return new Unloadable('too-deep', reason, 'Split it up.', position, error);
  }
  const reason = `the text is not YAML (${error.reason})`;
  return new Unloadable('not-yaml', reason, 'Correct the text there.', position, error);
}

function positionOf(error: unknown, text: string): TextPosition | undefined {
  if (!(error instanceof YAMLException) || error.mark === undefined) return undefined;
  return positionAt(text, Math.min(error.mark.position, text.length));
}

/**
 * Makes plain keys strings as they stand (`200`, `null`, `1.0`) and notes unknown tags. Are there aliases?
 */
function prepare(events: Event[], text: string, faults: TextFault[]): boolean {
  let aliases = false;
  // Of the collections that are open: 0 in a sequence or document, 1 before a key, 2 before a value.
  const open: number[] = [];
  for (const event of events) {
    const top = open.length - 1;
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    const isKey = open[top] === 1;
    if (top >= 0 && open[top] !== 0) open[top] = isKey ? 2 : 1;
    if (event.type === EVENT_ID.DOCUMENT) {
      open.push(0);
      continue;
    }
    if (event.type === EVENT_ID.ALIAS) {
      aliases = true;
      continue;
    }
    if (event.tagStart !== -1) noteTag(text, event.tagStart, event.tagEnd, faults);
    if (event.type === EVENT_ID.SCALAR) {
      if (isKey) keepAsWritten(event, text);
    } else {
      open.push(event.type === EVENT_ID.MAPPING ? 1 : 0);
    }
  }
  return aliases;
}

function keepAsWritten(event: ScalarEvent, text: string): void {
  if (event.style !== SCALAR_STYLE.PLAIN || event.tagStart !== -1) return;
  const merge = event.valueEnd - event.valueStart === 2 && text.startsWith('<<', event.valueStart);
  // The style of a fast scalar is only asked for when its type is looked for, not to decode it.
  if (!merge && (event.fast || event.valueStart === -1)) event.style = SCALAR_STYLE.SINGLE_QUOTED;
}

function noteTag(text: string, start: number, end: number, faults: TextFault[]): void {
  const tag = text.slice(start, end);
  const name = /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1];
  if (tag === '!' || (name !== undefined && knownTags.has(name))) return;
  faults.push({
    code: 'unknown-tag',
    severity: 'warning',
    message: `The YAML tag ${tag} is unknown; the value is read without it.`,
    ...positionAt(text, start),
  });
}

/** Where each value stands, in text that `parseYaml` has given back. */
export function indexYaml(text: string, maxDepth: number): PositionIndex {
  return indexEvents(parseEvents(text, { maxDepth }), text);
}

function indexEvents(events: readonly Event[], text: string): PositionIndex {
  const builder = new PositionIndexBuilder();
  const anchors = new Map<string, number>();
  const open: Array<{ index: number; mapping: boolean; key: string | undefined; start: number }> = [];
  let documents = 0;
  // Depth inside of a key that is itself a collection: nothing in it can be pointed at.
  let complex = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      if (++documents > 1) break;
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      if (complex > 0) complex--;
      else if (open.length > 0) builder.close(open.pop()!.index);
      continue;
    }
    const parent = open.at(-1);
    const scalar = event.type === EVENT_ID.SCALAR;
    const collection = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
    if (complex > 0 || (parent?.mapping && parent.key === undefined)) {
      if (collection) complex++;
      if (parent !== undefined && complex <= 1) {
        parent.key = scalar ? getScalarValue(text, event) : '';
        parent.start = startOf(event);
      }
      continue;
    }
    const index = builder.add(parent?.mapping ? parent.start : startOf(event), parent?.key ?? null);
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

function startOf(event: Event): number {
  if ('tagStart' in event && event.tagStart !== -1) return event.tagStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  if ('anchorStart' in event && event.anchorStart !== -1) return event.anchorStart - 1;
  if (event.type === EVENT_ID.SCALAR) {
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return Math.max(0, event.valueStart - (quoted ? 1 : 0));
  }
  return 'start' in event ? event.start : 0;
}
