import { isJsonObject, type SchemaScope } from '../schema/index.ts';
import { type Subschema, typeBit, typeSet } from './shape.ts';

const highest = 24;
const containers = typeBit.array | typeBit.object;

/** Tells how deeply nested the flattest value of a schema is, so that recursion can be led to its end. */
export interface Heights {
  /** 0 for what a scalar, `[]` or `{}` satisfies; Infinity where no finite value was found. A lower bound. */
  of(schema: Subschema): number;
}

export function createHeights(scope: SchemaScope): Heights {
  const known = new WeakMap<object, number>();
  /** Below this, already found not to fit. */
  const refuted = new WeakMap<object, number>();
  /** From here on, already found to fit. */
  const proven = new WeakMap<object, number>();

  function fits(schema: unknown, height: number, open: Set<object>): boolean {
    if (!isJsonObject(schema)) return schema !== false;
    const least = known.get(schema);
    if (least !== undefined) return least <= height;
    if ((refuted.get(schema) ?? -1) >= height) return false;
    if ((proven.get(schema) ?? Number.POSITIVE_INFINITY) <= height || open.has(schema)) return true;
    open.add(schema);
    const result = fitsParts(schema, height, open);
    open.delete(schema);
    // Inside a circle of references, an answer may rest on the assumption that the circle holds.
    if (open.size === 0) (result ? proven : refuted).set(schema, height);
    return result;
  }

  function fitsParts(schema: Record<string, unknown>, height: number, open: Set<object>): boolean {
    const { $ref, allOf, anyOf, oneOf } = schema;
    const inPlace = (sub: unknown) => fits(sub, height, open);
    if (typeof $ref === 'string' && !inPlace(scope.byId($ref).json)) return false;
    if (Array.isArray(allOf) && !allOf.every(inPlace)) return false;
    if (Array.isArray(anyOf) && !anyOf.some(inPlace)) return false;
    if (Array.isArray(oneOf) && !oneOf.some(inPlace)) return false;
    if (schema['enum'] !== undefined || Object.hasOwn(schema, 'const')) return true;
    const bits = typeSet(schema['type']);
    if (bits & ~containers) return true;
    const asArray = (bits === 0 && schema['items'] !== undefined) || (bits & typeBit.array) !== 0;
    const asObject = (bits === 0 && schema['required'] !== undefined) || (bits & typeBit.object) !== 0;
    if (!asArray && !asObject) return true;
    return (asArray && arrayFits(schema, height)) || (asObject && objectFits(schema, height));
  }

  function arrayFits(schema: Record<string, unknown>, height: number): boolean {
    const { minItems, contains, minContains, prefixItems, items } = schema;
    const demanded = contains !== undefined && minContains !== 0;
    const count = typeof minItems === 'number' ? minItems : 0;
    if (count === 0 && !demanded) return true;
    if (height === 0) return false;
    const prefix = Array.isArray(prefixItems) ? prefixItems : [];
    const parts = prefix.slice(0, count);
    if (count > prefix.length && items !== undefined) parts.push(items);
    if (demanded) parts.push(contains);
    return parts.every((part) => fits(part, height - 1, new Set()));
  }

  function objectFits(schema: Record<string, unknown>, height: number): boolean {
    const { required, properties, additionalProperties } = schema;
    const names = Array.isArray(required) ? required : [];
    if (names.length === 0) return true;
    if (height === 0) return false;
    return names.every((name) => {
      const own = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
      return fits(own ?? additionalProperties ?? true, height - 1, new Set());
    });
  }

  return {
    of(schema) {
      if (typeof schema === 'boolean') return schema ? 0 : Number.POSITIVE_INFINITY;
      const least = known.get(schema);
      if (least !== undefined) return least;
      let height = 0;
      while (height <= highest && !fits(schema, height, new Set())) height++;
      const found = height > highest ? Number.POSITIVE_INFINITY : height;
      known.set(schema, found);
      return found;
    },
  };
}
