import { isJsonObject, type JsonObject, own } from './json.ts';
import { joinPointer } from './json-pointer.ts';
import type { Spot } from './resources.ts';
import type { Direction } from './schema.ts';

/** What can be learnt about one place in an instance from all schemas that apply to it. */
export interface InPlace {
  /** Properties that do not travel in the direction: readOnly in requests, writeOnly in responses. */
  readonly idle: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** The schemas that references lead to, without leaving the place. */
  readonly reached: ReadonlySet<object>;
}

const LISTS = ['allOf', 'anyOf', 'oneOf'];
const SINGLES = ['if', 'then', 'else', 'not'];

/** What `$ref` or `$dynamicRef` in a schema names, already entered. */
export type Follow = (schema: JsonObject, spot: Spot) => Spot[];

/** Gathers over allOf, anyOf, oneOf, if, then, else, not, dependentSchemas and references. */
export function gatherInPlace(
  start: Spot,
  direction: Direction,
  enter: (spot: Spot) => Spot,
  follow: Follow,
): InPlace {
  const idle = new Set<string>();
  const required = new Set<string>();
  const reached = new Set<object>();
  const seen = new Set<object>();
  const flag = flagOf(direction);
  const waiting: Spot[] = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const spot = enter(next);
    const { value } = spot;
    if (!isJsonObject(value) || seen.has(value)) continue;
    seen.add(value);
    const names = own(value, 'required');
    if (Array.isArray(names)) for (const name of names) if (typeof name === 'string') required.add(name);
    if (flag !== undefined) {
      const properties = own(value, 'properties');
      if (isJsonObject(properties)) {
        for (const [name, property] of Object.entries(properties)) {
          const at = { ...spot, value: property, pointer: joinPointer(spot.pointer, 'properties', name) };
          if (isFlagged(at, flag, enter, follow)) idle.add(name);
        }
      }
    }
    for (const target of follow(value, spot)) {
      if (isJsonObject(target.value)) reached.add(target.value);
      waiting.push(target);
    }
    waiting.push(...partsInPlace(value, spot));
  }
  return { idle, required, reached };
}

/** The flag that keeps a property from travelling in a direction. */
export function flagOf(direction: Direction): 'readOnly' | 'writeOnly' | undefined {
  if (direction === 'any') return undefined;
  return direction === 'request' ? 'readOnly' : 'writeOnly';
}

/** Is a property's schema, or one that it is made of, flagged? */
export function isFlagged(
  start: Spot,
  flag: 'readOnly' | 'writeOnly',
  enter: (spot: Spot) => Spot,
  follow: Follow,
): boolean {
  const seen = new Set<object>();
  const waiting: Spot[] = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value } = next;
    if (!isJsonObject(value) || seen.has(value)) continue;
    if (own(value, flag) === true) return true;
    seen.add(value);
    const spot = enter(next);
    waiting.push(...follow(value, spot));
    const all = own(value, 'allOf');
    if (Array.isArray(all)) {
      all.forEach((part, i) => {
        waiting.push({ ...spot, value: part, pointer: joinPointer(spot.pointer, 'allOf', i) });
      });
    }
  }
  return false;
}

function partsInPlace(schema: JsonObject, spot: Spot): Spot[] {
  const parts: Spot[] = [];
  for (const keyword of LISTS) {
    const list = own(schema, keyword);
    if (!Array.isArray(list)) continue;
    list.forEach((value, i) => {
      parts.push({ ...spot, value, pointer: joinPointer(spot.pointer, keyword, i) });
    });
  }
  for (const keyword of SINGLES) {
    const value = own(schema, keyword);
    if (isJsonObject(value)) parts.push({ ...spot, value, pointer: joinPointer(spot.pointer, keyword) });
  }
  for (const keyword of ['dependentSchemas', 'dependencies']) {
    const map = own(schema, keyword);
    if (!isJsonObject(map)) continue;
    for (const [key, value] of Object.entries(map)) {
      parts.push({ ...spot, value, pointer: joinPointer(spot.pointer, keyword, key) });
    }
  }
  return parts;
}
