import { type JsonObject, setOwn } from '../../schema/index.ts';
import { child, from, isObjectSource, keep, type ObjectSource, text, type Upgrade } from './upgrade.ts';

/** Swagger 2.0, Parameter Object and Items Object; the second half is found in real documents all the same. */
const keywords: readonly string[] = [
  ...['type', 'format', 'items', 'default', 'enum', 'pattern', 'multipleOf', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minItems', 'maxItems', 'uniqueItems'],
  ...['title', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'properties', 'additionalProperties', 'x-nullable'],
];

/**
 * The schema of a parameter that is no body, or of a response header: made of the JSON Schema keywords that stand
 * beside its name, or its `schema` where it has one, or undefined where there is nothing of either.
 */
export function inlineSchema(run: Upgrade, at: ObjectSource, extra: JsonObject = {}): unknown {
  const written = child(at, 'schema');
  if (written !== undefined && (text(at, 'in') === 'body' || child(at, 'type') === undefined)) {
    return keep(run, written);
  }
  const made: JsonObject = {};
  for (const key of keywords) {
    const member = child(at, key);
    if (member !== undefined) setOwn(made, key, member.value);
  }
  if (Object.keys(made).length === 0) return undefined;
  if (made['type'] === 'file') Object.assign(made, { type: 'string', format: 'binary' });
  const items = child(at, 'items');
  if (isObjectSource(items)) made['items'] = itemsSchema(run, items);
  return from(run, at, { ...made, ...extra });
}

/**
 * The items as they are, but for two things that a reader of texts could not tell: a file is binary, and a list in a
 * list says how its own items are separated (`csv` where nothing is written). OpenAPI 3 has no word for the latter.
 */
function itemsSchema(run: Upgrade, at: ObjectSource): JsonObject {
  const type = text(at, 'type');
  if (type === 'file') return from(run, at, { ...at.value, type: 'string', format: 'binary' });
  if (type !== 'array') return keep(run, at) as JsonObject;
  const items = child(at, 'items');
  const inner = isObjectSource(items) ? { items: itemsSchema(run, items) } : {};
  return from(run, at, { collectionFormat: 'csv', ...at.value, ...inner });
}
