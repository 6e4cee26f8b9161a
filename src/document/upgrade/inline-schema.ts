import { isJsonObject, type JsonObject } from '../../schema/index.ts';
import {
  child,
  fault,
  from,
  isObjectSource,
  keep,
  type ObjectSource,
  put,
  text,
  type Upgrade,
} from './upgrade.ts';

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
    if (member !== undefined) put(made, key, member.value);
  }
  if (Object.keys(made).length === 0) return undefined;
  if (made['type'] === 'file') Object.assign(made, { type: 'string', format: 'binary' });
  const items = child(at, 'items');
  if (isObjectSource(items) && text(items, 'type') === 'file') {
    made['items'] = from(run, items, { ...items.value, type: 'string', format: 'binary' });
  }
  moveEnumToItems(run, at, made);
  return from(run, at, { ...made, ...extra });
}

/** An `enum` of scalars beside `type: array` can never hold; it is meant for the items. */
function moveEnumToItems(run: Upgrade, at: ObjectSource, made: JsonObject): void {
  const allowed = made['enum'];
  const items = made['items'] ?? {};
  if (made['type'] !== 'array' || !Array.isArray(allowed) || allowed.some(Array.isArray)) return;
  if (!isJsonObject(items) || Object.hasOwn(items, 'enum')) return;
  fault(
    run,
    at,
    'misplaced-enum',
    'The enum of an array lists no arrays; it is read as the enum of the items',
  );
  delete made['enum'];
  made['items'] = from(run, child(at, 'items') ?? at, { ...items, enum: allowed });
}
