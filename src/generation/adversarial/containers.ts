import { isJsonObject, type JsonObject, setOwn } from '../../schema/index.ts';
import { assertions, numbers } from './applicable.ts';
import type { Replacement } from './variation.ts';

const maxTriedItems = 1_000;
const maxTriedMembers = 200;

/** Lists that have as many items as they may, and one more or fewer. */
export function* arrayReplacements(
  schemas: readonly JsonObject[],
  base: readonly unknown[],
): Iterable<Replacement> {
  for (const count of numbers(schemas, 'minItems')) {
    if (count > maxTriedItems) continue;
    yield of(resized(base, count), 'minItems', `with its minimum of items (${count})`);
    if (count > 0) yield of(resized(base, count - 1), 'minItems', `with too few items (${count - 1})`);
  }
  for (const count of numbers(schemas, 'maxItems')) {
    if (count > maxTriedItems) continue;
    yield of(resized(base, count), 'maxItems', `with its maximum of items (${count})`);
    yield of(resized(base, count + 1), 'maxItems', `with too many items (${count + 1})`);
  }
  if (assertions(schemas, 'uniqueItems').includes(true) && base.length > 0)
    // As many as before where that can be, so that no limit on items is broken too.
    yield of([...(base.length > 1 ? base.slice(0, -1) : base), base[0]], 'uniqueItems', 'with an item twice');
  if (base.length > 0) yield of([], 'minItems', 'empty');
}

/** Objects without one of their members, and with one more than is described. */
export function* objectReplacements(schemas: readonly JsonObject[], base: JsonObject): Iterable<Replacement> {
  const required = new Set(
    assertions(schemas, 'required').flatMap((names) => (Array.isArray(names) ? names : [])),
  );
  for (const name of Object.keys(base)) {
    if (required.has(name)) yield of(without(base, name), 'required', `without the required ${name}`);
  }
  for (const name of Object.keys(base)) {
    if (!required.has(name)) yield of(without(base, name), 'properties', `without the optional ${name}`);
  }
  if (schemas.some((schema) => isJsonObject(schema['properties']) || 'additionalProperties' in schema)) {
    const extra = { ...base };
    setOwn(extra, 'undescribedMember', 'x');
    yield of(extra, 'additionalProperties', 'with a member that is not described');
  }
  yield* sizeReplacements(schemas, base);
}

/** Objects with as few and as many members as they may have, and one fewer or more. */
function* sizeReplacements(schemas: readonly JsonObject[], base: JsonObject): Iterable<Replacement> {
  const entries = Object.entries(base);
  const first = (count: number): JsonObject => {
    const part: JsonObject = {};
    for (const [name, value] of entries.slice(0, count)) setOwn(part, name, value);
    return part;
  };
  for (const count of numbers(schemas, 'minProperties')) {
    if (count > entries.length || count === 0) continue;
    yield of(first(count), 'minProperties', `with its minimum of members (${count})`);
    yield of(first(count - 1), 'minProperties', `with too few members (${count - 1})`);
  }
  for (const count of numbers(schemas, 'maxProperties')) {
    if (count > maxTriedMembers) continue;
    const grown = first(count);
    for (let index = Object.keys(grown).length; index <= count; index++) {
      if (index === count) yield of({ ...grown }, 'maxProperties', `with its maximum of members (${count})`);
      setOwn(grown, `undescribedMember${index}`, 'x');
    }
    yield of(grown, 'maxProperties', `with too many members (${count + 1})`);
  }
}

function of(part: unknown, keyword: string, title: string): Replacement {
  return { part, keyword, title };
}

function without(base: JsonObject, name: string): JsonObject {
  const rest: JsonObject = {};
  for (const [other, value] of Object.entries(base)) if (other !== name) setOwn(rest, other, value);
  return rest;
}

/** Items are repeated, and made unlike each other where that is easy. */
function resized(items: readonly unknown[], count: number): unknown[] {
  if (items.length >= count) return items.slice(0, count);
  const grown = [...items];
  for (let index = items.length; index < count; index++)
    grown.push(unlike(items[index % items.length] ?? 'x', index));
  return grown;
}

function unlike(item: unknown, index: number): unknown {
  if (typeof item === 'number') return item + index;
  return typeof item === 'string' ? `${item}${index}` : item;
}
