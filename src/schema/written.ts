import { childAt, joinPointer } from './json-pointer.ts';
import type { Spot } from './resources.ts';

/** Where a keyword of 2020-12 may come from in older dialects. */
const FORMERLY: ReadonlyMap<string | number, readonly string[]> = new Map(
  Object.entries({
    prefixItems: ['items'],
    items: ['additionalItems', 'items'],
    dependentRequired: ['dependencies'],
    dependentSchemas: ['dependencies'],
    exclusiveMinimum: ['exclusiveMinimum', 'minimum'],
    exclusiveMaximum: ['exclusiveMaximum', 'maximum'],
    $ref: ['$ref', '$dynamicRef', '$recursiveRef'],
  }),
);

/** The pointer of a piece of an adopted schema in the user's own text, as far as it stands there. */
export function writtenAt(origin: Spot, tokens: ReadonlyArray<string | number>): string {
  let { value, pointer } = origin;
  for (const token of tokens) {
    const names = [...(token === 'items' ? [] : [token]), ...(FORMERLY.get(token) ?? [token])];
    const name = names.find((each) => childAt(value, String(each)) !== undefined);
    if (name === undefined) return pointer;
    value = childAt(value, String(name));
    pointer = joinPointer(pointer, name);
  }
  return pointer;
}
