import type { SchemaScope } from '../schema/index.ts';
import { isAmong } from './assertions.ts';
import { memberSchemas } from './members.ts';
import { bitOf, numberTypes, type Shape, type Subschema, typeBit } from './shape.ts';

/** Draws the consequences that can be drawn from the shape alone; false where they contradict. */
export function settle(shape: Shape, schemas: readonly Subschema[], scope: SchemaScope): boolean {
  if (shape.minLength > shape.maxLength) shape.types &= ~typeBit.string;
  if (shape.minItems > shape.maxItems || (shape.repeats && shape.uniqueItems)) shape.types &= ~typeBit.array;
  if (Math.max(shape.minProperties, shape.required.size) > shape.maxProperties)
    shape.types &= ~typeBit.object;
  const floor = Math.max(shape.minimum, shape.exclusiveMinimum);
  if (floor > Math.min(shape.maximum, shape.exclusiveMaximum)) shape.types &= ~numberTypes;
  if (shape.types & typeBit.object) {
    for (const name of shape.required) {
      if (memberSchemas(shape, name).includes(false)) shape.types &= ~typeBit.object;
    }
  }
  if (shape.values) {
    const isForbidden = isAmong(shape.notValues);
    shape.values = shape.values.filter(
      (value) =>
        (bitOf(value) & shape.types) !== 0 &&
        !isForbidden(value) &&
        schemas.every((schema) => scope.holds(schema, value)),
    );
    if (shape.values.length === 0) return false;
  }
  return shape.types !== 0;
}
