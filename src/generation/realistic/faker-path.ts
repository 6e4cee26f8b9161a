import { isJsonObject, own } from '../../schema/index.ts';
import { createRandom, type Random } from '../random.ts';
import type { Source } from './source.ts';

/** What `x-faker` may name: modules of faker whose functions make data, and need none handed to them. */
const MODULES: ReadonlySet<string> = new Set(
  'airline animal book color commerce company database datatype date finance food git hacker image internet location lorem music number person phone science string system vehicle word'.split(
    ' ',
  ),
);
/** Of `helpers`, which can also run templates and expressions. */
const HELPERS: ReadonlySet<string> = new Set(['arrayElement', 'weightedArrayElement', 'replaceSymbols']);
/** What modules were called before. */
const FORMER_NAMES: ReadonlyMap<string, string> = new Map([
  ['name', 'person'],
  ['address', 'location'],
]);
/** Modules in which a number is a value, not a length. */
const WITH_VALUES: ReadonlySet<string> = new Set([
  'number',
  'date',
  'location',
  'commerce',
  'finance',
  'helpers',
]);
const LONGEST = 1_000;
const LONGEST_ARGUMENTS = 10_000;

interface Asked {
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A value of JSON, or undefined where this once there is none. */
export type FakerMaker = (random: Random) => string | number | boolean | undefined;

/**
 * Reads `x-faker`: a path (`internet.email`), or an object with a path and what to hand to it
 * (`{ "number.int": { "min": 1, "max": 6 } }`, a list where there are several). It is data that is looked up in a table
 * and never run; undefined where it names nothing.
 */
export function compileFaker(source: Source, written: unknown): FakerMaker | undefined {
  const asked = read(written);
  if (!asked) return undefined;
  return (random) => {
    const make = find(source, asked, random);
    if (!make) return undefined;
    try {
      return scalar(make(...structuredClone(asked.args)));
    } catch {
      // Handed what it does not understand.
      return undefined;
    }
  };
}

export function knowsFaker(source: Source, written: unknown): boolean {
  const asked = read(written);
  return asked !== undefined && find(source, asked, createRandom('known')) !== undefined;
}

function find(
  source: Source,
  { module, name }: Asked,
  random: Random,
): ((...given: unknown[]) => unknown) | undefined {
  const functions = own(source.faker(random) as unknown as Record<string, unknown>, module);
  const make = isJsonObject(functions) ? own(functions, name) : undefined;
  return typeof make === 'function' ? (make as (...given: unknown[]) => unknown) : undefined;
}

function read(written: unknown): Asked | undefined {
  if (typeof written === 'string') return readPath(written, []);
  if (!isJsonObject(written)) return undefined;
  const [entry, ...others] = Object.entries(written);
  if (!entry || others.length > 0 || JSON.stringify(entry[1]).length > LONGEST_ARGUMENTS) return undefined;
  return readPath(entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]);
}

function readPath(path: string, args: readonly unknown[]): Asked | undefined {
  const match = /^(?:faker\.)?([a-z]+)\.([a-zA-Z0-9]+)(?:\(\))?$/.exec(path);
  const written = match?.[1] ?? '';
  const module = FORMER_NAMES.get(written) ?? written;
  const name = match?.[2] ?? '';
  const isKnown = MODULES.has(module) || (module === 'helpers' && HELPERS.has(name));
  if (!isKnown || (!WITH_VALUES.has(module) && !args.every(isShort))) return undefined;
  return { module, name, args };
}

/** Could it ask for an endless text? */
function isShort(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) <= LONGEST;
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isShort);
}

function scalar(value: unknown): string | number | boolean | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}
