import type { JsonObject } from './json.ts';
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

/** Where a piece of an adopted schema stands in the user's own text. */
export interface Written {
  readonly schemaPointer: string;
  readonly schemaUri: string;
}

const nowhere: Written = { schemaPointer: '', schemaUri: '' };
/** By adopted schema and the way on from there, which are as many as the description has. */
const known = new WeakMap<JsonObject, Map<string, Written>>();

/** Where the piece stands that tokens lead to from an adopted object: worked out once. */
export function written(
  schema: JsonObject | undefined,
  tokens: ReadonlyArray<string | number>,
  originOf: (json: object) => Spot | undefined,
): Written {
  if (schema === undefined) return nowhere;
  let places = known.get(schema);
  if (!places) known.set(schema, (places = new Map()));
  const name = joinPointer('', ...tokens);
  let place = places.get(name);
  if (!place) {
    const origin = originOf(schema);
    place = origin
      ? { schemaPointer: writtenAt(origin, tokens), schemaUri: origin.base.file.givenUri }
      : nowhere;
    // What was not adopted may be yet.
    if (origin) places.set(name, place);
  }
  return place;
}

/** The pointer of a piece of an adopted schema in the user's own text, as far as it stands there. */
function writtenAt(origin: Spot, tokens: ReadonlyArray<string | number>): string {
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
