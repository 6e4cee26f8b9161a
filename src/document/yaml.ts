import {
  CORE_SCHEMA,
  constructFromEvents,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  EVENT_ID,
  mapTag,
  mergeTag,
  SCALAR_STYLE,
  type ScalarEvent,
  type Schema,
  seqTag,
  YAMLException,
} from 'js-yaml';
import type { TextFault } from './decode.ts';
import { duplicateKeys, type PositionIndex } from './positions.ts';
import { checkAliases } from './yaml-aliases.ts';
import { YamlEvents } from './yaml-events.ts';
import { indexYaml } from './yaml-index.ts';

const knownTags: ReadonlySet<string> = new Set([
  ...['str', 'null', 'bool', 'int', 'float', 'map', 'seq', 'merge'],
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

export interface ParsedYaml {
  /** Of the first document, undefined where there is none. */
  readonly value: unknown;
  /** Where each value stands. Parses again: the events of a big text are many times as big. */
  index(): PositionIndex;
}

/**
 * Throws Unloadable: `not-yaml`, `too-deep`, `cyclic-alias`, `too-large` (aliases that multiply).
 */
export function parseYaml(text: string, maxDepth: number, faults: TextFault[]): ParsedYaml {
  const read = YamlEvents.read(text, maxDepth, faults);
  const aliases = prepare(read, faults);
  if (aliases) checkAliases(read, maxDepth);
  const [value, ...others] = construct(read, faults);
  if (others.some((other) => other !== null)) {
    const message = 'The file holds several YAML documents; only the first is read.';
    faults.push({ code: 'several-documents', severity: 'warning', message, line: 1, column: 1 });
  }
  return { value, index: () => indexYaml(YamlEvents.read(text, maxDepth, [])) };
}

function construct(read: YamlEvents, faults: TextFault[]): unknown[] {
  const options = { source: read.text, schema, maxTotalMergeKeys: 1_000_000 };
  try {
    return constructFromEvents(read.events, options);
  } catch (error) {
    if (!(error instanceof YAMLException) || error.reason !== 'duplicated mapping key') {
      throw read.toUnloadable(error, 0);
    }
  }
  const index = indexYaml(read);
  for (const { key, offset } of duplicateKeys(index)) {
    const message = `The key ${JSON.stringify(key)} occurs twice in one object; the last one counts.`;
    const position = read.writtenPositionAt(offset);
    faults.push({ code: 'duplicate-key', severity: 'error', message, ...position });
  }
  try {
    return constructFromEvents(read.events, { ...options, json: true });
  } catch (error) {
    throw read.toUnloadable(error, 0);
  }
}

/**
 * Makes plain keys strings as they stand (`200`, `null`, `1.0`) and notes unknown tags. Are there aliases?
 */
function prepare(read: YamlEvents, faults: TextFault[]): boolean {
  let aliases = false;
  // Of the collections that are open: 0 in a sequence or document, 1 before a key, 2 before a value.
  const open: number[] = [];
  for (const event of read.events) {
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
    if (event.tagStart !== -1) noteTag(read, event.tagStart, event.tagEnd, faults);
    if (event.type === EVENT_ID.SCALAR) {
      if (isKey) keepAsWritten(event, read.text);
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

function noteTag(read: YamlEvents, start: number, end: number, faults: TextFault[]): void {
  const tag = read.text.slice(start, end);
  const name = /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1];
  if (tag === '!' || (name !== undefined && knownTags.has(name))) return;
  const message = `The YAML tag ${tag} is unknown; the value is read without it.`;
  faults.push({ code: 'unknown-tag', severity: 'warning', message, ...read.positionAt(start) });
}
