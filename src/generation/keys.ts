import type { Collection, Context, Engine, Site } from './context.ts';
import { memberSite } from './member.ts';
import { type Shape, typeBit } from './shape.ts';

const tries = 30;
/** What is believable may not be enough to fill a list without repeats: from this attempt on, anything valid will do. */
export const plainTries = 6;

/** The site of a collection's key in the shape of its entities; undefined where they are no objects that have it. */
export function keySite(engine: Engine, entities: Site, shape: Shape, key: string): Site | undefined {
  if ((shape.types & typeBit.object) === 0) return undefined;
  if (!shape.layers.some((layer) => layer.properties && Object.hasOwn(layer.properties, key)))
    return undefined;
  return memberSite(engine, entities, shape, key);
}

/**
 * The key of a collection's entity by its place in the list, whatever the list; undefined where none can be made. A
 * further attempt gives another one.
 */
export function keyAt(
  engine: Engine,
  key: Site,
  collection: Collection,
  context: Context,
  index: number,
  attempt: number,
): string | number | undefined {
  const shape = key.plan.only;
  // Whole numbers count up, so that the first page of a list shows the entities 1, 2, 3.
  const counts =
    shape !== undefined && !shape.values && (shape.types & typeBit.integer) !== 0 && attempt === 0;
  const floor = counts ? Math.max(1, shape.minimum, shape.exclusiveMinimum + 1) : 0;
  let value: unknown = floor + index;
  if (!counts || !key.plan.schemas.every((schema) => engine.scope.holds(schema, value))) {
    const random = collection.random.fork('key').fork(index);
    const own = attempt === 0 ? random : random.fork(attempt);
    // Each key is made from facts of its own, or all slugs would be that of the list.
    const entity = engine.entity(own, key.subject.owner, context.entity);
    const plain = context.plain || attempt >= plainTries;
    value = engine.make(key, { ...context, random: own, entity, plain });
    // A member may be null where it is no key.
    for (let again = 0; value === null && again < tries; again++)
      value = engine.make(key, { ...context, random: own.fork(`again ${again}`), entity, plain });
  }
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

/** The first keys of a collection, all different; fewer where no more can be made. */
export function firstKeys(
  engine: Engine,
  entities: Site,
  collection: Collection,
  context: Context,
  count: number,
): Array<string | number> {
  const key = siteOfKey(engine, entities, collection.key);
  const keys = new Set<string | number>();
  for (let index = 0; key && index < count; index++) {
    const fresh = freshKey(key, index);
    if (fresh === undefined) break;
    keys.add(fresh);
  }
  return [...keys];

  function freshKey(site: Site, index: number): string | number | undefined {
    for (let attempt = 0; attempt < tries; attempt++) {
      const value = keyAt(engine, site, collection, context, index, attempt);
      if (value === undefined) return undefined;
      if (!keys.has(value)) return value;
    }
    return undefined;
  }
}

/** In the only shape of the entities, or in the first of several that has it. */
function siteOfKey(engine: Engine, entities: Site, key: string): Site | undefined {
  const inOrder = (alternatives: readonly unknown[]) => [...alternatives.keys()];
  for (const shape of entities.plan.shapes(inOrder, () => {})) {
    const site = keySite(engine, entities, shape, key);
    if (site) return site;
  }
  return undefined;
}
