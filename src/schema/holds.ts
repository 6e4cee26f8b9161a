import type { Effort } from './effort.ts';
import { firstTwins, isMultipleOf, sameJson } from './equality.ts';
import { evaluatedItems, evaluatedProperties } from './evaluated.ts';
import { formatCheck, numberFormatCheck } from './formats.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { compilePattern } from './pattern.ts';

/** How an adopted schema is interpreted. */
export interface Judge {
  /** What a `$ref` names. */
  lookup(id: string): boolean | JsonObject;
  /** Is `format` an assertion? */
  readonly formats: boolean;
  readonly effort: Effort;
}

/** Does the value satisfy an adopted schema? Agrees with what Ajv makes of it. */
export function holds(judge: Judge, schema: unknown, value: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return schema !== false;
  const steps = stepsOf(schema);
  for (let i = 0; i < steps.length; i++) {
    const { check, said } = steps[i] as Step;
    if (!check(judge, said as never, value, schema as JsonObject)) return false;
  }
  return true;
}

/** The keywords that a value breaks, in the schema's order; none where the schema holds. Each is asked once. */
export function brokenKeywords(judge: Judge, schema: JsonObject, value: unknown): readonly string[] {
  let broken: string[] | undefined;
  for (const { keyword, check, said } of stepsOf(schema))
    if (!check(judge, said as never, value, schema)) (broken ??= []).push(keyword);
  return broken ?? NONE;
}

const NONE: readonly never[] = [];

/** A keyword that demands something. */
interface Step {
  readonly keyword: string;
  readonly check: Check;
  readonly said: unknown;
}

/** What there is to check in a schema: adopted schemas do not change, and much in them is annotation. */
const plans = new WeakMap<object, Step[]>();

function stepsOf(schema: object): readonly Step[] {
  let steps = plans.get(schema);
  if (steps === undefined) plans.set(schema, (steps = planOf(schema as JsonObject)));
  return steps;
}

function planOf(schema: JsonObject): Step[] {
  const steps: Step[] = [];
  for (const keyword of Object.keys(schema)) {
    const check = CHECKS.get(keyword);
    if (check === undefined) continue;
    const said = schema[keyword];
    steps.push({ keyword, check, said: keyword === 'properties' ? membersOf(said as JsonObject) : said });
  }
  return steps;
}

/** Names of members and what is said of each, read once: to list the names of a large object for each value is dear. */
interface Members {
  readonly names: readonly string[];
  readonly schemas: readonly unknown[];
}

function membersOf(properties: JsonObject): Members {
  const names = Object.keys(properties);
  return { names, schemas: names.map((name) => properties[name]) };
}

/** One keyword's verdict. `said` has the shape that adoption gives it. */
type Check = (judge: Judge, said: never, value: unknown, schema: JsonObject) => boolean;

/** In code points, as 2020-12 validation section 6.3 counts. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(i + 1);
    if (next >= 0xdc00 && next <= 0xdfff) {
      length--;
      i++;
    }
  }
  return length;
}

/** Is the value of one of JSON Schema's types? A number without a fraction is an integer. */
function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
    case 'boolean':
      return typeof value === type;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    default:
      return isJsonObject(value);
  }
}

function isOfOne(value: unknown, types: readonly string[]): boolean {
  for (let i = 0; i < types.length; i++) if (isOfType(value, types[i] as string)) return true;
  return false;
}

function number(test: (value: number, said: number) => boolean): Check {
  return (_judge, said: number, value) => typeof value !== 'number' || test(value, said);
}

function string(test: (value: string, said: never, judge: Judge) => boolean): Check {
  return (judge, said, value) => typeof value !== 'string' || test(value, said, judge);
}

function array(test: (value: unknown[], said: never, judge: Judge, schema: JsonObject) => boolean): Check {
  return (judge, said, value, schema) => !Array.isArray(value) || test(value, said, judge, schema);
}

function object(test: (value: JsonObject, said: never, judge: Judge, schema: JsonObject) => boolean): Check {
  return (judge, said, value, schema) => !isJsonObject(value) || test(value, said, judge, schema);
}

const CHECKS: ReadonlyMap<string, Check> = new Map(
  Object.entries<Check>({
    $ref: (judge, said: string, value) => {
      const { effort } = judge;
      if (!effort.isHard()) return holds(judge, judge.lookup(said), value);
      return effort.recall(said, value) ?? effort.keep(said, value, holds(judge, judge.lookup(said), value));
    },
    type: (_judge, said: string | string[], value) =>
      typeof said === 'string' ? isOfType(value, said) : isOfOne(value, said),
    enum: (_judge, said: unknown[], value) =>
      said.includes(value) || (typeof value === 'object' && said.some((each) => sameJson(each, value))),
    const: (_judge, said: unknown, value) => sameJson(said, value),

    multipleOf: number(isMultipleOf),
    minimum: number((value, said) => value >= said),
    maximum: number((value, said) => value <= said),
    exclusiveMinimum: number((value, said) => value > said),
    exclusiveMaximum: number((value, said) => value < said),

    minLength: string((value, said: number) => value.length >= said && lengthOf(value) >= said),
    maxLength: string((value, said: number) => value.length <= said || lengthOf(value) <= said),
    pattern: string((value, said: string) => compilePattern(said)?.test(value) ?? true),
    format: (judge, said: string, value) => {
      if (!judge.formats) return true;
      if (typeof value === 'string') return formatCheck(said)?.(value) ?? true;
      return typeof value !== 'number' || (numberFormatCheck(said)?.(value) ?? true);
    },

    minItems: array((value, said: number) => value.length >= said),
    maxItems: array((value, said: number) => value.length <= said),
    uniqueItems: array((value, said: boolean) => !said || firstTwins(value) === undefined),
    prefixItems: array((value, said: unknown[], judge) => {
      const end = Math.min(said.length, value.length);
      for (let i = 0; i < end; i++) if (!holds(judge, said[i], value[i])) return false;
      return true;
    }),
    items: array((value, said: unknown, judge, { prefixItems }) => {
      for (let i = Array.isArray(prefixItems) ? prefixItems.length : 0; i < value.length; i++) {
        if (!holds(judge, said, value[i])) return false;
      }
      return true;
    }),
    contains: array((value, said: unknown, judge, { minContains = 1, maxContains = Infinity }) => {
      let count = 0;
      for (const item of value) if (holds(judge, said, item)) count++;
      return count >= (minContains as number) && count <= (maxContains as number);
    }),
    unevaluatedItems: array((value, said: unknown, judge, schema) => {
      const done = evaluatedItems(judge, schema, value, holds);
      return value.every((item, i) => i < done.first || done.others.has(i) || holds(judge, said, item));
    }),

    minProperties: object((value, said: number) => Object.keys(value).length >= said),
    maxProperties: object((value, said: number) => Object.keys(value).length <= said),
    required: object((value, said: string[]) => {
      for (let i = 0; i < said.length; i++) if (!Object.hasOwn(value, said[i] as string)) return false;
      return true;
    }),
    properties: object((value, { names, schemas }: Members, judge) => {
      for (let i = 0; i < names.length; i++) {
        const name = names[i] as string;
        if (Object.hasOwn(value, name) && !holds(judge, schemas[i], value[name])) return false;
      }
      return true;
    }),
    patternProperties: object((value, said: JsonObject, judge) => {
      for (const pattern of Object.keys(said)) {
        const compiled = compilePattern(pattern);
        for (const name of Object.keys(value)) {
          if (compiled?.test(name) && !holds(judge, said[pattern], value[name])) return false;
        }
      }
      return true;
    }),
    additionalProperties: object((value, said: unknown, judge, schema) => {
      if (said === true) return true;
      return Object.keys(value).every((name) => isNamed(name, schema) || holds(judge, said, value[name]));
    }),
    propertyNames: object((value, said: unknown, judge) =>
      Object.keys(value).every((name) => holds(judge, said, name)),
    ),
    dependentRequired: object((value, said: Record<string, string[]>) =>
      Object.keys(said).every(
        (name) =>
          !Object.hasOwn(value, name) || (said[name] as string[]).every((each) => Object.hasOwn(value, each)),
      ),
    ),
    dependentSchemas: object((value, said: JsonObject, judge) =>
      Object.keys(said).every((name) => !Object.hasOwn(value, name) || holds(judge, said[name], value)),
    ),
    unevaluatedProperties: object((value, said: unknown, judge, schema) => {
      if (said === true) return true;
      const done = evaluatedProperties(judge, schema, value, holds);
      return Object.keys(value).every((name) => done.has(name) || holds(judge, said, value[name]));
    }),

    allOf: (judge, said: unknown[], value) => said.every((branch) => holds(judge, branch, value)),
    anyOf: (judge, said: unknown[], value) => said.some((branch) => holds(judge, branch, value)),
    oneOf: (judge, said: unknown[], value) => {
      let count = 0;
      for (const branch of said) if (holds(judge, branch, value) && ++count > 1) return false;
      return count === 1;
    },
    not: (judge, said: unknown, value) => !holds(judge, said, value),
    if: (judge, said: unknown, value, schema) =>
      holds(judge, holds(judge, said, value) ? schema['then'] : schema['else'], value),
  }),
);

/** Is a property one of those that `properties` and `patternProperties` speak about? */
export function isNamed(name: string, schema: JsonObject): boolean {
  const { properties, patternProperties } = schema;
  if (isJsonObject(properties) && Object.hasOwn(properties, name)) return true;
  if (!isJsonObject(patternProperties)) return false;
  return Object.keys(patternProperties).some((pattern) => compilePattern(pattern)?.test(name));
}

/** One keyword of a schema alone. */
function holdsKeyword(judge: Judge, schema: JsonObject, keyword: string, value: unknown): boolean {
  return CHECKS.get(keyword)?.(judge, schema[keyword] as never, value, schema) ?? true;
}

/** The `unevaluated…` keywords of a schema alone. */
export function holdsUnevaluated(judge: Judge, schema: JsonObject, value: unknown): boolean {
  return ['unevaluatedItems', 'unevaluatedProperties'].every(
    (keyword) => schema[keyword] === undefined || holdsKeyword(judge, schema, keyword, value),
  );
}
