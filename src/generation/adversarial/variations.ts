import { isJsonObject, type JsonObject, joinPointer, type Schema, setOwn } from '../../schema/index.ts';
import { applicable, assertions } from './applicable.ts';
import { arrayReplacements, objectReplacements } from './containers.ts';
import { numberReplacements } from './numbers.ts';
import { stringReplacements } from './strings.ts';
import type { Replacement, Variation } from './variation.ts';

const maxDepth = 8;
const maxVariations = 2_000;

/** One of each type: what a part is given in place of its own. */
const strangers: ReadonlyArray<readonly [string, unknown]> = [
  ['string', 'a text'],
  ['number', 0.5],
  ['boolean', true],
  ['array', [[]]],
  ['object', { unexpected: {} }],
  ['null', null],
];

/**
 * Values that differ from a valid one in one part, at each limit that its schemas set and just beyond: always the same
 * ones in the same order, the outermost parts first. Whether each is valid is asked of the schema as a whole.
 * `prepareValidation()` must have been awaited.
 */
export function* variations(schema: Schema, base: unknown): Iterable<Variation> {
  const { scope } = schema;
  const seen = new Set<string>([JSON.stringify(base)]);
  let count = 0;
  const waiting: Part[] = [
    { value: base, schemas: [schema.json], pointer: '', depth: 0, rebuild: (part) => part },
  ];
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const { value, pointer, rebuild } = part;
    const schemas = applicable(scope, part.schemas, value);
    for (const { part: replacement, title, keyword } of replacements(schemas, value)) {
      const whole = rebuild(replacement);
      const text = JSON.stringify(whole) ?? '';
      if (seen.has(text)) continue;
      seen.add(text);
      if (count++ >= maxVariations) return;
      yield { value: whole, title, pointer, keyword, valid: schema.accepts(whole) };
    }
    if (part.depth < maxDepth) waiting.push(...below(part, schemas));
  }
}

interface Part {
  readonly value: unknown;
  readonly schemas: readonly unknown[];
  readonly pointer: string;
  readonly depth: number;
  /** The whole value with this part replaced. */
  readonly rebuild: (part: unknown) => unknown;
}

function* replacements(schemas: readonly JsonObject[], value: unknown): Iterable<Replacement> {
  for (const values of assertions(schemas, 'enum')) {
    if (!Array.isArray(values)) continue;
    for (const each of values)
      yield { part: each, keyword: 'enum', title: `as the listed ${JSON.stringify(each)}` };
    yield { part: 'not-a-listed-value', keyword: 'enum', title: 'outside of its list of values' };
  }
  if (assertions(schemas, 'const').length > 0)
    yield { part: 'not-the-constant', keyword: 'const', title: 'unlike its constant' };
  if (typeof value === 'number') yield* numberReplacements(schemas, value);
  if (typeof value === 'string') yield* stringReplacements(schemas, value);
  if (Array.isArray(value)) yield* arrayReplacements(schemas, value);
  if (isJsonObject(value)) yield* objectReplacements(schemas, value);
  for (const [type, stranger] of strangers)
    yield {
      part: stranger,
      keyword: 'type',
      title: `as ${type === 'null' ? 'null' : `a value of type ${type}`}`,
    };
}

function* below({ value, pointer, depth, rebuild }: Part, schemas: readonly JsonObject[]): Iterable<Part> {
  if (Array.isArray(value)) {
    const items = assertions(schemas, 'items');
    if (value.length === 0 || items.length === 0) return;
    yield {
      value: value[0],
      schemas: items,
      pointer: joinPointer(pointer, 0),
      depth: depth + 1,
      rebuild: (part) => rebuild([part, ...value.slice(1)]),
    };
    return;
  }
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    const own = assertions(schemas, 'properties').flatMap((properties) =>
      isJsonObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [],
    );
    const others = own.length > 0 ? [] : assertions(schemas, 'additionalProperties');
    if (own.length + others.length === 0) continue;
    yield {
      value: member,
      schemas: [...own, ...others],
      pointer: joinPointer(pointer, name),
      depth: depth + 1,
      rebuild: (part) => rebuild(replacedMember(value, name, part)),
    };
  }
}

function replacedMember(value: JsonObject, name: string, part: unknown): JsonObject {
  const copy: JsonObject = {};
  for (const [other, member] of Object.entries(value)) setOwn(copy, other, other === name ? part : member);
  return copy;
}
