import type { JsonObject } from '../schema/index.ts';

/** A piece of adopted JSON Schema. */
export type Subschema = boolean | JsonObject;

/** JSON types as bits, so that sets of them are numbers; a number is an integer or a fraction. */
export const typeBit = {
  null: 1,
  boolean: 2,
  integer: 4,
  fraction: 8,
  string: 16,
  array: 32,
  object: 64,
} as const;
export const anyType = 127;
export const numberTypes: number = typeBit.integer | typeBit.fraction;

/** The applicators to members and items of one subschema; what one layer leaves open another may still close. */
export interface Layer {
  readonly properties: JsonObject | undefined;
  readonly patternProperties: ReadonlyArray<readonly [RegExp, Subschema]>;
  readonly additionalProperties: Subschema | undefined;
  readonly prefixItems: readonly Subschema[];
  readonly items: Subschema | undefined;
}

/** An `unevaluatedProperties` or `unevaluatedItems` and the layers below its own schema that evaluate before it. */
export interface Unevaluated {
  readonly schema: Subschema;
  readonly layers: Layer[];
  /** Another one stands below the same schema and takes everything that is left. */
  covered: boolean;
}

export interface Contains {
  readonly schema: Subschema;
  readonly min: number;
  readonly max: number;
}

/**
 * Everything that must hold for one value, with no choice left: the conjunction of all subschemas that apply to it,
 * after a branch has been taken at each anyOf, oneOf, not and if.
 */
export interface Shape {
  /** Bits of `typeBit`; 0 where nothing can satisfy it. */
  types: number;
  /** The types that the first `type` keyword names, in its order. */
  typeOrder: number[];
  /** Left of enum and const; undefined where anything goes. */
  values: unknown[] | undefined;
  notValues: unknown[];
  minimum: number;
  exclusiveMinimum: number;
  maximum: number;
  exclusiveMaximum: number;
  multipleOf: number[];
  minLength: number;
  maxLength: number;
  patterns: string[];
  notPatterns: string[];
  formats: string[];
  contentEncoding: string | undefined;
  contentMediaType: string | undefined;
  minItems: number;
  maxItems: number;
  uniqueItems: boolean;
  /** Two items must be equal. */
  repeats: boolean;
  contains: Contains[];
  minProperties: number;
  maxProperties: number;
  required: ReadonlySet<string>;
  propertyNames: Subschema[];
  dependentRequired: Array<readonly [string, readonly string[]]>;
  layers: Layer[];
  unevaluatedProperties: Unevaluated[];
  unevaluatedItems: Unevaluated[];
  /** What the choices alone do not guarantee, to be asked of the finished value. */
  checks: Subschema[];
  /** What a discriminator wants in a property, taken where the property's own schema allows it. */
  wanted: ReadonlyMap<string, readonly string[]>;
  /** The component's name, of the outermost reference. */
  name: string | undefined;
  title: string | undefined;
  description: string | undefined;
  /** `example`, `examples` and `default`, in this order, outermost first. */
  examples: unknown[];
  /** `x-faker`, of the outermost schema that has one. */
  faker: unknown;
  /** `x-standin-count`: how many items a list has, where its bounds allow that. */
  count: number | undefined;
  /** Null is allowed in a way that strict readers refuse. */
  avoidNull: boolean;
  /** Nothing is valid to the letter, only as it is meant: an optional member is better left out. */
  doubtful: boolean;
  hasObjectKeywords: boolean;
  hasArrayKeywords: boolean;
}

/** One way on at a choice. */
export interface Alternative {
  /** What is added to the conjunction. */
  readonly schemas: readonly Subschema[];
  /** To be tried before those of a higher rank; equal ones in random order. */
  readonly rank: number;
  /** What a discriminator then wants: property and value. */
  readonly wanted?: readonly [string, string] | undefined;
}

/** Most shapes are those of scalars. */
const NO_NAMES: ReadonlySet<string> = new Set();
const NOTHING_WANTED: ReadonlyMap<string, readonly string[]> = new Map();

/** Adds to the members that must be there. */
export function demand(shape: Shape, names: readonly string[]): void {
  if (shape.required === NO_NAMES) shape.required = new Set(names);
  else for (const name of names) (shape.required as Set<string>).add(name);
}

export function openShape(): Shape {
  return {
    types: anyType,
    typeOrder: [],
    values: undefined,
    notValues: [],
    minimum: Number.NEGATIVE_INFINITY,
    exclusiveMinimum: Number.NEGATIVE_INFINITY,
    maximum: Number.POSITIVE_INFINITY,
    exclusiveMaximum: Number.POSITIVE_INFINITY,
    multipleOf: [],
    minLength: 0,
    maxLength: Number.POSITIVE_INFINITY,
    patterns: [],
    notPatterns: [],
    formats: [],
    contentEncoding: undefined,
    contentMediaType: undefined,
    minItems: 0,
    maxItems: Number.POSITIVE_INFINITY,
    uniqueItems: false,
    repeats: false,
    contains: [],
    minProperties: 0,
    maxProperties: Number.POSITIVE_INFINITY,
    required: NO_NAMES,
    propertyNames: [],
    dependentRequired: [],
    layers: [],
    unevaluatedProperties: [],
    unevaluatedItems: [],
    checks: [],
    wanted: NOTHING_WANTED,
    name: undefined,
    title: undefined,
    description: undefined,
    examples: [],
    faker: undefined,
    count: undefined,
    avoidNull: false,
    doubtful: false,
    hasObjectKeywords: false,
    hasArrayKeywords: false,
  };
}

/** The bits of a `type` keyword's value, one entry a type; unknown names count for nothing. */
export function typeBits(type: unknown): number[] {
  const names = Array.isArray(type) ? type : [type];
  return names.map(bitsOfName).filter((bits) => bits !== 0);
}

/** The same as one set; 0 where the keyword says nothing. */
export function typeSet(type: unknown): number {
  if (!Array.isArray(type)) return bitsOfName(type);
  return type.reduce((all: number, name) => all | bitsOfName(name), 0);
}

function bitsOfName(name: unknown): number {
  if (name === 'number') return numberTypes;
  return typeof name === 'string' && Object.hasOwn(typeBit, name) ? typeBit[name as keyof typeof typeBit] : 0;
}

/** The bit of a value's own type. */
export function bitOf(value: unknown): number {
  if (value === null) return typeBit.null;
  if (Array.isArray(value)) return typeBit.array;
  switch (typeof value) {
    case 'boolean':
      return typeBit.boolean;
    case 'number':
      return Number.isInteger(value) ? typeBit.integer : typeBit.fraction;
    case 'string':
      return typeBit.string;
    default:
      return typeBit.object;
  }
}
