import { firstTwins } from './equality.ts';
import { lengthOf } from './holds.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { HIDDEN } from './received.ts';

const MOST_VALUES = 6;
const LONGEST = 60;

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (value === HIDDEN) return '***';
  if (Array.isArray(value)) return 'an array';
  if (isJsonObject(value)) return 'an object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function literal(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** `"a", "b" or "c"`, with what is too much only counted. */
export function alternatives(values: readonly string[]): string {
  if (values.length <= 1) return values.join('');
  const rest = values.length - MOST_VALUES;
  if (rest > 1) return `${values.slice(0, MOST_VALUES).join(', ')} or ${rest} more`;
  return `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  integer: 'an integer',
  boolean: 'true or false',
  object: 'an object',
  array: 'an array',
  null: 'null',
};

export function typesOf(said: unknown): string[] {
  return (Array.isArray(said) ? said : [said]).filter((type): type is string => typeof type === 'string');
}

export function mustBeOfType(types: readonly string[], value: unknown): string {
  return `must be ${alternatives(types.map((type) => TYPE_NAMES[type] ?? type))}, is ${shown(value)}`;
}

function count(number: number, thing: string): string {
  const plural = thing === 'property' ? 'properties' : `${thing}s`;
  return `${number} ${number === 1 ? thing : plural}`;
}

type Phrase = (said: never, value: never, schema: JsonObject) => string;

function bound(words: string): Phrase {
  return (said: number, value: number) => `must be ${words} ${said}, is ${value}`;
}

function size(words: string, thing: string, measure: (value: never) => number): Phrase {
  return (said: number, value: never) => `must have ${words} ${count(said, thing)}, has ${measure(value)}`;
}

const itemsOf = (value: unknown[]): number => value.length;
const propertiesOf = (value: JsonObject): number => Object.keys(value).length;

/** What a value that breaks a keyword must be instead, for the keywords that are about the value as a whole. */
export const PHRASES: ReadonlyMap<string, Phrase> = new Map<string, Phrase>([
  ['type', (said: unknown, value: unknown) => mustBeOfType(typesOf(said), value)],
  [
    'enum',
    (said: unknown[], value: unknown) => {
      const one = said.length === 1 ? '' : 'one of ';
      return `must be ${one}${alternatives(said.map(literal))}, is ${shown(value)}`;
    },
  ],
  ['const', (said: unknown, value: unknown) => `must be ${literal(said)}, is ${shown(value)}`],
  ['multipleOf', bound('a multiple of')],
  ['minimum', bound('at least')],
  ['maximum', bound('at most')],
  ['exclusiveMinimum', bound('greater than')],
  ['exclusiveMaximum', bound('less than')],
  ['minLength', size('at least', 'character', lengthOf)],
  ['maxLength', size('at most', 'character', lengthOf)],
  ['pattern', (said: string, value: unknown) => `must match the pattern ${said}, is ${shown(value)}`],
  ['format', (said: string, value: unknown) => `must be a valid ${said}, is ${shown(value)}`],
  ['minItems', size('at least', 'item', itemsOf)],
  ['maxItems', size('at most', 'item', itemsOf)],
  [
    'uniqueItems',
    (_said: unknown, value: unknown[]) => {
      const [a, b] = firstTwins(value) ?? [0, 0];
      return `must not have equal items, but items ${a} and ${b} are equal`;
    },
  ],
  ['minProperties', size('at least', 'property', propertiesOf)],
  ['maxProperties', size('at most', 'property', propertiesOf)],
  ['not', (said: unknown, value: unknown) => `must not be ${forbidden(said)}, is ${shown(value)}`],
]);

/** Keywords whose phrases count and do not show. */
export const COUNTING: ReadonlySet<string> = new Set([
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
]);

export function didYouMean(meant: string | undefined): string {
  return meant === undefined ? '' : `. Did you mean ${JSON.stringify(meant)}?`;
}

function forbidden(said: unknown): string {
  if (isJsonObject(said)) {
    if (Array.isArray(said['enum'])) return `one of ${alternatives(said['enum'].map(literal))}`;
    if (Object.hasOwn(said, 'const')) return literal(said['const']);
    const [type, ...more] = typesOf(said['type']);
    if (type !== undefined && more.length === 0 && Object.keys(said).length === 1)
      return TYPE_NAMES[type] ?? type;
  }
  return 'what the schema below "not" describes';
}

/** `contains`, with how often it must hold. */
export function containsPhrase(schema: JsonObject, found: number): string {
  const { minContains = 1, maxContains } = schema as { minContains?: number; maxContains?: number };
  const least = found < minContains;
  const bounds = least
    ? `at least ${count(minContains, 'item')}`
    : `at most ${count(maxContains as number, 'item')}`;
  return `must have ${bounds} of the kind that "contains" describes, has ${found}`;
}
