import { isJsonObject, type JsonObject, own } from './json.ts';
import { compilePattern } from './pattern.ts';

/** What this file needs of the interpreter. */
interface Lookup {
  lookup(id: string): boolean | JsonObject;
}

const MOST_SCHEMAS = 1_000;

/**
 * The schemas that speak of the value at a place below `root`, whichever branches they are in; undefined where there
 * are too many to say.
 */
export function applicableAt(
  judge: Lookup,
  root: unknown,
  tokens: readonly string[],
): readonly JsonObject[] | undefined {
  let found = inPlace(judge, [root]);
  for (const token of tokens) {
    if (found === undefined) return undefined;
    found = inPlace(
      judge,
      found.flatMap((schema) => childrenOf(schema, token)),
    );
  }
  return found;
}

/** May the place hold what is not to be shown: `writeOnly` or `format: password`, on it or on what it is in? */
export function isMarkedSecret(judge: Lookup, root: unknown, tokens: readonly string[]): boolean {
  let found = inPlace(judge, [root]);
  for (const token of [...tokens, undefined]) {
    if (found === undefined || found.some(marksSecret)) return true;
    if (token === undefined) break;
    found = inPlace(
      judge,
      found.flatMap((schema) => childrenOf(schema, token)),
    );
  }
  return false;
}

function marksSecret(schema: JsonObject): boolean {
  return schema['writeOnly'] === true || schema['format'] === 'password';
}

/** The names that these schemas declare. */
export function declaredNames(schemas: readonly JsonObject[]): Set<string> {
  const names = new Set<string>();
  for (const { properties } of schemas) {
    if (isJsonObject(properties)) for (const name of Object.keys(properties)) names.add(name);
  }
  return names;
}

function inPlace(judge: Lookup, schemas: readonly unknown[]): JsonObject[] | undefined {
  const found = new Set<JsonObject>();
  const waiting = [...schemas];
  while (waiting.length > 0) {
    const schema = waiting.pop();
    if (!isJsonObject(schema) || found.has(schema)) continue;
    if (found.size >= MOST_SCHEMAS) return undefined;
    found.add(schema);
    if (typeof schema['$ref'] === 'string') waiting.push(judge.lookup(schema['$ref']));
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const parts = schema[keyword];
      if (Array.isArray(parts)) waiting.push(...parts);
    }
    waiting.push(schema['if'], schema['then'], schema['else']);
    if (isJsonObject(schema['dependentSchemas'])) waiting.push(...Object.values(schema['dependentSchemas']));
  }
  return [...found];
}

function childrenOf(schema: JsonObject, token: string): unknown[] {
  const children = [schema['additionalProperties'], schema['unevaluatedProperties']];
  if (isJsonObject(schema['properties'])) children.push(own(schema['properties'], token));
  const patterns = schema['patternProperties'];
  if (isJsonObject(patterns)) {
    for (const pattern of Object.keys(patterns)) {
      if (compilePattern(pattern)?.test(token)) children.push(patterns[pattern]);
    }
  }
  if (/^\d+$/.test(token)) {
    children.push(schema['items'], schema['unevaluatedItems'], schema['contains']);
    if (Array.isArray(schema['prefixItems'])) children.push(schema['prefixItems'][Number(token)]);
  }
  return children;
}
