import type { Encoding } from '../../model/index.ts';
import { isJsonObject } from '../../schema/index.ts';
import { isJsonType, type ParsedMediaType } from '../media-type.ts';
import { pairReader } from '../parameters/pair-read.ts';
import { pairsOf } from '../parameters/query.ts';
import { Malformed } from '../parameters/style-read.ts';
import { wireReader } from '../parameters/wire.ts';
import { declaredProperties, itemPart, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { isBinary } from './content.ts';
import { type ReadPart, splitMultipart } from './multipart-parts.ts';
import { type BodyReading, malformed, valueReading } from './reading.ts';

/**
 * Reads a multipart body: parts with names make an object in which a name that comes more than once, or whose schema
 * takes a list, is a list; parts without names make a list. A part of JSON is parsed, a binary one is a text of its
 * bytes (one character each), any other is a text, coerced as far as its schema allows.
 */
export function readMultipart(
  bytes: Uint8Array,
  type: ParsedMediaType,
  schema: SchemaPart | undefined,
  encoding: ReadonlyMap<string, Encoding>,
): BodyReading {
  const boundary = type.parameters.get('boundary');
  if (!boundary) return malformed('cannot be split: its Content-Type names no boundary');
  const parts = splitMultipart(bytes, boundary);
  if (typeof parts === 'string') return malformed(parts);
  const isForm =
    type.essence === 'multipart/form-data' ||
    (parts.length > 0 && parts.every(({ name }) => name !== undefined));
  return isForm ? readNamed(parts, schema, encoding) : readListed(parts, schema);
}

function readNamed(
  parts: readonly ReadPart[],
  schema: SchemaPart | undefined,
  encoding: ReadonlyMap<string, Encoding>,
): BodyReading {
  const byName = new Map<string, ReadPart[]>();
  for (const part of parts) {
    if (part.name === undefined) return malformed('has a part without a name in its Content-Disposition');
    const known = byName.get(part.name);
    if (known) known.push(part);
    else byName.set(part.name, [part]);
  }
  const styled = readStyled(parts, schema, encoding);
  if (styled instanceof BadPart) return malformed(`has a part ${styled.message}`);
  const members: [string, unknown][] = [...styled.members];
  for (const [name, group] of byName) {
    if (styled.claims(name)) continue;
    const property = schema && propertyPart(schema, name);
    const types = property && typesOf(property);
    const isList =
      group.length > 1 || (types?.has('array') === true && !isWhole(group[0] as ReadPart, types));
    const values = group.map((part, i) =>
      readPart(part, isList ? property && itemPart(property, i) : property),
    );
    const bad = values.find((value) => value instanceof BadPart);
    if (bad instanceof BadPart) return malformed(`has a part "${name}" that ${bad.message}`);
    members.push([name, isList ? values : values[0]]);
  }
  return valueReading(Object.fromEntries(members));
}

interface Styled {
  readonly members: readonly [string, unknown][];
  /** Has the part of that name been read by a style? */
  claims(name: string): boolean;
}

/** The properties whose encoding has a style: their parts are pairs, without percent-encoding. */
function readStyled(
  parts: readonly ReadPart[],
  schema: SchemaPart | undefined,
  encoding: ReadonlyMap<string, Encoding>,
): Styled | BadPart {
  const styles = [...encoding].filter(([, { style }]) => style !== undefined);
  if (styles.length === 0) return { members: [], claims: () => false };
  const pairs = pairsOf(
    parts.map(({ name = '', bytes }) => ({ name, raw: new TextDecoder().decode(bytes) })),
  );
  const taken = new Set([...(schema ? declaredProperties(schema).names : []), ...encoding.keys()]);
  const claimed = new Set<string>();
  const members: [string, unknown][] = [];
  for (const [name, { style = 'form', explode = style === 'form' }] of styles) {
    const part = schema && propertyPart(schema, name);
    const spec = { name, style, explode, part, decode: (text: string) => text, taken };
    const outcome = pairReader(spec)(pairs);
    if (outcome instanceof Malformed) return new BadPart(`"${name}" that ${outcome.message}`);
    claimed.add(name);
    if (outcome === undefined) continue;
    members.push([name, outcome.value]);
    if (style === 'form' && explode && isJsonObject(outcome.value))
      for (const key of Object.keys(outcome.value)) claimed.add(key);
  }
  const deep = styles.filter(([, { style }]) => style === 'deepObject').map(([name]) => `${name}[`);
  return { members, claims: (name) => claimed.has(name) || deep.some((prefix) => name.startsWith(prefix)) };
}

/** Is the part the whole list or another form of the value, not one of its items? */
function isWhole(part: ReadPart, types: ReadonlySet<string>): boolean {
  if (part.type && isJsonType(part.type))
    return new TextDecoder().decode(part.bytes).trimStart().startsWith('[');
  return types.has('string');
}

function readListed(parts: readonly ReadPart[], schema: SchemaPart | undefined): BodyReading {
  const values = parts.map((part, i) => readPart(part, schema && itemPart(schema, i)));
  const bad = values.findIndex((value) => value instanceof BadPart);
  return bad < 0 ? valueReading(values) : malformed(`has a part (number ${bad + 1}) that is not JSON`);
}

class BadPart {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

function readPart({ type, bytes, filename }: ReadPart, schema: SchemaPart | undefined): unknown {
  if (type && isJsonType(type)) {
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return new BadPart('is not JSON');
    }
  }
  const isText = type === undefined ? filename === undefined : type.type === 'text';
  if (isBinary(schema) || !isText) return binaryText(bytes);
  return wireReader(schema)(new TextDecoder().decode(bytes));
}

function binaryText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
