import { type Direction, isJsonObject, type SchemaScope } from '../schema/index.ts';
import { makeArray } from './array.ts';
import type { Subject } from './constraint.ts';
import {
  type Budget,
  type Context,
  type Engine,
  Exhausted,
  type Fullness,
  impossible,
  type Leaf,
  occurrences,
  remembered,
  type Settings,
  type Site,
  spendValue,
} from './context.ts';
import { createHeights } from './height.ts';
import { compileLeaf, listedOf, wantsNull } from './leaf.ts';
import { makeObject } from './object.ts';
import { createPlans, type Order, type Plan } from './plan.ts';
import type { Realism } from './realistic/realism.ts';
import { scalarMaker } from './scalar.ts';
import { type Alternative, type Shape, type Subschema, typeBit, typeBits } from './shape.ts';
import { typeOrder } from './type-order.ts';

const maxDepth = 12;
const triesPerShape = 6;
const maxShapes = 40;
const seldom = 0.06;
const containers = typeBit.array | typeBit.object;

/** What is asked of an alternative whenever alternatives are put in order. */
interface Outline {
  readonly rank: number;
  readonly height: number;
  readonly isNull: boolean;
}

function spend(budget: Budget, steps: number): void {
  budget.steps -= steps;
  if (budget.steps < 0) throw new Exhausted('values');
}

/** Whether a branch was worked out for an earlier value must not matter, or values would depend on what came before. */
function expand(budget: Budget, branch: object): void {
  if (budget.branches.has(branch)) return;
  budget.branches.add(branch);
  if (--budget.expansions < 0) throw new Exhausted('choices');
}

/** Makes values for the schemas of one scope, in one direction. */
export function createEngine(
  scope: SchemaScope,
  direction: Direction,
  settings: Settings,
  realism: Realism,
): Engine {
  const plans = createPlans(scope);
  const heights = createHeights(scope);
  const sites = new WeakMap<Plan, Map<string, Site>>();
  const outlines = new WeakMap<readonly Alternative[], readonly Outline[]>();
  const engine: Engine = {
    scope,
    direction,
    heights,
    settings,
    realism,
    site: siteOf,
    leaf: leafOf,
    entity: realism.entity,
    make,
  };
  return engine;

  /** What is worked out for a component's member serves wherever the component is. */
  function siteOf(schemas: readonly Subschema[], subject: Subject): Site {
    const plan = plans.of(schemas);
    let byName = sites.get(plan);
    if (!byName) sites.set(plan, (byName = new Map()));
    const { name, owner, item, title, description } = subject;
    const key = JSON.stringify([name, owner, item, title, description]);
    let site = byName.get(key);
    if (!site)
      byName.set(key, (site = { plan, subject, first: undefined, others: undefined, leaf: undefined }));
    return site;
  }

  function leafOf(site: Site): Leaf | null {
    if (site.leaf === undefined) site.leaf = compileLeaf(engine, site) ?? null;
    return site.leaf;
  }

  function make(site: Site, outer: Context): unknown {
    const { budget } = outer;
    spendValue(budget);
    const leaf = leafOf(site);
    if (leaf) return leaf(outer.entity, outer.random, outer.plain === true);
    const fullness = fullnessFor(site, outer);
    const context = fullness === outer.fullness ? outer : { ...outer, fullness };
    const { only } = site.plan;
    if (only) return makeShape(site, only, context, only.checks.length > 0 ? triesPerShape : 1);
    let left = maxShapes;
    for (const shape of site.plan.shapes(orderFor(context), (branch) => expand(budget, branch))) {
      const value = makeShape(site, shape, context, shape.checks.length > 0 ? 3 : 1);
      if (value !== impossible || --left === 0) return value;
    }
    return impossible;
  }

  /** Tries anew, barer each time, until the finished value passes the shape's checks. */
  function makeShape(site: Site, shape: Shape, context: Context, tries: number): unknown {
    for (let attempt = 0; attempt < tries; attempt++) {
      const again = attempt === 0 ? context : retry(context, attempt, tries);
      const value = makeAny(site, shape, again);
      if (value === impossible) continue;
      if (shape.checks.length === 0) return value;
      spend(context.budget, shape.checks.length);
      if (shape.checks.every((check) => scope.holds(check, value))) return value;
    }
    return impossible;
  }

  function retry(context: Context, attempt: number, tries: number): Context {
    const fullness = attempt * 2 >= tries ? 'bare' : context.fullness;
    return { ...context, random: context.random.fork(`try ${attempt}`), fullness };
  }

  function makeAny(site: Site, shape: Shape, context: Context): unknown {
    if (shape.values) return draw(listedOf(site, shape), context);
    const authored = authoredValue(site, shape, context);
    if (authored !== undefined) return authored;
    for (const type of typesFor(site, shape, context)) {
      const value = makeTyped(site, shape, context, type);
      if (value !== impossible) return value;
    }
    return impossible;
  }

  function makeTyped(site: Site, shape: Shape, context: Context, type: number): unknown {
    if (type === typeBit.object) return makeObject(engine, site, shape, context);
    if (type === typeBit.array) return makeArray(engine, site, shape, context);
    return draw(scalarMaker(engine, site, shape, type), context);
  }

  function draw(make: Leaf, { entity, random, plain }: Context): unknown {
    return make(entity, random, plain === true);
  }

  /** A nested object's or array's own example, where it is valid: its author knew best. Items of a list vary instead. */
  function authoredValue(site: Site, shape: Shape, context: Context): unknown {
    if (settings.dynamic || context.depth === 0 || context.fullness !== 'full' || site.subject.item)
      return undefined;
    if (shape.examples.length === 0 || context.fixed || context.collection) return undefined;
    return remembered(site, shape, 'authored', () => ({ value: findAuthored(site, shape) })).value;
  }

  function findAuthored(site: Site, shape: Shape): unknown {
    return shape.examples.find(
      (example) =>
        typeof example === 'object' &&
        example !== null &&
        Object.keys(example).length > 0 &&
        !hidesSomething(shape, example) &&
        site.plan.schemas.every((schema) => scope.holds(schema, example)),
    );
  }

  function hidesSomething(shape: Shape, example: object): boolean {
    const hidden = direction === 'response' ? 'writeOnly' : 'readOnly';
    return direction !== 'any' && shape.layers.some((layer) => mentions(layer.properties, hidden, example));
  }

  function mentions(properties: unknown, hidden: string, example: object): boolean {
    if (!isJsonObject(properties)) return false;
    return Object.entries(properties).some(
      ([name, schema]) => Object.hasOwn(example, name) && isJsonObject(schema) && schema[hidden] === true,
    );
  }

  function fullnessFor(site: Site, { fullness, depth, trail, budget }: Context): Fullness {
    if (fullness === 'bare' || depth > maxDepth || budget.values < 0) return 'bare';
    const seen = trail ? occurrences(trail, site.plan) : 0;
    if (seen > 2) return 'bare';
    return seen > 0 ? 'lean' : fullness;
  }

  /** By rank, then by chance; null seldom first; where the end is to be reached, the flattest first. */
  function orderFor(context: Context): Order {
    return (alternatives, level) => {
      const stream = context.random.fork(`choice ${level}`);
      const flat = context.fullness !== 'full' || context.depth > maxDepth / 2;
      const scored = outlinesOf(alternatives).map(({ rank, height, isNull }, index) => {
        const chance = stream.next() + (isNull && (context.fixed || !stream.chance(seldom)) ? 2 : 0);
        const burden = height === Number.POSITIVE_INFINITY ? 1e6 : flat ? height * 10 : 0;
        return { index, score: rank * 100 + chance + burden };
      });
      return scored.sort((left, right) => left.score - right.score).map(({ index }) => index);
    };
  }

  function outlinesOf(alternatives: readonly Alternative[]): readonly Outline[] {
    let found = outlines.get(alternatives);
    if (!found) {
      found = alternatives.map((alternative) => ({
        rank: alternative.rank,
        height: Math.max(0, ...alternative.schemas.map((schema) => heights.of(schema))),
        isNull: isNull(alternative),
      }));
      outlines.set(alternatives, found);
    }
    return found;
  }

  function isNull({ schemas }: Alternative): boolean {
    const [schema] = schemas;
    if (typeof schema !== 'object') return false;
    const bits = typeBits(schema['type']);
    const values = Array.isArray(schema['enum']) ? schema['enum'] : undefined;
    return (
      (bits.length > 0 && bits.every((bit) => bit === typeBit.null)) ||
      (values?.every((v) => v === null) ?? false)
    );
  }

  /**
   * The types that the shape allows, the most telling first; null first where chance or the depth wants it, and never
   * in the place of members that are given.
   */
  function typesFor(site: Site, shape: Shape, context: Context): readonly number[] {
    const { random, fullness, depth, fixed } = context;
    const { usual, nullFirst, nullable } = typeOrder(shape);
    if (!nullable || fixed) return usual;
    const deep = (fullness === 'bare' || depth > maxDepth) && (shape.types & containers) !== 0;
    return deep || (nullable === 'by chance' && wantsNull(site, random)) ? nullFirst : usual;
  }
}
