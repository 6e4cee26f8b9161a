import { isJsonObject, type JsonObject, type SchemaScope, sameJson } from '../schema/index.ts';
import { areDisjoint, constantsOf } from './disjoint.ts';
import { memberSchemas } from './members.ts';
import { waysToBreak } from './negate.ts';
import { type Alternative, type Shape, type Subschema, typeSet } from './shape.ts';

/** What is left to do so that a schema does not hold. */
export type Exclusion =
  /** Nothing: what is known of the value breaks it already. */
  | 'done'
  /** No way is known; only the finished value tells. */
  | 'unknown'
  /** Each known way contradicts what is known. */
  | 'hopeless'
  | readonly Alternative[];

/** The ways of breaking `schema` that are open for a value of which `shape` is known so far, the simplest first. */
export function exclude(schema: Subschema, shape: Shape, scope: SchemaScope): Exclusion {
  const ways = waysToBreak(schema, scope);
  if (ways.length === 0) return 'unknown';
  const open: Alternative[] = [];
  for (const way of ways) {
    if (way === true || (typeof way === 'object' && isImplied(way, shape, scope))) return 'done';
    if (way === false || contradicts(way, shape, scope)) continue;
    open.push({ schemas: [way], rank: forbidsOnly(way) ? 0 : 1 });
  }
  return open.length > 0 ? open : 'hopeless';
}

const plainKeywords = ['type', 'required', 'properties', 'standinBreaks'];

function typesOf(way: JsonObject): number | undefined {
  return way['type'] === undefined ? undefined : typeSet(way['type']);
}

/** The members of a way that consists of nothing but its type, `required` and `properties`. */
function membersOf(way: JsonObject): Array<[string, unknown]> {
  return isJsonObject(way['properties']) ? Object.entries(way['properties']) : [];
}

function forbidsOnly(way: JsonObject): boolean {
  const members = membersOf(way);
  return members.length > 0 && members.every(([, schema]) => schema === false);
}

function isImplied(way: JsonObject, shape: Shape, scope: SchemaScope): boolean {
  const types = typesOf(way);
  if (types === undefined || (shape.types & ~types) !== 0) return false;
  const keywords = Object.keys(way);
  if (keywords.length === 1) return true;
  if (!keywords.every((keyword) => plainKeywords.includes(keyword))) return false;
  const required = Array.isArray(way['required']) ? way['required'] : [];
  if (!required.every((name) => shape.required.has(String(name)))) return false;
  return membersOf(way).every(([name, wanted]) => {
    const known = memberSchemas(shape, name);
    if (wanted === true) return true;
    if (wanted === false) return known.includes(false);
    const excluded = isJsonObject(wanted) ? wanted['standinNotValues'] : undefined;
    if (!shape.required.has(name) || !Array.isArray(excluded)) return false;
    return known.some((schema) => {
      const values = typeof schema === 'object' ? constantsOf(schema, scope) : undefined;
      return values !== undefined && !values.some((value) => excluded.includes(value));
    });
  });
}

function contradicts(way: JsonObject, shape: Shape, scope: SchemaScope): boolean {
  const types = typesOf(way);
  if (types !== undefined && (types & shape.types) === 0) return true;
  return membersOf(way).some(([name, wanted]) => {
    if (wanted === false) return shape.required.has(name);
    const known = memberSchemas(shape, name);
    const broken = isJsonObject(way['standinBreaks']) ? way['standinBreaks'][name] : undefined;
    return known.some(
      (schema) =>
        schema === false ||
        // What must hold here cannot be broken here.
        (broken !== undefined && sameJson(schema, broken)) ||
        areDisjoint([schema, wanted as Subschema], scope),
    );
  });
}
