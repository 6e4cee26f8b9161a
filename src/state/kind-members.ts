import type { JsonObject } from '../schema/index.ts';

const kinds =
  /^[@_]*(?:component|object|kind|type_?name|(?:object|resource|entity|record|odata)[._]?(?:type|kind)|meta_?model_?name|model_?name|verbose_?name(?:_?plural)?|api_?version)$/i;

const known = new WeakMap<JsonObject, JsonObject>();

/** Members that say what kind of thing it is: what one says, all of its collection say. */
export function kindMembers(value: JsonObject | undefined): JsonObject {
  if (!value) return {};
  let members = known.get(value);
  if (!members) {
    members = Object.fromEntries(
      Object.entries(value).filter(([name, member]) => typeof member === 'string' && kinds.test(name)),
    );
    known.set(value, members);
  }
  return members;
}
