import type { Encoding } from '../../model/index.ts';
import { isJsonType, parseMediaType } from '../media-type.ts';
import { type PairReader, pairReader } from '../parameters/pair-read.ts';
import { formDecode } from '../parameters/percent.ts';
import { type Pairs, splitQuery } from '../parameters/query.ts';
import { decodeList, Malformed } from '../parameters/style-read.ts';
import { declaredProperties, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';

/** More fields than a form that people or programs fill in has: each costs time. */
const PAIR_LIMIT = 10_000;

/** Reads `application/x-www-form-urlencoded` text, which may begin with a question mark. */
export type FormTextReader = (text: string) => Record<string, unknown> | Malformed;

/**
 * Compiles the reading of a form by its schema and `encoding` (OpenAPI 3.2, Encoding Object): without a style of its own, a
 * list is repeated pairs and an object is JSON. Names that the schema does not mention are read too.
 */
export function formTextReader(
  part: SchemaPart | undefined,
  encoding: ReadonlyMap<string, Encoding>,
): FormTextReader {
  const names = part === undefined ? [] : [...declaredProperties(part).names];
  const taken = new Set(names);
  const deep = new Set(names.filter((name) => encoding.get(name)?.style === 'deepObject'));
  const readerOf = (name: string): PairReader => {
    const { style, explode, contentType } = encoding.get(name) ?? {};
    const property = part && propertyPart(part, name);
    const type = parseMediaType(contentType?.split(',')[0] ?? '');
    if (style === undefined && type && isJsonType(type)) return jsonReader(name, property);
    return pairReader({
      name,
      style: style ?? 'form',
      // An object without a style is one JSON text, which the reading of texts knows.
      explode: explode ?? (style === undefined || style === 'form'),
      part: property,
      decode: formDecode,
      taken,
      whole: style === undefined,
    });
  };
  const declared = names.map((name) => [name, readerOf(name)] as const);
  return (text) => {
    const pairs = splitQuery(text);
    if (pairs.list.length > PAIR_LIMIT) return new Malformed(`has more than ${PAIR_LIMIT} fields`);
    const entries: [string, unknown][] = [];
    const known = new Set(taken);
    const add = (name: string, reader: PairReader): Malformed | undefined => {
      const outcome = reader(pairs);
      if (outcome instanceof Malformed) return new Malformed(`has a field "${name}" that ${outcome.message}`);
      if (outcome) entries.push([name, outcome.value]);
      return undefined;
    };
    for (const [name, reader] of declared) {
      const malformed = add(name, reader);
      if (malformed) return malformed;
    }
    for (const { name } of pairs.list) {
      if (known.has(name) || isMember(name, deep) || isItem(name, pairs, entries)) continue;
      known.add(name);
      const malformed = add(name, readerOf(name));
      if (malformed) return malformed;
    }
    return Object.fromEntries(entries);
  };
}

/** Is it `tags[]` or `tags[0]` of a list `tags` that has been read from such names? */
function isItem(name: string, pairs: Pairs, read: readonly [string, unknown][]): boolean {
  const base = name.endsWith(']') ? name.replace(/\[\d*\]$/, '') : name;
  if (base === name || pairs.byName.has(base)) return false;
  return read.some(([key, value]) => key === base && Array.isArray(value));
}

/** Each value is a JSON text; a list has one for each item. */
function jsonReader(name: string, part: SchemaPart | undefined): PairReader {
  const types = part && typesOf(part);
  return (pairs) => {
    const raws = pairs.byName.get(name);
    if (raws === undefined) return undefined;
    const texts = decodeList(raws, formDecode);
    if (texts instanceof Malformed) return texts;
    try {
      const values: unknown[] = texts.map((text) => JSON.parse(text));
      return { value: values.length > 1 || types?.has('array') ? values : values[0] };
    } catch {
      return new Malformed('must be JSON');
    }
  };
}

/** Is it `filter[a]` of a deepObject `filter`? */
function isMember(name: string, deep: ReadonlySet<string>): boolean {
  const bracket = name.indexOf('[');
  return bracket > 0 && deep.has(name.slice(0, bracket));
}
