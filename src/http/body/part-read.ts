import type { Encoding } from '../../model/index.ts';
import { matchContentType } from '../accept.ts';
import { type ParsedMediaType, parseMediaType } from '../media-type.ts';
import { wireReader } from '../parameters/wire.ts';
import { itemPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { bodyText } from './body-text.ts';
import { isBinary } from './content.ts';
import { contentKind, textReader } from './content-read.ts';
import type { ReadPart } from './multipart-parts.ts';
import { partProblems } from './part-headers.ts';
import type { BodyReading, BodyRemark } from './reading.ts';

/** Reads a part that is a multipart itself. */
export type ReadNested = (
  bytes: Uint8Array,
  type: ParsedMediaType,
  schema: SchemaPart | undefined,
) => BodyReading;

/** Reads parts, and gathers what is found besides their values. */
export class PartReader {
  readonly problems: BodyRemark[] = [];
  readonly notes: BodyRemark[] = [];
  readonly binary: string[] = [];
  /** Of the first part that could not be read. */
  failure: Extract<BodyReading, { kind: 'malformed' }> | undefined;
  readonly #nested: ReadNested;

  constructor(nested: ReadNested) {
    this.#nested = nested;
  }

  /**
   * A part as its type says: JSON, XML and other notations by their rules; bytes as a text with one character for each;
   * any other text as far as the schema allows.
   *
   * @param label names the part in a message
   */
  read(
    part: ReadPart,
    schema: SchemaPart | undefined,
    encoding: Encoding | undefined,
    pointer: string,
    label: string,
  ): unknown {
    const fits = (type: string, documented: readonly string[]) => matchContentType(type, documented) >= 0;
    this.problems.push(...partProblems(part, encoding, pointer, fits));
    const reading = this.#reading(part, schema);
    switch (reading.kind) {
      case 'opaque':
        this.binary.push(pointer);
        return binaryText(part.bytes);
      case 'malformed':
      case 'unsupported': {
        const message = `has a part ${label} that ${reading.message}`;
        const position = reading.kind === 'malformed' ? reading.position : undefined;
        this.failure ??= { kind: 'malformed', message, position, pointer };
        return undefined;
      }
      default:
        this.#adopt(reading, pointer);
        return reading.kind === 'value' ? reading.value : reading.items;
    }
  }

  #adopt(reading: Extract<BodyReading, { kind: 'value' | 'sequence' }>, pointer: string): void {
    const below = (remark: BodyRemark) => ({ ...remark, pointer: pointer + remark.pointer });
    this.problems.push(...(reading.problems ?? []).map(below));
    this.notes.push(...(reading.notes ?? []).map(below));
    this.binary.push(...(reading.binary ?? []).map((each) => pointer + each));
  }

  #reading({ type, bytes, filename }: ReadPart, schema: SchemaPart | undefined): BodyReading {
    const plain = type ?? (filename === undefined ? TEXT : undefined);
    if (plain === undefined || isBinary(schema)) return { kind: 'opaque' };
    if (plain.type === 'multipart') return this.#nested(bytes, plain, schema);
    const kind = readsAs(plain, schema);
    if (kind === undefined) return { kind: 'opaque' };
    const text = bodyText(bytes, plain);
    if (typeof text !== 'string') return text;
    if (kind === 'text') return { kind: 'value', value: wireReader(schema)(text) };
    const types = schema && typesOf(schema);
    const item = schema && (types?.has('array') ? itemPart(schema, 0) : schema);
    return textReader(kind, schema, item, NO_ENCODING)(text, plain);
  }
}

const TEXT = parseMediaType('text/plain');
const NO_ENCODING: ReadonlyMap<string, Encoding> = new Map();

/** A text of any kind is one where the schema says nothing else; a notation is read only where it takes structures. */
function readsAs(type: ParsedMediaType, schema: SchemaPart | undefined): ReturnType<typeof contentKind> {
  const kind = contentKind(type, schema);
  if (kind === 'json') return kind;
  const types = schema && typesOf(schema);
  const structured = types?.has('object') || types?.has('array');
  if (kind !== undefined && kind !== 'text' && structured) return kind;
  return type.type === 'text' || kind !== undefined ? 'text' : undefined;
}

function binaryText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
