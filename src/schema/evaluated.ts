import { isJsonObject, type JsonObject } from './json.ts';
import { compilePattern } from './pattern.ts';

/** What this file needs of the interpreter. */
interface Lookup {
  lookup(id: string): boolean | JsonObject;
}

type Holds<J extends Lookup> = (judge: J, schema: unknown, value: unknown) => boolean;

/** Names of a value's properties that a schema has looked at, its own `unevaluatedProperties` left out. */
export function evaluatedProperties<J extends Lookup>(
  judge: J,
  schema: JsonObject,
  value: JsonObject,
  holds: Holds<J>,
): Set<string> {
  const done = new Set<string>();
  collect(schema, true);
  return done;

  function collect(said: JsonObject, outermost: boolean): void {
    const names = Object.keys(value);
    if (said['additionalProperties'] !== undefined) for (const name of names) done.add(name);
    if (!outermost && said['unevaluatedProperties'] !== undefined) for (const name of names) done.add(name);
    if (isJsonObject(said['properties'])) {
      for (const name of names) if (Object.hasOwn(said['properties'], name)) done.add(name);
    }
    if (isJsonObject(said['patternProperties'])) {
      for (const pattern of Object.keys(said['patternProperties'])) {
        for (const name of names) if (compilePattern(pattern)?.test(name)) done.add(name);
      }
    }
    for (const part of holdingParts(judge, said, value, holds)) collect(part, false);
  }
}

/** The items that a schema has looked at: the `first` ones, and `others` by index. */
export function evaluatedItems<J extends Lookup>(
  judge: J,
  schema: JsonObject,
  value: readonly unknown[],
  holds: Holds<J>,
): { first: number; others: Set<number> } {
  const done = { first: 0, others: new Set<number>() };
  collect(schema, true);
  return done;

  function collect(said: JsonObject, outermost: boolean): void {
    const all = said['items'] !== undefined || (!outermost && said['unevaluatedItems'] !== undefined);
    if (all) done.first = value.length;
    if (Array.isArray(said['prefixItems'])) done.first = Math.max(done.first, said['prefixItems'].length);
    if (said['contains'] !== undefined) {
      value.forEach((item, i) => {
        if (holds(judge, said['contains'], item)) done.others.add(i);
      });
    }
    for (const part of holdingParts(judge, said, value, holds)) collect(part, false);
  }
}

/** The subschemas for the same value that it satisfies: only these have evaluated anything. */
function holdingParts<J extends Lookup>(
  judge: J,
  said: JsonObject,
  value: unknown,
  holds: Holds<J>,
): JsonObject[] {
  const parts: JsonObject[] = [];
  const add = (part: unknown): void => {
    if (isJsonObject(part) && holds(judge, part, value)) parts.push(part);
  };
  if (typeof said['$ref'] === 'string') add(judge.lookup(said['$ref']));
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = said[keyword];
    if (Array.isArray(branches)) branches.forEach(add);
  }
  if (said['if'] !== undefined) {
    const met = holds(judge, said['if'], value);
    if (met) add(said['if']);
    add(met ? said['then'] : said['else']);
  }
  const dependent = said['dependentSchemas'];
  if (isJsonObject(dependent) && isJsonObject(value)) {
    for (const name of Object.keys(dependent)) if (Object.hasOwn(value, name)) add(dependent[name]);
  }
  return parts;
}
