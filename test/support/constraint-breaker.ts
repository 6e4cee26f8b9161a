import { isObject, type RawObject } from './raw-document.ts';
import type { PlainSchema } from './schema-conversion.ts';

type Definitions = Readonly<Record<string, PlainSchema>>;

/** One declared constraint, and values that may break it: the whole value, with one place changed. */
export interface Constraint {
  /** As in the plain 2020-12 schema; a `const` is an `enum` there. */
  readonly keyword: string;
  /** JSON Pointer of the place that the keyword is about. */
  readonly pointer: string;
  /** Below a choice: another branch may be blamed instead. */
  readonly chosen: boolean;
  readonly candidates: readonly unknown[];
}

interface Layer {
  readonly schema: RawObject;
  readonly chosen: boolean;
}

const DEPTH = 6;

/**
 * Every constraint that the schema declares about some place of the value, which must be valid. Branches of a choice
 * are looked into where all the other ones take null alone.
 */
export function constraintsOf(uri: string, definitions: Definitions, value: unknown): Constraint[] {
  const out = new Map<string, Constraint>();
  const walk = (
    schemas: readonly Layered[],
    place: unknown,
    tokens: readonly string[],
    put: (changed: unknown) => unknown,
  ): void => {
    const layers = schemas.flatMap(({ schema, chosen }) => layersOf(schema, definitions, chosen, 0));
    for (const { schema, chosen } of layers) {
      for (const [keyword, candidates] of breakersOf(schema, place)) {
        const pointer = tokens
          .map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`)
          .join('');
        const key = `${keyword} ${pointer}`;
        const known = out.get(key);
        const all = [...(known?.candidates ?? []), ...candidates.map(put)];
        if (all.length > 0)
          out.set(key, { keyword, pointer, chosen: chosen || known?.chosen === true, candidates: all });
      }
    }
    if (tokens.length >= DEPTH) return;
    for (const [key, member, below] of membersOf(place, layers)) {
      walk(below, member, [...tokens, key], (changed) => put(withMember(place, key, changed)));
    }
  };
  walk([{ schema: { $ref: uri }, chosen: false }], value, [], (changed) => changed);
  return [...out.values()];
}

interface Layered {
  readonly schema: PlainSchema;
  readonly chosen: boolean;
}

function layersOf(schema: PlainSchema, definitions: Definitions, chosen: boolean, depth: number): Layer[] {
  if (!isObject(schema) || depth > 20) return [];
  const layers: Layer[] = [{ schema, chosen }];
  const inner = (part: unknown, choice = chosen) => {
    layers.push(...layersOf(part as PlainSchema, definitions, choice, depth + 1));
  };
  if (typeof schema['$ref'] === 'string') inner(definitions[schema['$ref']]);
  for (const part of Array.isArray(schema['allOf']) ? schema['allOf'] : []) inner(part);
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches: unknown[] = Array.isArray(schema[keyword]) ? schema[keyword] : [];
    const real = branches.filter((branch) => !(isObject(branch) && branch['type'] === 'null'));
    if (real.length === 1) inner(real[0], branches.length > 1 || chosen);
  }
  return layers;
}

function membersOf(place: unknown, layers: readonly Layer[]): Array<[string, unknown, Layered[]]> {
  if (Array.isArray(place)) {
    return place.slice(0, 3).map((item, index) => [
      String(index),
      item,
      layers.flatMap(({ schema, chosen }) => {
        const prefix = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as PlainSchema[]) : [];
        const own = index < prefix.length ? prefix[index] : (schema['items'] as PlainSchema | undefined);
        return own === undefined ? [] : [{ schema: own, chosen }];
      }),
    ]);
  }
  if (!isObject(place)) return [];
  return Object.entries(place).map(([name, member]) => [
    name,
    member,
    layers.flatMap(({ schema, chosen }) =>
      propertySchemas(schema, name).map((own) => ({ schema: own, chosen })),
    ),
  ]);
}

function propertySchemas(schema: RawObject, name: string): PlainSchema[] {
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  if (Object.hasOwn(properties, name)) return [properties[name] as PlainSchema];
  if (isObject(schema['patternProperties'])) return [];
  const rest = schema['additionalProperties'];
  return isObject(rest) ? [rest] : [];
}

function withMember(place: unknown, key: string, changed: unknown): unknown {
  if (Array.isArray(place)) return place.map((item, index) => (String(index) === key ? changed : item));
  return { ...(place as RawObject), [key]: changed };
}

const OF_TYPES: Record<string, unknown> = {
  string: 'standin',
  number: 12345.5,
  boolean: true,
  object: { standin: 1 },
  array: [['standin']],
  null: null,
};
const ODD_TEXTS = ['!', '%', '(', '~ ~', '{}', 'standin', 'Z', '0', '-', 'ü', '', '9'.repeat(40), '.', '/'];

/** By keyword, in the order in which they are worth a try. */
function breakersOf(schema: RawObject, value: unknown): Array<[string, unknown[]]> {
  const out: Array<[string, unknown[]]> = [];
  if (schema['type'] !== undefined) out.push(['type', ofOtherTypes(schema['type'])]);
  if (Array.isArray(schema['enum'])) out.push(['enum', oddOnes(value)]);
  for (const keyword of ['anyOf', 'oneOf']) {
    if (Array.isArray(schema[keyword])) out.push([keyword, [...Object.values(OF_TYPES), 'standin?']]);
  }
  if (typeof value === 'number') out.push(...ofNumber(schema, value));
  if (typeof value === 'string') out.push(...ofText(schema, value));
  if (Array.isArray(value)) out.push(...ofList(schema, value));
  if (isObject(value)) out.push(...ofObject(schema, value));
  return out;
}

function ofOtherTypes(type: unknown): unknown[] {
  const types = [type].flat() as string[];
  const others = Object.entries(OF_TYPES).filter(
    ([name]) => !types.includes(name) && !(name === 'number' && types.includes('integer') && false),
  );
  return others.map(([, value]) => value);
}

function oddOnes(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 100_003, value - 100_003, value + 1];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string') return [`${value}-standin`, 'standin', ...oddTexts(value)];
  return ['standin', 987_654];
}

function oddTexts(value: string): string[] {
  return [
    ...ODD_TEXTS,
    ...['!', '~', 'Z', '0', ' x'].map((text) => text.repeat(value.length).slice(0, value.length)),
  ];
}

function ofNumber(schema: RawObject, value: number): Array<[string, unknown[]]> {
  const out: Array<[string, unknown[]]> = [];
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : 1;
  const bound = (keyword: string, candidates: (limit: number) => number[]): void => {
    const limit = schema[keyword];
    if (typeof limit === 'number') out.push([keyword, candidates(limit)]);
  };
  bound('minimum', (limit) => [
    limit - step,
    limit - 1,
    Math.floor(limit) - 1,
    limit * 2 - 4096,
    limit - 0.5,
  ]);
  bound('exclusiveMinimum', (limit) => [limit, limit - step, limit - 1]);
  bound('maximum', (limit) => [limit + step, limit + 1, Math.ceil(limit) + 1, limit * 2 + 4096, limit + 0.5]);
  bound('exclusiveMaximum', (limit) => [limit, limit + step, limit + 1]);
  bound('multipleOf', (limit) => [value + limit / 2, value + 1, value + limit / 3]);
  return out;
}

function ofText(schema: RawObject, value: string): Array<[string, unknown[]]> {
  const out: Array<[string, unknown[]]> = [];
  const { minLength, maxLength } = schema;
  const last = value.at(-1) ?? 'a';
  if (typeof minLength === 'number' && minLength > 0) {
    const least = minLength - 1;
    out.push(['minLength', [value.slice(0, least), 'a'.repeat(least), '0'.repeat(least)]]);
  }
  if (typeof maxLength === 'number' && maxLength < 20_000) {
    out.push([
      'maxLength',
      [value.padEnd(maxLength + 1, last), 'a'.repeat(maxLength + 1), '0'.repeat(maxLength + 1)],
    ]);
  }
  if (schema['pattern'] !== undefined) out.push(['pattern', [`${value}!`, `!${value}`, ...oddTexts(value)]]);
  if (schema['format'] !== undefined) out.push(['format', [`${value} %`, ...oddTexts(value)]]);
  return out;
}

function ofList(schema: RawObject, value: unknown[]): Array<[string, unknown[]]> {
  const out: Array<[string, unknown[]]> = [];
  const { minItems, maxItems } = schema;
  if (typeof minItems === 'number' && minItems > 0) out.push(['minItems', [value.slice(0, minItems - 1)]]);
  if (typeof maxItems === 'number' && maxItems < 1000 && value.length > 0) {
    const longer = Array.from({ length: maxItems + 1 }, (_, index) => value[index % value.length]);
    const distinct = longer.map((item, index) => {
      if (typeof item === 'string') return `${item}${index}`;
      return typeof item === 'number' ? item + index : item;
    });
    out.push(['maxItems', [longer, distinct]]);
  }
  if (schema['uniqueItems'] === true && value.length > 0) {
    out.push([
      'uniqueItems',
      [
        [...value, value[0]],
        [...value.slice(0, -1), value[0]],
      ],
    ]);
  }
  return out;
}

function ofObject(schema: RawObject, value: RawObject): Array<[string, unknown[]]> {
  const out: Array<[string, unknown[]]> = [];
  const names = Object.keys(value);
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  if (required.length > 0) out.push(['required', required.map((name) => without(value, [name]))]);
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (schema[keyword] === false) out.push([keyword, [{ ...value, standinUnknown: 'x' }]]);
  }
  if (typeof schema['minProperties'] === 'number') {
    const optional = names.filter((name) => !required.includes(name));
    const many = names.length - schema['minProperties'] + 1;
    out.push([
      'minProperties',
      [without(value, optional.slice(0, many)), without(value, names.slice(0, many))],
    ]);
  }
  const most = schema['maxProperties'];
  if (typeof most === 'number' && most < 1000) {
    const more = Array.from(
      { length: Math.max(0, most + 1 - names.length) },
      (_, index) => `standin${index}`,
    );
    const [first] = Object.values(value);
    out.push([
      'maxProperties',
      [first ?? 'x', 'x', 1].map((one) => ({
        ...value,
        ...Object.fromEntries(more.map((name) => [name, one])),
      })),
    ]);
  }
  return out;
}

function without(value: RawObject, names: readonly string[]): RawObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}
