import { isJsonObject, type JsonObject, setOwn } from '../../schema/index.ts';
import { assertions, numbers } from './applicable.ts';
import type { Replacement } from './variation.ts';

const maxTriedItems = 1_000;

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
    yield of([...base, base[0]], 'uniqueItems', 'with an item twice');
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
