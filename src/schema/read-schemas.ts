import { brief, type Copy, type Reader } from './copy.ts';
import { isJsonObject, type JsonObject, setOwn } from './json.ts';
import { isPattern, stringsOf } from './read-values.ts';

/** A keyword with one subschema that applies to a part of the value. */
export const readPart: Reader = (copy, value, keyword) => {
  const schema = copy.schema(value, [keyword], false);
  if (schema !== undefined && isReadable(value)) copy.to[keyword] = schema;
};

/** What is no schema at all says nothing; its copy has named the fault. */
function isReadable(value: unknown): boolean {
  return isJsonObject(value) || typeof value === 'boolean' || value === 'true' || value === 'false';
}

/** `not`, `if`, `then`, `else`: one subschema for the value itself. */
export const readInPlace: Reader = (copy, value, keyword) => {
  const schema = copy.schema(value, [keyword], true);
  if (schema !== undefined && isReadable(value)) copy.to[keyword] = schema;
};

/** What follows from an `if` is idle where there is none. */
export const readConsequence: Reader = (copy, value, keyword) => {
  if (Object.hasOwn(copy.from, 'if')) readInPlace(copy, value, keyword);
};

export const readBranches: Reader = (copy, value, keyword) => {
  const branches = listOf(copy, value, keyword);
  if (branches.length === 0) return;
  const schemas = branches.map((branch, i) => copy.schema(branch, [keyword, i], true));
  const telling = schemas.filter((schema) => schema !== undefined);
  // A branch that leads back to where we are always holds, so that any of several holds too.
  if (keyword !== 'allOf' && telling.length < schemas.length) return;
  if (telling.length > 0) copy.to[keyword] = telling;
};

function listOf(copy: Copy, value: unknown, keyword: string): unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  copy.fault(
    'invalid-keyword',
    `"${keyword}" must be a list with at least one schema, not ${brief(value)}`,
    keyword,
  );
  return isJsonObject(value) ? [value] : [];
}

/** `prefixItems`, and `items` with a list, as it was up to 2019-09. */
export const readPrefix: Reader = (copy, value, keyword) => {
  const schemas = listOf(copy, value, keyword).map(
    (item, i) => copy.schema(item, [keyword, i], false) ?? true,
  );
  if (schemas.length > 0) copy.to['prefixItems'] = schemas;
};

export const readItems: Reader = (copy, value, keyword) => {
  if (!Array.isArray(value)) {
    readPart(copy, value, keyword);
    return;
  }
  if (copy.traits.level > 2019) {
    copy.fault('invalid-keyword', '"items" must be one schema; the list is read as "prefixItems"', keyword);
  }
  if (value.length > 0) readPrefix(copy, value, keyword);
};

/** Up to 2019-09: of the items behind those that `items` lists. */
export const readAdditionalItems: Reader = (copy, value, keyword) => {
  if (!Array.isArray(copy.from['items'])) return;
  const schema = copy.schema(value, [keyword], false);
  if (schema !== undefined) copy.to['items'] = schema;
};

export const readProperties: Reader = (copy, value, keyword) => {
  const properties: JsonObject = {};
  for (const [name, property] of entriesOf(copy, value, keyword)) {
    let schema = copy.schema(property, [keyword, name], false) ?? true;
    const flag = copy.flag(property, name);
    if (flag !== undefined && schema !== false) {
      schema = schema === true ? {} : schema;
      schema[flag] = true;
    }
    setOwn(properties, name, schema);
  }
  copy.to[keyword] = properties;
};

export const readPatternProperties: Reader = (copy, value, keyword) => {
  const properties: JsonObject = {};
  for (const [pattern, property] of entriesOf(copy, value, keyword)) {
    if (!isPattern(copy, pattern, keyword, pattern)) continue;
    setOwn(properties, pattern, copy.schema(property, [keyword, pattern], false) ?? true);
  }
  if (Object.keys(properties).length > 0) copy.to[keyword] = properties;
};

export const readDependentSchemas: Reader = (copy, value, keyword) => {
  for (const [name, schema] of entriesOf(copy, value, keyword)) dependent(copy, name, schema, keyword);
};

export const readDependentRequired: Reader = (copy, value, keyword) => {
  for (const [name, names] of entriesOf(copy, value, keyword)) demand(copy, name, names, keyword);
};

/** Up to draft-07: names or a schema. */
export const readDependencies: Reader = (copy, value, keyword) => {
  for (const [name, entry] of entriesOf(copy, value, keyword)) {
    if (Array.isArray(entry) || typeof entry === 'string') demand(copy, name, entry, keyword);
    else dependent(copy, name, entry, keyword);
  }
};

function demand(copy: Copy, name: string, value: unknown, keyword: string): void {
  const names = stringsOf(copy, value, keyword, name)?.filter((each) => !copy.spared.has(each)) ?? [];
  if (names.length > 0) setOwn(memberOf(copy.to, 'dependentRequired'), name, names);
}

function dependent(copy: Copy, name: string, value: unknown, keyword: string): void {
  const schema = copy.schema(value, [keyword, name], true);
  if (schema !== undefined) setOwn(memberOf(copy.to, 'dependentSchemas'), name, schema);
}

function memberOf(object: JsonObject, key: string): JsonObject {
  return (object[key] ??= {}) as JsonObject;
}

function entriesOf(copy: Copy, value: unknown, keyword: string): Array<[string, unknown]> {
  if (isJsonObject(value)) return Object.entries(value);
  copy.fault('invalid-keyword', `"${keyword}" must be an object, not ${brief(value)}`, keyword);
  return [];
}
