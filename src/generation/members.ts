import type { Layer, Shape, Subschema, Unevaluated } from './shape.ts';

/**
 * Every subschema that a member of that name must satisfy (JSON Schema 2020-12 core, sections 10.3.2 and 11.3).
 * Trivially true ones are left out; `false` among them means that the member may not be there.
 */
export function memberSchemas(shape: Shape, name: string): readonly Subschema[] {
  let memo = memos.get(shape);
  // A shape grows while it is worked out.
  if (!memo || memo.layers !== shape.layers.length || memo.rests !== shape.unevaluatedProperties.length) {
    memo = { layers: shape.layers.length, rests: shape.unevaluatedProperties.length, byName: new Map() };
    memos.set(shape, memo);
  }
  let schemas = memo.byName.get(name);
  if (!schemas) {
    schemas = collect(shape, name);
    // Names made up for maps would fill it without end.
    if (memo.byName.size < 1_000) memo.byName.set(name, schemas);
  }
  return schemas;
}

const memos = new WeakMap<
  Shape,
  { readonly layers: number; readonly rests: number; readonly byName: Map<string, readonly Subschema[]> }
>();

function collect(shape: Shape, name: string): Subschema[] {
  const schemas: Subschema[] = [];
  for (const layer of shape.layers) {
    let matched = false;
    if (layer.properties && Object.hasOwn(layer.properties, name)) {
      matched = true;
      add(schemas, layer.properties[name] as Subschema);
    }
    for (const [pattern, schema] of layer.patternProperties) {
      if (pattern.test(name)) {
        matched = true;
        add(schemas, schema);
      }
    }
    if (!matched && layer.additionalProperties !== undefined) add(schemas, layer.additionalProperties);
  }
  for (const rest of shape.unevaluatedProperties) {
    if (!rest.covered && !rest.layers.some((layer) => evaluatesMember(layer, name)))
      add(schemas, rest.schema);
  }
  return schemas;
}

/** Every subschema that the item at that index must satisfy; `evaluated` where a `contains` has seen to it. */
export function itemSchemas(shape: Shape, index: number, evaluated: boolean = false): Subschema[] {
  const schemas: Subschema[] = [];
  for (const layer of shape.layers) {
    const schema = index < layer.prefixItems.length ? layer.prefixItems[index] : layer.items;
    if (schema !== undefined) add(schemas, schema);
  }
  if (evaluated) return schemas;
  for (const rest of shape.unevaluatedItems) {
    if (!rest.covered && !rest.layers.some((layer) => evaluatesItem(layer, index))) add(schemas, rest.schema);
  }
  return schemas;
}

/** How many items have a schema of their own position. */
export function prefixLength(shape: Shape): number {
  let length = 0;
  const layersOf = (rest: Unevaluated) => rest.layers;
  for (const layer of [...shape.layers, ...shape.unevaluatedItems.flatMap(layersOf)]) {
    length = Math.max(length, layer.prefixItems.length);
  }
  return length;
}

/** The names that some layer knows, in the order of the text. */
export function knownNames(shape: Shape): string[] {
  const names = new Set<string>();
  for (const layer of shape.layers) {
    if (layer.properties) for (const name of Object.keys(layer.properties)) names.add(name);
  }
  for (const name of shape.required) names.add(name);
  return [...names];
}

function add(schemas: Subschema[], schema: Subschema): void {
  if (schema !== true && !schemas.includes(schema)) schemas.push(schema);
}

function evaluatesMember(layer: Layer, name: string): boolean {
  return (
    layer.additionalProperties !== undefined ||
    (layer.properties !== undefined && Object.hasOwn(layer.properties, name)) ||
    layer.patternProperties.some(([pattern]) => pattern.test(name))
  );
}

function evaluatesItem(layer: Layer, index: number): boolean {
  return layer.items !== undefined || index < layer.prefixItems.length;
}
