import type { Encoding, MediaType } from '../../model/index.ts';
import { isJsonObject, joinPointer } from '../../schema/index.ts';
import { isJsonType, type ParsedMediaType } from '../media-type.ts';
import { pairReader } from '../parameters/pair-read.ts';
import { pairsOf } from '../parameters/query.ts';
import { Malformed } from '../parameters/style-read.ts';
import { declaredProperties, itemPart, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { type ReadPart, splitMultipart } from './multipart-parts.ts';
import { PartReader } from './part-read.ts';
import { type BodyReading, type Findings, malformed, OPAQUE, valueReading } from './reading.ts';

/** What a media type says of its parts. A part that is a multipart itself has nothing of its own. */
type PartEncodings = Pick<MediaType, 'encoding' | 'prefixEncoding' | 'itemEncoding'>;

const NO_ENCODINGS: PartEncodings = { encoding: new Map(), prefixEncoding: [], itemEncoding: undefined };
const NESTED_LIMIT = 10;

/**
 * Reads a multipart body (RFC 2046 section 5.1, RFC 7578): parts with names make an object in which a name that comes more
 * than once, or whose schema takes a list, is a list; where the schema takes only a list, or parts have no names, they
 * make one, by position. Types and headers of parts are held to their encoding.
 *
 * @param item what each part of a list is, where the items of `schema` do not say it
 */
export function readMultipart(
  bytes: Uint8Array,
  type: ParsedMediaType,
  schema: SchemaPart | undefined,
  encodings: PartEncodings,
  item?: SchemaPart,
  depth = 0,
): BodyReading {
  const boundary = type.parameters.get('boundary');
  if (!boundary) return malformed('cannot be split: its Content-Type names no boundary');
  if (depth > NESTED_LIMIT) return malformed(`has parts within parts beyond ${NESTED_LIMIT} levels`);
  const parts = splitMultipart(bytes, boundary);
  if (typeof parts === 'string') return malformed(parts);
  const reader = new PartReader((inner, innerType, part) =>
    readMultipart(inner, innerType, part, NO_ENCODINGS, undefined, depth + 1),
  );
  const types = schema && typesOf(schema);
  // Some descriptions call the whole a text: there is no telling which.
  if (types && item === undefined && !types.has('object') && !types.has('array')) return OPAQUE;
  const isList =
    (types?.has('array') && !types.has('object')) || (schema === undefined && item !== undefined);
  const isForm =
    type.essence === 'multipart/form-data' ||
    (parts.length > 0 && parts.every(({ name }) => name !== undefined));
  const reading =
    isForm && !isList
      ? readNamed(parts, schema, encodings.encoding, reader)
      : readListed(parts, schema, encodings, item, reader);
  return reader.failure ?? reading;
}

function findingsOf({ problems, notes, binary }: PartReader): Findings {
  return {
    ...(problems.length > 0 ? { problems } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    ...(binary.length > 0 ? { binary } : {}),
  };
}

function readNamed(
  parts: readonly ReadPart[],
  schema: SchemaPart | undefined,
  encoding: ReadonlyMap<string, Encoding>,
  reader: PartReader,
): BodyReading {
  const declared = schema && declaredProperties(schema).names;
  const byName = new Map<string, ReadPart[]>();
  for (const part of parts) {
    if (part.name === undefined) return malformed('has a part without a name in its Content-Disposition');
    const name = listName(part.name, declared);
    const known = byName.get(name);
    if (known) known.push(part);
    else byName.set(name, [part]);
  }
  const styled = readStyled(parts, schema, encoding);
  if (styled instanceof Malformed) return malformed(styled.message);
  const members: [string, unknown][] = [...styled.members];
  for (const [name, group] of byName) {
    if (styled.claims(name)) continue;
    const property = schema && propertyPart(schema, name);
    const types = property && typesOf(property);
    const isList =
      group.length > 1 || (types?.has('array') === true && !isWhole(group[0] as ReadPart, types));
    const pointer = joinPointer('', name);
    const values = group.map((part, i) => {
      const own = isList ? property && itemPart(property, i) : property;
      const at = isList ? joinPointer(pointer, i) : pointer;
      return reader.read(part, own, encoding.get(name), at, `"${name}"`);
    });
    members.push([name, isList ? values : values[0]]);
  }
  return valueReading(Object.fromEntries(members), findingsOf(reader));
}

/** Many clients write a list as `tags[]`. */
function listName(name: string, declared: ReadonlySet<string> | undefined): string {
  if (!name.endsWith('[]') || !declared || declared.has(name)) return name;
  const bare = name.slice(0, -2);
  return declared.has(bare) ? bare : name;
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
): Styled | Malformed {
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
    if (outcome instanceof Malformed) return new Malformed(`has a part "${name}" that ${outcome.message}`);
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
  if (!part.type || !isJsonType(part.type)) return types.has('string');
  const text = new TextDecoder().decode(part.bytes).trim();
  return text.startsWith('[') || (text === 'null' && types.has('null'));
}

function readListed(
  parts: readonly ReadPart[],
  schema: SchemaPart | undefined,
  { prefixEncoding, itemEncoding }: PartEncodings,
  item: SchemaPart | undefined,
  reader: PartReader,
): BodyReading {
  const items = parts.map((part, i) => {
    const own = (schema && itemPart(schema, i)) ?? item;
    return reader.read(part, own, prefixEncoding[i] ?? itemEncoding, `/${i}`, `(number ${i + 1})`);
  });
  const findings = findingsOf(reader);
  return item === undefined ? valueReading(items, findings) : { kind: 'sequence', items, ...findings };
}
