import { compilePattern, isJsonObject, sameJson } from '../schema/index.ts';
import { demand, type Shape, type Subschema, typeBits, typeSet } from './shape.ts';

/** Narrows a shape by one assertion; other keywords leave it as it is. */
export function narrow(shape: Shape, keyword: string, value: unknown): void {
  const assert = Object.hasOwn(assertions, keyword) ? assertions[keyword] : undefined;
  assert?.(shape, value);
}

const greater =
  (key: 'minimum' | 'exclusiveMinimum' | 'minLength' | 'minItems' | 'minProperties') =>
  (shape: Shape, value: unknown) => {
    if (typeof value === 'number') shape[key] = Math.max(shape[key], value);
  };
const smaller =
  (key: 'maximum' | 'exclusiveMaximum' | 'maxLength' | 'maxItems' | 'maxProperties') =>
  (shape: Shape, value: unknown) => {
    if (typeof value === 'number') shape[key] = Math.min(shape[key], value);
  };

/** Keyword by keyword: how an assertion narrows a shape. */
const assertions: Record<string, (shape: Shape, value: unknown) => void> = {
  type(shape, value) {
    const bits = typeBits(value);
    if (bits.length === 0) return;
    shape.types &= bits.reduce((all, bit) => all | bit, 0);
    if (shape.typeOrder.length === 0) shape.typeOrder = bits;
  },
  enum(shape, value) {
    if (Array.isArray(value)) intersect(shape, value);
  },
  const: (shape, value) => intersect(shape, [value]),
  minimum: greater('minimum'),
  exclusiveMinimum: greater('exclusiveMinimum'),
  maximum: smaller('maximum'),
  exclusiveMaximum: smaller('exclusiveMaximum'),
  minLength: greater('minLength'),
  maxLength: smaller('maxLength'),
  minItems: greater('minItems'),
  maxItems: smaller('maxItems'),
  minProperties: greater('minProperties'),
  maxProperties: smaller('maxProperties'),
  multipleOf(shape, value) {
    if (typeof value === 'number' && value > 0) shape.multipleOf.push(value);
  },
  pattern(shape, value) {
    if (typeof value !== 'string' || !compilePattern(value)) return;
    shape.patterns.push(value);
    // Between slashes, as other languages write it: to the letter no text has a start behind a slash.
    if (/^\/\^.*\/[a-z]*$/s.test(value)) shape.doubtful = true;
  },
  format(shape, value) {
    if (typeof value === 'string') shape.formats.push(value);
  },
  contentEncoding(shape, value) {
    if (typeof value === 'string') shape.contentEncoding ??= value;
  },
  contentMediaType(shape, value) {
    if (typeof value === 'string') shape.contentMediaType ??= value;
  },
  uniqueItems(shape, value) {
    if (value === true) shape.uniqueItems = true;
  },
  required(shape, value) {
    if (!Array.isArray(value)) return;
    const names = value.filter((name) => typeof name === 'string');
    if (names.length > 0) demand(shape, names);
    shape.hasObjectKeywords ||= value.length > 0;
  },
  propertyNames: (shape, value) => void shape.propertyNames.push(value as Subschema),
  dependentRequired(shape, value) {
    if (!isJsonObject(value)) return;
    for (const [name, names] of Object.entries(value)) {
      if (Array.isArray(names)) shape.dependentRequired.push([name, names.map(String)]);
    }
  },
  // Said by the reader of older dialects: null is let in, but should not be sent.
  standinLenientNull(shape, value) {
    if (value === true) shape.avoidNull = true;
  },
  // Words of our own, made by `waysToBreak` and never read from a description.
  standinNotValues(shape, value) {
    if (Array.isArray(value)) shape.notValues.push(...value);
  },
  standinNotType(shape, value) {
    shape.types &= ~typeSet(value);
  },
  standinRepeats(shape) {
    shape.repeats = true;
  },
  standinNotPattern(shape, value) {
    if (typeof value === 'string') shape.notPatterns.push(value);
  },
};

function intersect(shape: Shape, values: unknown[]): void {
  shape.values = shape.values ? shape.values.filter(isAmong(values)) : values;
}

/** Is a value in the list? Scalars are looked up, since lists may be long. */
export function isAmong(list: readonly unknown[]): (value: unknown) => boolean {
  const scalars = new Set(list.filter((value) => !isStructured(value)));
  const others = list.filter(isStructured);
  return (value) =>
    isStructured(value) ? others.some((other) => sameJson(value, other)) : scalars.has(value);
}

function isStructured(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
