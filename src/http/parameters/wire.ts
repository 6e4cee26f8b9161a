import { isJsonObject } from '../../schema/index.ts';
import { itemPart, type JsonType, propertyPart, type SchemaPart, typesOf } from '../schema-shape.ts';
import { innerDelimiter } from './style.ts';

/** What a serialization holds before the schema says what its texts are. */
export type Wire = string | readonly Wire[] | ReadonlyMap<string, Wire>;

export type WireReader = (wire: Wire) => unknown;

const CACHE_LIMIT = 200;

/**
 * Makes a value of what stands on the wire, as far as the schema allows: a text becomes a number, a boolean or null
 * only where the schema takes that; what does not fit stays as it is, for the validator to judge. Where a text could be
 * several things, the first that the schema holds for: number, boolean, null, string.
 */
export function wireReader(part: SchemaPart | undefined): WireReader {
  if (part === undefined) return plain;
  const types = typesOf(part);
  const readText = textReader(part, types);
  const properties = new Map<string, WireReader>();
  const items = new Map<number, WireReader>();
  const property = (name: string) => cached(properties, name, () => propertyPart(part, name));
  const item = (index: number) => cached(items, index, () => itemPart(part, index));
  const readList = (list: readonly Wire[]) => list.map((entry, i) => item(i)(entry));
  const allows = (type: JsonType) => types === undefined || types.has(type);
  const structured = types !== undefined && !types.has('string');
  const inner = structured && types.has('array') ? innerDelimiter(part) : undefined;
  const read: WireReader = (wire) => {
    if (typeof wire === 'string') {
      const value = readText(wire);
      if (!structured || value !== wire) return value;
      if (inner !== undefined) return readList(wire === '' ? [] : wire.split(inner));
      const json = allows('object') || allows('array') ? parseJson(wire) : undefined;
      if (Array.isArray(json) ? allows('array') : isJsonObject(json) && allows('object')) return json;
      return allows('array') ? readList([wire]) : wire;
    }
    if (isList(wire)) {
      const [only] = wire;
      return wire.length === 1 && only !== undefined && !allows('array') ? read(only) : readList(wire);
    }
    if (structured && !allows('object') && allows('array')) {
      const list = indexed(wire);
      if (list) return readList(list);
    }
    return Object.fromEntries([...wire].map(([name, member]) => [name, property(name)(member)]));
  };
  return read;
}

function cached<K>(cache: Map<K, WireReader>, key: K, part: () => SchemaPart | undefined): WireReader {
  let reader = cache.get(key);
  if (reader === undefined) {
    reader = wireReader(part());
    if (cache.size < CACHE_LIMIT) cache.set(key, reader);
  }
  return reader;
}

function isList(wire: Wire): wire is readonly Wire[] {
  return Array.isArray(wire);
}

/** The members in the order of their keys where these are the numbers from 0. */
function indexed(wire: ReadonlyMap<string, Wire>): Wire[] | undefined {
  const list: Wire[] = [];
  for (let i = 0; i < wire.size; i++) {
    const member = wire.get(String(i));
    if (member === undefined) return undefined;
    list.push(member);
  }
  return list;
}

function plain(wire: Wire): unknown {
  if (typeof wire === 'string') return wire;
  if (isList(wire)) return wire.map(plain);
  return Object.fromEntries([...wire].map(([name, member]) => [name, plain(member)]));
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** What each type makes of a text; undefined where it makes nothing of it. */
function readAs(type: JsonType, text: string, alone: boolean): unknown {
  switch (type) {
    case 'number':
    case 'integer': {
      const number = NUMBER.test(text) ? Number(text) : Number.NaN;
      return Number.isFinite(number) && (type === 'number' || Number.isInteger(number)) ? number : undefined;
    }
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    case 'null':
      return text === 'null' || (alone && text === '') ? null : undefined;
    default:
      return undefined;
  }
}

function textReader(part: SchemaPart, types: ReadonlySet<JsonType> | undefined): (text: string) => unknown {
  if (types === undefined) return (text) => text;
  const string = types.has('string');
  const others = (['number', 'integer', 'boolean', 'null'] as const).filter((type) => types.has(type));
  if (others.length === 0) return (text) => text;
  return (text) => {
    for (const type of others) {
      const value = readAs(type, text, !string);
      if (value === undefined) continue;
      if (!string || part.scope.holds(part.json, value)) return value;
    }
    return text;
  };
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
