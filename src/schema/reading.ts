import { DIALECTS } from './dialect.ts';
import type { Bindings } from './dynamic.ts';
import { isJsonObject, own } from './json.ts';
import { parsePointer } from './json-pointer.ts';
import { ANNOTATIONS } from './read-openapi.ts';
import type { Spot } from './resources.ts';
import type { Direction } from './schema.ts';
import { decodeFragment } from './uri.ts';

/** Everything besides its text that decides how a schema is read. */
export interface Reading {
  readonly direction: Direction;
  readonly bindings: Bindings;
  /** Schemas that are being applied to the same value already, and that this one leads back to. */
  readonly cuts: ReadonlySet<object>;
  /** Names that another schema for the same value takes out of `required`. */
  readonly spared: ReadonlySet<string>;
}

/** Numbers for objects, so that they can be a part of a key. */
const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = ++lastNumber));
  return number;
}

/** The same for the same reading of the same place, and only then. */
export function keyOf(spot: Spot, reading: Reading): string {
  const { direction, bindings, cuts, spared } = reading;
  let key = `${direction} ${spot.base.uri} ${spot.pointer}`;
  if (spared.size > 0) key += `\n-${JSON.stringify([...spared].sort())}`;
  if (cuts.size > 0) key += `\n/${[...cuts].map(numberOf).sort()}`;
  if (bindings.size > 0) key += `\n@${bindingsKey(bindings)}`;
  return key;
}

/** The same for the same bindings. */
export function bindingsKey(bindings: Bindings): string {
  const parts = [...bindings].map(([name, spot]) => `${name}=${spot.base.file.uri}#${spot.pointer}`);
  return parts.sort().join(' ');
}

/** Keys that say nothing about a value beside a `$ref`. */
const SILENT: ReadonlySet<string> = new Set([
  '$ref',
  '$defs',
  'definitions',
  '$schema',
  '$comment',
  '$id',
  '$anchor',
]);

/** The reference of a schema that is nothing else. */
export function bareReference(spot: Spot): string | undefined {
  const { value, dialect } = spot;
  if (!isJsonObject(value)) return undefined;
  const reference = own(value, '$ref');
  if (typeof reference !== 'string') return undefined;
  const traits = DIALECTS[dialect];
  const telling = (key: string): boolean => {
    if (traits.refSiblings) return !SILENT.has(key);
    return ANNOTATIONS.has(key) || key.startsWith('x-') || traits.nullable.includes(key);
  };
  return Object.keys(value).some(telling) ? undefined : reference;
}

const HOLDERS: ReadonlySet<string> = new Set(['schemas', 'definitions', '$defs']);

/** What a schema is called in its document: a component's key, or the name of a file that holds it alone. */
export function nameOf(spot: Spot): string | undefined {
  const { file } = spot.base;
  const tokens = parsePointer(spot.pointer) ?? [];
  if (tokens.length === 0) {
    if (file.position !== 'schema') return undefined;
    const base = /([^/\\]+?)(?:\.schema)?\.(?:json|ya?ml)$/i.exec(file.uri)?.[1];
    return base === undefined ? undefined : decodeFragment(base);
  }
  if (tokens.length === 1) return file.position === 'document' ? tokens[0] : undefined;
  return HOLDERS.has(tokens.at(-2) as string) ? tokens.at(-1) : undefined;
}
