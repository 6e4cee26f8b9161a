import { isJsonObject, sameJson } from '../schema/index.ts';
import { type Collection, type Context, type Engine, impossible, remembered, type Site } from './context.ts';
import { entityUrl } from './entity-url.ts';
import { keyAt, keySite } from './keys.ts';
import { itemSchemas, prefixLength } from './members.ts';
import type { Random } from './random.ts';
import type { Shape } from './shape.ts';

const maxItems = 10_000;
const tries = 30;
/** A list reads better without repeats, but need not be without. */
const politeTries = 4;
const politeLength = 100;
/** What is believable may not be enough to fill a list without repeats. */
const plainTries = 6;
const keyNames = ['id', '_id', 'uuid', 'pk', 'key', 'slug', 'code'];

interface ArrayMemo {
  readonly prefix: number;
  /** No longer than a bounded `contains` may count, rather than of items that it does not count. */
  readonly short: boolean;
  /** By position; positions after the prefix share one. */
  readonly sites: Map<number, Site | undefined>;
}

/** An array that satisfies the shape, or `impossible`. */
export function makeArray(engine: Engine, site: Site, shape: Shape, context: Context): unknown {
  if (shape.minItems > maxItems || shape.contains.some(({ min }) => min > maxItems)) return impossible;
  const value = makeItems(engine, site, shape, memoOf(site, shape, 'array'), context);
  const counted = shape.contains.some(({ max }) => max !== Number.POSITIVE_INFINITY);
  if (value !== impossible || !counted) return value;
  // Perhaps there is nothing that a bounded `contains` does not count: so short a list that it need not.
  return makeItems(engine, site, shape, memoOf(site, shape, 'short array'), context);
}

function makeItems(engine: Engine, site: Site, shape: Shape, memo: ArrayMemo, context: Context): unknown {
  const placed = placeDemanded(engine, site, shape, memo, context);
  if (!placed) return impossible;
  const length = Math.max(chooseLength(engine, shape, memo, context), placed.length);
  const keyed =
    context.collection &&
    keyOfItems(engine, siteAt(engine, site, shape, memo, memo.prefix), context.collection);
  const items: unknown[] = [];
  for (let index = 0; index < length; index++) {
    const item = Object.hasOwn(placed, index) ? placed[index] : makeItem(index, placed);
    if (item === impossible) {
      if (index < Math.max(shape.minItems, placed.length)) return impossible;
      break;
    }
    items.push(item);
  }
  if (shape.repeats && items.length > 1) items[items.length - 1] = items[items.length - 2];
  return items;

  function makeItem(index: number, rest: unknown[]): unknown {
    const at = siteAt(engine, site, shape, memo, index);
    if (!at) return impossible;
    const later = rest.slice(index + 1).filter((item) => item !== undefined);
    const others = later.length > 0 ? [...items, ...later] : items;
    for (let attempt = 0; attempt < tries; attempt++) {
      const random = context.random.fork(index);
      const inner = itemContext(context, site, attempt === 0 ? random : random.fork(`again ${attempt}`));
      const keyedInner =
        keyed && context.collection
          ? asEntity(engine, keyed, context.collection, inner, index, attempt, context.self)
          : inner;
      const item = engine.make(at, attempt < plainTries ? keyedInner : { ...keyedInner, plain: true });
      if (item === impossible) return impossible;
      const polite = attempt < politeTries && index < politeLength;
      if (!clashes(item, others, shape.uniqueItems || polite)) return item;
    }
    return shape.uniqueItems
      ? impossible
      : engine.make(at, itemContext(context, site, context.random.fork(index)));
  }
}

/** Is the item equal to another where items must differ, or does it carry the key of another entity? */
function clashes(item: unknown, others: readonly unknown[], unique: boolean): boolean {
  if (unique && others.some((other) => sameJson(item, other))) return true;
  if (!isJsonObject(item)) return false;
  if (!unique && others.length > politeLength) return false;
  return keyNames.some((key) => {
    const own = Object.hasOwn(item, key) ? item[key] : undefined;
    if (typeof own !== 'string' && typeof own !== 'number') return false;
    return others.some((other) => isJsonObject(other) && Object.hasOwn(other, key) && other[key] === own);
  });
}

function itemContext(context: Context, site: Site, random: Random): Context {
  return {
    ...context,
    random,
    depth: context.depth + 1,
    trail: { plan: site.plan, up: context.trail },
    fixed: undefined,
    collection: undefined,
    self: undefined,
  };
}

/** The items that `contains` demands, at their positions; undefined where they cannot be made. */
function placeDemanded(
  engine: Engine,
  site: Site,
  shape: Shape,
  memo: ArrayMemo,
  context: Context,
): unknown[] | undefined {
  const placed: unknown[] = [];
  const all = shape.contains.map(({ schema }) => schema);
  const total = shape.contains.reduce((sum, { min }) => sum + min, 0);
  for (const [which, contains] of shape.contains.entries()) {
    // Where there is no room for each, one item serves several.
    const wanted = total > shape.maxItems ? all : [contains.schema];
    let missing =
      contains.min -
      placed.filter((item) => item !== undefined && engine.scope.holds(contains.schema, item)).length;
    const last = Math.min(shape.maxItems, maxItems, memo.prefix + shape.contains.length + contains.min + 1);
    const after = Array.from(
      { length: Math.max(0, last - memo.prefix) },
      (_, offset) => memo.prefix + offset,
    );
    const within = Array.from({ length: Math.min(memo.prefix, last) }, (_, index) => index);
    for (const index of memo.short ? [...within, ...after] : [...after, ...within]) {
      if (missing <= 0) break;
      if (placed[index] !== undefined) continue;
      const schemas = [...itemSchemas(shape, index, true), ...wanted];
      if (schemas.includes(false)) continue;
      const at = engine.site(schemas, { ...site.subject, item: true });
      for (let attempt = 0; attempt < tries && missing > 0; attempt++) {
        const random = context.random.fork(`contains ${which}`).fork(index).fork(attempt);
        const item = engine.make(at, itemContext(context, site, random));
        if (item === impossible) break;
        if (shape.uniqueItems && placed.some((other) => sameJson(other, item))) continue;
        placed[index] = item;
        missing--;
        break;
      }
    }
    if (missing > 0) return undefined;
  }
  return placed;
}

function chooseLength(engine: Engine, shape: Shape, memo: ArrayMemo, context: Context): number {
  const counted = memo.short ? shape.contains.map(({ max }) => max) : [];
  const ceiling = Math.min(shape.maxItems, maxItems, ...counted);
  const { min, max } = preferredSize(engine, shape, context);
  const wanted = context.random.fork('length').int(min, max);
  const prefix = context.fullness === 'bare' ? 0 : memo.prefix;
  return Math.min(ceiling, Math.max(shape.minItems, wanted, prefix));
}

function preferredSize(
  engine: Engine,
  shape: Shape,
  { fullness, depth }: Context,
): { min: number; max: number } {
  if (fullness === 'bare') return { min: 0, max: 0 };
  const heights = itemSchemas(shape, prefixLength(shape)).map((schema) => engine.heights.of(schema));
  const scalar = Math.max(0, ...heights) === 0;
  if (fullness === 'lean') return scalar ? { min: 1, max: 2 } : { min: 0, max: 0 };
  if (depth < 2) return engine.settings.listSize;
  const { min, max } = engine.settings.listSize;
  const nested = scalar ? 3 : depth < 4 ? 2 : 1;
  return { min: Math.min(min, 1), max: Math.min(max, nested) };
}

function siteAt(engine: Engine, site: Site, shape: Shape, memo: ArrayMemo, index: number): Site | undefined {
  const position = Math.min(index, memo.prefix);
  if (!memo.sites.has(position)) {
    const schemas = itemSchemas(shape, position);
    // What a bounded `contains` must not count further.
    for (const contains of shape.contains) {
      if (contains.max !== Number.POSITIVE_INFINITY && !memo.short) schemas.push({ not: contains.schema });
    }
    if (schemas.includes(false) && shape.unevaluatedItems.length > 0 && shape.contains.length > 0) {
      schemas.splice(0, schemas.length, ...itemSchemas(shape, position, true), shape.contains[0]!.schema);
    }
    const closed = schemas.includes(false);
    memo.sites.set(position, closed ? undefined : engine.site(schemas, { ...site.subject, item: true }));
  }
  return memo.sites.get(position);
}

function memoOf(site: Site, shape: Shape, kind: 'array' | 'short array'): ArrayMemo {
  return remembered(site, shape, kind, () => ({
    prefix: prefixLength(shape),
    short: kind === 'short array',
    sites: new Map(),
  }));
}

/** Are the items objects with the collection's key? Then each is the entity that its key names. */
function keyOfItems(engine: Engine, items: Site | undefined, { key }: Collection): Site | undefined {
  const shape = items?.plan.only;
  return items && shape && keySite(engine, items, shape, key);
}

function asEntity(
  engine: Engine,
  key: Site,
  collection: Collection,
  context: Context,
  index: number,
  attempt: number,
  list: string | undefined,
): Context {
  const value = keyAt(engine, key, collection, context, index, attempt);
  if (value === undefined) return context;
  return {
    ...context,
    random: collection.random.fork(String(value)),
    fixed: { [collection.key]: value },
    self: list === undefined ? undefined : entityUrl(list, value),
  };
}
