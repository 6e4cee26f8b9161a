import { isJsonObject, type JsonObject, joinPointer, sameJson } from '../schema/index.ts';

/** Told of what is wrong: a JSON Pointer into the file and a sentence. */
export type Complain = (pointer: string, message: string) => void;

/** Holds a value to the form that the specification gives it. */
export type Shape = (value: unknown, pointer: string, complain: Complain) => void;

export interface Field {
  readonly shape: Shape;
  readonly required?: boolean;
}

export const anything: Shape = () => {};

export const text: Shape = (value, pointer, complain) => {
  if (typeof value !== 'string') complain(pointer, `It must be text, and is ${kindOf(value)}.`);
};

export function textLike(pattern: RegExp, what: string): Shape {
  return (value, pointer, complain) => {
    if (typeof value !== 'string') text(value, pointer, complain);
    else if (!pattern.test(value)) complain(pointer, `"${value}" is not ${what}.`);
  };
}

export function oneOf(...words: readonly string[]): Shape {
  return (value, pointer, complain) => {
    if (typeof value !== 'string' || !words.includes(value))
      complain(pointer, `${JSON.stringify(value)} is none of ${words.join(', ')}.`);
  };
}

export function atLeast(minimum: number, isWhole: boolean): Shape {
  return (value, pointer, complain) => {
    const fits = typeof value === 'number' && value >= minimum && (!isWhole || Number.isInteger(value));
    if (!fits)
      complain(
        pointer,
        `It must be ${isWhole ? 'a whole number' : 'a number'} of ${minimum} or more, and is ${JSON.stringify(value)}.`,
      );
  };
}

/** A list without duplicates. */
export function listOf(item: Shape, least = 0): Shape {
  return (value, pointer, complain) => {
    if (!Array.isArray(value)) {
      complain(pointer, `It must be a list, and is ${kindOf(value)}.`);
      return;
    }
    if (value.length < least) complain(pointer, 'The list must have at least one item.');
    const seen = new Map<string, unknown[]>();
    for (const [index, each] of value.entries()) {
      item(each, joinPointer(pointer, index), complain);
      const alike = seen.get(outlineOf(each)) ?? [];
      if (alike.some((earlier) => sameJson(earlier, each)))
        complain(joinPointer(pointer, index), 'The list has this item twice.');
      seen.set(outlineOf(each), [...alike, each]);
    }
  };
}

/** The same for values that are the same, and for few others: a name says most of what has one. */
function outlineOf(value: unknown): string {
  if (!isJsonObject(value)) return JSON.stringify(value);
  const { stepId, workflowId, name, reference, target, condition } = value;
  return JSON.stringify([stepId, workflowId, name, reference, target, condition]);
}

/** Names of the user's own, each with a value of the same form. */
export function mapOf(item: Shape, name: RegExp): Shape {
  return (value, pointer, complain) => {
    if (!isJsonObject(value)) {
      complain(pointer, `It must be an object, and is ${kindOf(value)}.`);
      return;
    }
    for (const [key, each] of Object.entries(value)) {
      const below = joinPointer(pointer, key);
      if (!name.test(key))
        complain(below, `"${key}" is no name here: letters, digits, ".", "-" and "_" are.`);
      item(each, below, complain);
    }
  };
}

/**
 * An object with these fields, and extensions.
 *
 * @param more what the fields must hold to together
 */
export function record(
  fields: Readonly<Record<string, Field | Shape>>,
  more?: (value: JsonObject, pointer: string, complain: Complain) => void,
): Shape {
  return (value, pointer, complain) => {
    if (!isJsonObject(value)) {
      complain(pointer, `It must be an object, and is ${kindOf(value)}.`);
      return;
    }
    for (const [name, field] of Object.entries(fields)) {
      if (Object.hasOwn(value, name)) shapeOf(field)(value[name], joinPointer(pointer, name), complain);
      else if (typeof field === 'object' && field.required)
        complain(pointer, `The field ${name} is missing.`);
    }
    for (const name of Object.keys(value))
      if (!Object.hasOwn(fields, name) && !name.startsWith('x-'))
        complain(joinPointer(pointer, name), `There is no field ${name} here.`);
    more?.(value, pointer, complain);
  };
}

export function required(shape: Shape): Field {
  return { shape, required: true };
}

function shapeOf(field: Field | Shape): Shape {
  return typeof field === 'function' ? field : field.shape;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
