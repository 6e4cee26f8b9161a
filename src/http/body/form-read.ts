import type { Encoding } from '../../model/index.ts';
import { type PairReader, pairReader } from '../parameters/pair-read.ts';
import { formDecode } from '../parameters/percent.ts';
import { splitQuery } from '../parameters/query.ts';
import { Malformed } from '../parameters/style-read.ts';
import { declaredProperties, propertyPart, type SchemaPart } from '../schema-shape.ts';

/** Reads `application/x-www-form-urlencoded` text, which may begin with a question mark. */
export type FormTextReader = (text: string) => Record<string, unknown> | Malformed;

/**
 * Compiles the reading of a form by its schema and `encoding` (OpenAPI 3.2 section 4.15): without a style of its own, a
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
    const { style, explode } = encoding.get(name) ?? {};
    return pairReader({
      name,
      style: style ?? 'form',
      // An object without a style is one JSON text, which the reading of texts knows.
      explode: explode ?? (style === undefined || style === 'form'),
      part: part && propertyPart(part, name),
      decode: formDecode,
      taken,
      whole: style === undefined,
    });
  };
  const declared = names.map((name) => [name, readerOf(name)] as const);
  return (text) => {
    const pairs = splitQuery(text);
    const entries: [string, unknown][] = [];
    const known = new Set(taken);
    const add = (name: string, reader: PairReader): Malformed | undefined => {
      const outcome = reader(pairs);
      if (outcome instanceof Malformed) return new Malformed(`"${name}" ${outcome.message}`);
      if (outcome) entries.push([name, outcome.value]);
      return undefined;
    };
    for (const [name, reader] of declared) {
      const malformed = add(name, reader);
      if (malformed) return malformed;
    }
    for (const { name } of pairs.list) {
      if (known.has(name) || isMember(name, deep)) continue;
      known.add(name);
      const malformed = add(name, readerOf(name));
      if (malformed) return malformed;
    }
    return Object.fromEntries(entries);
  };
}

/** Is it `filter[a]` of a deepObject `filter`? */
function isMember(name: string, deep: ReadonlySet<string>): boolean {
  const bracket = name.indexOf('[');
  return bracket > 0 && deep.has(name.slice(0, bracket));
}
