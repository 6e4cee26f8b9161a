import { sameJson } from '../schema/index.ts';
import {
  type Collection,
  type Context,
  type Engine,
  impossible,
  type Leaf,
  remembered,
  type Site,
  spendValue,
} from './context.ts';
import { entityUrl } from './entity-url.ts';
import { keyAt, keySite, plainTries } from './keys.ts';
import { itemSchemas, prefixLength } from './members.ts';
import type { Random } from './random.ts';
import { Seen } from './seen.ts';
import type { Shape } from './shape.ts';

const maxItems = 10_000;
const tries = 30;
/** A list reads better without repeats, but need not be without. */
const politeTries = 4;
const politeLength = 100;

interface ArrayMemo {
  readonly prefix: number;
  /** No longer than a bounded `contains` may count, rather than of items that it does not count. */
  readonly short: boolean;
  /** The items may be scalars, or empty. */
  readonly scalar: boolean;
  /** By position; positions after the prefix share one. */
  readonly sites: Map<number, Site | undefined>;
}

/** An array that satisfies the shape, or `impossible`. */
export function makeArray(engine: Engine, site: Site, shape: Shape, context: Context): unknown {
  if (shape.minItems > maxItems || shape.contains.some(({ min }) => min > maxItems)) return impossible;
  const value = makeItems(engine, site, shape, memoOf(engine, site, shape, 'array'), context);
  const counted = shape.contains.some(({ max }) => max !== Number.POSITIVE_INFINITY);
  if (value !== impossible || !counted) return value;
  // Perhaps there is nothing that a bounded `contains` does not count: so short a list that it need not.
  return makeItems(engine, site, shape, memoOf(engine, site, shape, 'short array'), context);
}

function makeItems(engine: Engine, site: Site, shape: Shape, memo: ArrayMemo, context: Context): unknown {
  const placed = placeDemanded(engine, site, shape, memo, context);
  if (!placed) return impossible;
  const length = Math.max(chooseLength(engine, shape, memo, context), placed.length);
  const keyed =
    context.collection &&
    keyOfItems(engine, siteAt(engine, site, shape, memo, memo.prefix), context.collection);
  const items: unknown[] = [];
  const seen = new Seen(placed);
  for (let index = 0; index < length; index++) {
    const isPlaced = Object.hasOwn(placed, index);
    const item = isPlaced ? placed[index] : makeItem(index);
    if (item === impossible) {
      if (index < Math.max(shape.minItems, placed.length)) return impossible;
      break;
    }
    items.push(item);
    if (!isPlaced) seen.add(item);
  }
  if (shape.repeats && items.length > 1) items[items.length - 1] = items[items.length - 2];
  return items;

  function makeItem(index: number): unknown {
    const at = siteAt(engine, site, shape, memo, index);
    if (!at) return impossible;
    const leaf = engine.leaf(at);
    for (let attempt = 0; attempt < tries; attempt++) {
      const random = context.random.fork(index);
      const item = makeOne(
        at,
        leaf,
        index,
        attempt,
        attempt === 0 ? random : random.fork(`again ${attempt}`),
      );
      if (item === impossible) return impossible;
      const polite = attempt < politeTries && index < politeLength;
      if (!seen.clashes(item, shape.uniqueItems || polite)) return item;
    }
    return shape.uniqueItems
      ? impossible
      : engine.make(at, itemContext(context, site, context.random.fork(index), context.plain));
  }

  function makeOne(at: Site, leaf: Leaf | null, index: number, attempt: number, random: Random): unknown {
    const plain = context.plain || attempt >= plainTries;
    if (leaf && !keyed) {
      spendValue(context.budget);
      return leaf(context.entity, random, plain === true);
    }
    const inner = itemContext(context, site, random, plain);
    return engine.make(
      at,
      keyed && context.collection
        ? asEntity(engine, keyed, context.collection, inner, index, attempt, context.self)
        : inner,
    );
  }
}

function itemContext(context: Context, site: Site, random: Random, plain: boolean | undefined): Context {
  return {
    random,
    entity: context.entity,
    depth: context.depth + 1,
    fullness: context.fullness,
    trail: { plan: site.plan, up: context.trail },
    budget: context.budget,
    fixed: undefined,
    collection: undefined,
    self: undefined,
    plain: plain === true,
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
        const item = engine.make(at, itemContext(context, site, random, context.plain));
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
  const { min, max } = preferredSize(engine, shape, memo, context);
  const wanted = context.random.fork('length').int(min, max);
  const prefix = context.fullness === 'bare' ? 0 : memo.prefix;
  return Math.min(ceiling, Math.max(shape.minItems, wanted, prefix));
}

function preferredSize(
  engine: Engine,
  { count }: Shape,
  { scalar }: ArrayMemo,
  { fullness, depth }: Context,
): { min: number; max: number } {
  if (fullness === 'bare') return { min: 0, max: 0 };
  if (count !== undefined && fullness === 'full') return { min: count, max: count };
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

function memoOf(engine: Engine, site: Site, shape: Shape, kind: 'array' | 'short array'): ArrayMemo {
  return remembered(site, shape, kind, () => ({
    prefix: prefixLength(shape),
    short: kind === 'short array',
    scalar: itemSchemas(shape, prefixLength(shape)).every((schema) => engine.heights.of(schema) <= 0),
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
    unwanted: undefined,
    self: list === undefined ? undefined : entityUrl(list, value),
  };
}
