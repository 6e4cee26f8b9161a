import { isJsonObject, type JsonObject, type SchemaScope, setOwn } from '../schema/index.ts';
import type { Subschema } from './shape.ts';

const maxDepth = 5;
const maxSteps = 300;
const maxAlternatives = 24;
/** A member that no schema is likely to know. */
const unheardOf = 'additional';
const allTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** One bound's opposite: what a value of `type` satisfies exactly when it breaks the bound. */
const opposites: Record<string, (bound: number) => Subschema> = {
  minimum: (bound) => ({ type: 'number', exclusiveMaximum: bound }),
  maximum: (bound) => ({ type: 'number', exclusiveMinimum: bound }),
  exclusiveMinimum: (bound) => ({ type: 'number', maximum: bound }),
  exclusiveMaximum: (bound) => ({ type: 'number', minimum: bound }),
  minLength: (bound) => ({ type: 'string', maxLength: bound - 1 }),
  maxLength: (bound) => ({ type: 'string', minLength: bound + 1 }),
  minItems: (bound) => ({ type: 'array', maxItems: bound - 1 }),
  maxItems: (bound) => ({ type: 'array', minItems: bound + 1 }),
  minProperties: (bound) => ({ type: 'object', maxProperties: bound - 1 }),
  maxProperties: (bound) => ({ type: 'object', minProperties: bound + 1 }),
};

/**
 * Schemas each of which implies that `schema` does not hold: ways of breaking it that a generator can aim at. Not
 * all ways are found; none may be, and then only trying tells.
 */
export function waysToBreak(schema: Subschema, scope: SchemaScope): readonly Subschema[] {
  if (typeof schema === 'boolean') return schema ? [false] : [true];
  let ways = known.get(schema);
  if (!ways) known.set(schema, (ways = breakSchema(schema, scope, maxDepth, { steps: maxSteps })));
  return ways;
}

/** A subschema belongs to one scope, so what was found for it stays true. */
const known = new WeakMap<object, readonly Subschema[]>();

function breakSchema(
  schema: Subschema,
  scope: SchemaScope,
  depth: number,
  budget: { steps: number },
): Subschema[] {
  if (typeof schema === 'boolean') return schema ? [false] : [true];
  if (depth < 0 || --budget.steps < 0) return [];
  const ways: Subschema[] = [];
  const inner = (sub: unknown) => breakSchema(sub as Subschema, scope, depth - 1, budget);
  for (const [keyword, value] of Object.entries(schema).sort(simplestFirst)) {
    const opposite = Object.hasOwn(opposites, keyword) ? opposites[keyword] : undefined;
    if (opposite && typeof value === 'number') ways.push(opposite(value));
    else ways.push(...breakKeyword(keyword, value, inner, scope));
    if (ways.length > maxAlternatives) break;
  }
  return ways.slice(0, maxAlternatives);
}

/** Leaving a member out or changing a type takes nothing else with it; members come last, since they are many. */
function simplestFirst([left]: [string, unknown], [right]: [string, unknown]): number {
  return rankOf(left) - rankOf(right);
}

function rankOf(keyword: string): number {
  if (keyword === 'required' || keyword === 'const' || keyword === 'enum') return 0;
  return keyword === 'properties' || keyword === 'items' ? 2 : 1;
}

function breakKeyword(
  keyword: string,
  value: unknown,
  inner: (sub: unknown) => Subschema[],
  scope: SchemaScope,
): Subschema[] {
  switch (keyword) {
    case '$ref':
      return inner(scope.byId(String(value)).json);
    case 'type': {
      const named = Array.isArray(value) ? value : [value];
      const rest = allTypes.filter((type) => !named.includes(type));
      if (named.includes('integer') && !named.includes('number')) {
        // A fraction breaks `integer`, and only a check tells the two apart.
        return [{ type: rest.filter((type) => type !== 'number') }];
      }
      return rest.length > 0 ? [{ type: rest }] : [];
    }
    case 'enum':
      return Array.isArray(value) ? [{ standinNotValues: value }] : [];
    case 'const':
      return [{ standinNotValues: [value] }];
    case 'pattern':
      return [{ type: 'string', standinNotPattern: value }];
    case 'required':
      return Array.isArray(value)
        ? value.map((name) => ({ type: 'object', properties: member(String(name), false) }))
        : [];
    case 'properties':
      if (!isJsonObject(value)) return [];
      return Object.entries(value).flatMap(([name, sub]) =>
        inner(sub)
          .filter((way) => way !== false)
          .map((way) => ({
            type: 'object',
            required: [name],
            properties: member(name, way),
            standinBreaks: member(name, sub as Subschema),
          })),
      );
    case 'items':
      return inner(value)
        .filter((way) => way !== false)
        .map((way) => ({ type: 'array', minItems: 1, contains: way }));
    case 'contains':
      return inner(value).map((way) => ({ type: 'array', items: way }));
    case 'allOf':
      return Array.isArray(value) ? value.flatMap((sub) => inner(sub)) : [];
    case 'anyOf':
    case 'oneOf':
      return Array.isArray(value) ? [{ allOf: value.map((sub) => ({ not: sub })) }] : [];
    case 'not':
      return [value as Subschema];
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return value === false ? [{ type: 'object', required: [unheardOf] }] : [];
    default:
      return [];
  }
}

function member(name: string, schema: Subschema): JsonObject {
  const members: JsonObject = {};
  setOwn(members, name, schema);
  return members;
}
