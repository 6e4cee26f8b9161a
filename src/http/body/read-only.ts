import { isJsonObject, joinPointer, type Schema } from '../../schema/index.ts';
import {
  declaredProperties,
  itemPart,
  keyword,
  partOf,
  propertyPart,
  type SchemaPart,
} from '../schema-shape.ts';

/** Pointers to the members of a value that are readOnly (JSON Schema Validation section 9.4). */
export type ReadOnlyFinder = (value: unknown) => string[];

const MOST_FOUND = 50;
/** Of one value; more are not looked at. */
const MOST_STEPS = 100_000;

/** What is known about a piece of a schema: which members are readOnly, and what is below the others. */
interface Place {
  /** Of the declared properties; undefined: readOnly itself. */
  readonly members: ReadonlyMap<string, SchemaPart | undefined>;
  readonly item: SchemaPart | undefined;
}

/** Compiles the search; a schema without readOnly properties makes it cost nothing. Each piece is looked at once. */
export function readOnlyFinder(schema: Schema): ReadOnlyFinder {
  const places = new Map<unknown, Place>();
  const placeOf = (part: SchemaPart): Place => {
    let place = places.get(part.json);
    if (place === undefined) {
      place = makePlace(part);
      places.set(part.json, place);
    }
    return place;
  };
  const root = partOf(schema);
  let matters: boolean | undefined;
  return (value) => {
    matters ??= mattersBelow(root, placeOf);
    const found: string[] = [];
    let steps = 0;
    const walk = (each: unknown, part: SchemaPart, pointer: string): void => {
      if (found.length >= MOST_FOUND || ++steps > MOST_STEPS) return;
      if (Array.isArray(each)) {
        const { item } = placeOf(part);
        if (item) for (const [i, inner] of each.entries()) walk(inner, item, joinPointer(pointer, i));
        return;
      }
      if (!isJsonObject(each)) return;
      for (const [name, own] of placeOf(part).members) {
        if (!Object.hasOwn(each, name)) continue;
        const at = joinPointer(pointer, name);
        if (own === undefined) found.push(at);
        else walk(each[name], own, at);
      }
    };
    if (matters) walk(value, root, '');
    return found;
  };
}

function makePlace(part: SchemaPart): Place {
  const members = new Map<string, SchemaPart | undefined>();
  for (const name of declaredProperties(part).names) {
    const own = propertyPart(part, name);
    if (own !== undefined) members.set(name, keyword(own, 'readOnly') === true ? undefined : own);
  }
  return { members, item: itemPart(part, 0) };
}

/** How many pieces of a schema are looked at before it is taken to have something readOnly. */
const MOST_PLACES = 2000;

function mattersBelow(root: SchemaPart, placeOf: (part: SchemaPart) => Place): boolean {
  const seen = new Set<unknown>();
  const open: SchemaPart[] = [root];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (seen.has(part.json)) continue;
    seen.add(part.json);
    if (seen.size > MOST_PLACES) return true;
    const { members, item } = placeOf(part);
    if (item) open.push(item);
    for (const own of members.values()) {
      if (own === undefined) return true;
      open.push(own);
    }
  }
  return false;
}
