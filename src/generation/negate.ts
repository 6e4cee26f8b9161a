import { compilePattern, isJsonObject, type JsonObject, type SchemaScope, setOwn } from '../schema/index.ts';
import { createRandom } from './random.ts';
import type { Subschema } from './shape.ts';
import { compileStringGenerator } from './string/string.ts';

const maxSteps = 300;
const maxAlternatives = 24;
/** More inner ways than this are left for the part to choose from, once it is reached. */
const maxInnerWays = 2;
const maxDepth = 6;
/** Members that no schema is likely to know. */
const unheardOf = ['additional', 'anotherExtra', 'x-extra', 'EXTRA_1'];
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

/** What is known where a keyword is broken. */
interface Breaking {
  readonly schema: JsonObject;
  readonly scope: SchemaScope;
  /** The ways for a subschema of the same value. */
  readonly inPlace: (sub: unknown) => Subschema[];
  /** The ways for a member or an item. */
  readonly part: (sub: unknown) => Subschema[];
}

function breakSchema(
  schema: Subschema,
  scope: SchemaScope,
  depth: number,
  budget: { steps: number },
): Subschema[] {
  if (typeof schema === 'boolean') return schema ? [false] : [true];
  if (--budget.steps < 0) return [];
  const inPlace = (sub: unknown) => breakSchema(sub as Subschema, scope, depth, budget);
  const part = (sub: unknown): Subschema[] => {
    if (typeof sub === 'boolean') return sub ? [] : [true];
    const ways = depth > 0 ? breakSchema(sub as Subschema, scope, depth - 1, budget) : [];
    const open = ways.filter((way) => way !== false);
    if (ways.length > 0 && open.length === 0) return [];
    return open.length > 0 && open.length <= maxInnerWays ? open : [{ not: sub }];
  };
  const breaking = { schema, scope, inPlace, part };
  const ways: Subschema[] = [];
  let unknown = false;
  for (const [keyword, value] of Object.entries(schema).sort(simplestFirst)) {
    const opposite = Object.hasOwn(opposites, keyword) ? opposites[keyword] : undefined;
    if (opposite && typeof value === 'number') ways.push(opposite(value));
    else if (unbreakable.has(keyword)) unknown = true;
    else ways.push(...breakKeyword(keyword, value, breaking));
    if (ways.length > maxAlternatives) break;
  }
  // What demands nothing cannot be broken.
  if (ways.length === 0 && !unknown && budget.steps >= 0) return [false];
  return ways.slice(0, maxAlternatives);
}

/** Only trying tells how these are broken. */
const unbreakable = new Set([
  'format',
  'multipleOf',
  'unevaluatedItems',
  'contentEncoding',
  'contentMediaType',
]);

/** Leaving a member out or changing a type takes nothing else with it; members come last, since they are many. */
function simplestFirst([left]: [string, unknown], [right]: [string, unknown]): number {
  return rankOf(left) - rankOf(right);
}

function rankOf(keyword: string): number {
  if (keyword === 'required' || keyword === 'const' || keyword === 'enum') return 0;
  return keyword === 'properties' || keyword === 'items' ? 2 : 1;
}

function breakKeyword(keyword: string, value: unknown, breaking: Breaking): Subschema[] {
  const { schema, scope, inPlace, part } = breaking;
  switch (keyword) {
    case '$ref':
      return inPlace(scope.byId(String(value)).json);
    case 'type':
      return breakType(value);
    case 'enum':
      return Array.isArray(value) ? [{ standinNotValues: value }] : [];
    case 'const':
      return [{ standinNotValues: [value] }];
    case 'pattern':
      return [{ type: 'string', standinNotPattern: value }];
    case 'uniqueItems':
      return value === true ? [{ type: 'array', minItems: 2, standinRepeats: true }] : [];
    case 'allOf':
      return Array.isArray(value) ? value.flatMap(inPlace) : [];
    case 'anyOf':
      return Array.isArray(value) ? [{ allOf: value.map((sub) => ({ not: sub })) }] : [];
    case 'oneOf':
      return Array.isArray(value) ? breakOneOf(value) : [];
    case 'not':
      return [value as Subschema];
    case 'if': {
      const { then: yes = true, else: no = true } = schema;
      const ways: Subschema[] = [];
      if (yes !== true) ways.push({ allOf: [value, { not: yes }] });
      if (no !== true) ways.push({ allOf: [{ not: value }, { not: no }] });
      return ways;
    }
    default:
      return [...breakMembers(keyword, value, breaking), ...breakItems(keyword, value, schema, part)];
  }
}

function breakType(value: unknown): Subschema[] {
  const named = Array.isArray(value) ? value : [value];
  const rest = allTypes.filter((type) => !named.includes(type));
  if (!named.includes('integer') || named.includes('number')) return rest.length > 0 ? [{ type: rest }] : [];
  const others = rest.filter((type) => type !== 'number');
  return [...(others.length > 0 ? [{ type: others }] : []), { type: 'number', standinNotType: 'integer' }];
}

/** None holds, or two do. */
function breakOneOf(branches: readonly unknown[]): Subschema[] {
  const pairs = branches.slice(1).map((branch, index) => ({ allOf: [branches[index], branch] }));
  return [{ allOf: branches.map((sub) => ({ not: sub })) }, ...pairs.slice(0, 4)];
}

function breakMembers(keyword: string, value: unknown, { schema, scope, part }: Breaking): Subschema[] {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const broken = (name: string, sub: unknown): Subschema[] =>
    part(sub).map((way) => ({
      type: 'object',
      required: [name],
      properties: member(name, way),
      standinBreaks: member(name, sub as Subschema),
    }));
  switch (keyword) {
    case 'required':
      return Array.isArray(value)
        ? value.map((name) => ({ type: 'object', properties: member(String(name), false) }))
        : [];
    case 'properties':
      return entries.flatMap(([name, sub]) => broken(name, sub));
    case 'patternProperties':
      return entries.flatMap(([pattern, sub]) => {
        const name = nameOf(pattern);
        return name === undefined ? [] : broken(name, sub);
      });
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = unheardOf.find((candidate) => !isDescribed(candidate, schema));
      return name === undefined ? [] : broken(name, value);
    }
    case 'propertyNames':
      return [{ type: 'object', minProperties: 1, propertyNames: { not: value } }];
    case 'dependentRequired':
      return entries.flatMap(([name, others]) =>
        Array.isArray(others)
          ? others.map((other) => ({
              type: 'object',
              required: [name],
              properties: member(String(other), false),
            }))
          : [],
      );
    case 'dependentSchemas':
      return entries.map(([name, sub]) => ({ type: 'object', required: [name], allOf: [{ not: sub }] }));
    default:
      return [];
  }

  function isDescribed(name: string, { properties, patternProperties }: JsonObject): boolean {
    if (isJsonObject(properties) && Object.hasOwn(properties, name)) return true;
    const patterns = isJsonObject(patternProperties) ? Object.keys(patternProperties) : [];
    return patterns.some((pattern) => scope.holds({ pattern }, name));
  }
}

function breakItems(
  keyword: string,
  value: unknown,
  schema: JsonObject,
  part: (sub: unknown) => Subschema[],
): Subschema[] {
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const brokenAt = (index: number, sub: unknown): Subschema[] =>
    part(sub).map((way) => ({
      type: 'array',
      minItems: index + 1,
      prefixItems: [...Array.from({ length: index }, () => true), way],
    }));
  switch (keyword) {
    case 'items':
      return brokenAt(prefix.length, value);
    case 'prefixItems':
      return prefix.flatMap((sub, index) => brokenAt(index, sub));
    case 'contains': {
      const { minContains, maxContains } = schema;
      const ways: Subschema[] = [];
      if (minContains !== 0) ways.push({ type: 'array', items: { not: value } });
      if (typeof maxContains === 'number')
        ways.push({ type: 'array', contains: value, minContains: maxContains + 1 });
      return ways;
    }
    default:
      return [];
  }
}

/** A name that the pattern matches. */
function nameOf(pattern: string): string | undefined {
  const compiled = compilePattern(pattern);
  const plain = unheardOf.find((name) => compiled?.test(name));
  if (plain !== undefined || !compiled) return plain;
  const any = { notPatterns: [], formats: [], contentEncoding: undefined, contentMediaType: undefined };
  const constraint = { ...any, minLength: 0, maxLength: Number.POSITIVE_INFINITY, patterns: [pattern] };
  return compileStringGenerator(constraint)?.generate(createRandom(pattern), 0);
}

function member(name: string, schema: Subschema): JsonObject {
  const members: JsonObject = {};
  setOwn(members, name, schema);
  return members;
}
