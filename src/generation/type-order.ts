import { numberTypes, type Shape, typeBit } from './shape.ts';

/** The types that a shape allows, as bits, in the order in which they are tried; all kinds of numbers are one. */
export interface TypeOrder {
  /** The most telling first, null last. */
  readonly usual: readonly number[];
  /** The same with null first, where null may be chosen; else the usual one. */
  readonly nullFirst: readonly number[];
  /** Other types are allowed too, so that chance decides whether it is null, or depth alone. */
  readonly nullable: 'by chance' | 'to end' | false;
}

const numericFormat = /^(u?int\d*|float\d*|double|number|decimal)$/;
const orders = new WeakMap<Shape, TypeOrder>();

/** Worked out once, so only to be asked of a finished shape. */
export function typeOrder(shape: Shape): TypeOrder {
  let order = orders.get(shape);
  if (!order) orders.set(shape, (order = orderOf(shape)));
  return order;
}

function orderOf(shape: Shape): TypeOrder {
  const { types } = shape;
  const mayBeNull = (types & typeBit.null) !== 0 && !shape.avoidNull;
  const telling = tellingTypes(shape).filter((bits) => (bits & types) !== 0);
  const usual = [...new Set([...telling, typeBit.null].filter((bits) => (bits & types) !== 0))];
  return {
    usual,
    nullFirst: mayBeNull ? [...new Set([typeBit.null, ...usual])] : usual,
    nullable: mayBeNull && types !== typeBit.null && (meansParts(shape) ? 'to end' : 'by chance'),
  };
}

/** Members or items are described and no type is named: null is allowed to the letter, and nobody means it. */
function meansParts({ typeOrder: named, hasObjectKeywords, hasArrayKeywords }: Shape): boolean {
  return named.length === 0 && (hasObjectKeywords || hasArrayKeywords);
}

function tellingTypes(shape: Shape): number[] {
  const order: number[] = [];
  if (shape.hasObjectKeywords || shape.minProperties > 0) order.push(typeBit.object);
  if (shape.hasArrayKeywords || shape.minItems > 0 || shape.contains.length > 0) order.push(typeBit.array);
  const stringy = shape.patterns.length + shape.minLength > 0 || shape.maxLength !== Number.POSITIVE_INFINITY;
  const numeric = numericFormat.test(shape.formats[0] ?? '');
  if ((shape.formats.length > 0 && !numeric) || stringy) order.push(typeBit.string);
  if (numeric || shape.multipleOf.length > 0 || isBounded(shape)) order.push(numberTypes);
  for (const bits of shape.typeOrder)
    if (bits !== typeBit.null) order.push(bits & numberTypes ? numberTypes : bits);
  order.push(typeBit.string, numberTypes, typeBit.boolean, typeBit.object, typeBit.array);
  return order;
}

function isBounded({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Shape): boolean {
  return [minimum, maximum, exclusiveMinimum, exclusiveMaximum].some((bound) => Number.isFinite(bound));
}
