import { type Context, type Engine, remembered, type Site } from './context.ts';
import { memberSchemas } from './members.ts';
import type { Shape, Subschema } from './shape.ts';

const plainNames = ['primary', 'secondary', 'default', 'internal', 'external', 'backup', 'legacy', 'custom'];
const maxExtra = 2_000;

/**
 * Names that no layer knows: as many as `minProperties` still wants, and two or three for an object that is a map
 * (it knows no names, but says what its members are).
 */
export function extraNames(
  engine: Engine,
  site: Site,
  shape: Shape,
  taken: ReadonlyMap<string, boolean>,
  context: Context,
): string[] {
  const wanted = Math.max(
    shape.minProperties - taken.size,
    isMap(shape, taken) ? mapSize(shape, context) : 0,
  );
  if (shape.minProperties - taken.size > maxExtra) return [];
  const room = Math.min(shape.maxProperties - taken.size, maxExtra);
  const count = Math.min(wanted, room);
  if (count <= 0) return [];
  const names: string[] = [];
  const sources = nameSources(engine, site, shape, context);
  for (let index = 0; names.length < count && index < count * 20 + 40; index++) {
    const name = sources[index % sources.length]?.(index);
    if (name === undefined || taken.has(name) || names.includes(name)) continue;
    if (!shape.propertyNames.every((schema) => engine.scope.holds(schema, name))) continue;
    if (memberSchemas(shape, name).includes(false)) continue;
    if (shape.dependentRequired.some(([trigger]) => trigger === name)) continue;
    names.push(name);
  }
  return names;
}

/** Are there names to be made up beside those? */
export function mayHaveExtras(shape: Shape, taken: ReadonlyMap<string, boolean>): boolean {
  return shape.minProperties > taken.size || isMap(shape, taken);
}

function isMap(shape: Shape, taken: ReadonlyMap<string, boolean>): boolean {
  const described = (schema: Subschema | undefined) => typeof schema === 'object';
  return (
    taken.size === 0 &&
    shape.layers.some(
      (layer) =>
        (layer.additionalProperties !== undefined && described(layer.additionalProperties)) ||
        layer.patternProperties.some(([, schema]) => described(schema)),
    )
  );
}

function mapSize(shape: Shape, context: Context): number {
  if (context.fullness === 'bare') return shape.minProperties;
  if (context.fullness === 'lean') return Math.min(1, shape.maxProperties);
  return context.depth < 4 ? context.random.fork('map size').int(2, 3) : 1;
}

/** Ways of making a name up, to be used in turn; the argument makes each call another. */
function nameSources(
  engine: Engine,
  site: Site,
  shape: Shape,
  context: Context,
): Array<(index: number) => string | undefined> {
  const sites = remembered(site, shape, 'names', () => nameSites(engine, shape));
  const made = sites.map((site) => (index: number) => {
    const random = context.random.fork('name').fork(index);
    const name = engine.make(site, { ...context, random, fixed: undefined, collection: undefined });
    return typeof name === 'string' ? name : undefined;
  });
  const plain = (index: number) => {
    const word = plainNames[index % plainNames.length];
    return index < plainNames.length ? word : `${word}${Math.floor(index / plainNames.length) + 1}`;
  };
  // Where patterns close the object, plain names are refused anyway; where they do not, they fill what is missing.
  return [...made, plain];
}

function nameSites(engine: Engine, shape: Shape): Site[] {
  const subject = { name: 'key', owner: undefined, item: false, title: undefined, description: undefined };
  const byPattern = shape.layers
    .flatMap((layer) => layer.patternProperties)
    .filter(([, schema]) => schema !== false)
    .map(([pattern]) => ({ type: 'string', pattern: pattern.source }));
  const limits = shape.propertyNames;
  const schemas: Subschema[][] = byPattern.map((schema) => [schema, ...limits]);
  if (schemas.length === 0 && limits.length > 0) schemas.push([{ type: 'string' }, ...limits]);
  return schemas.map((list) => engine.site(list, subject));
}
