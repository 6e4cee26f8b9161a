import type { JsonObject } from '../schema/index.ts';

const kinds =
  /^[@_]*(?:component|object|kind|type_?name|(?:object|resource|entity|record|odata)[._]?(?:type|kind)|meta_?model_?name|model_?name|verbose_?name(?:_?plural)?|api_?version)$/i;

/** Members that say what kind of thing it is: what one says, all of its collection say. */
export function kindMembers(value: JsonObject | undefined): JsonObject {
  if (!value) return {};
  return Object.fromEntries(
    Object.entries(value).filter(([name, member]) => typeof member === 'string' && kinds.test(name)),
  );
}
