import { type Engine, impossible, type Leaf, remembered, type Site } from './context.ts';
import type { Random } from './random.ts';
import { listedMaker, scalarMaker } from './scalar.ts';
import { type Shape, typeBit } from './shape.ts';
import { typeOrder } from './type-order.ts';

const containers = typeBit.array | typeBit.object;
const seldom = 0.06;
/** What is often absent in real data. */
const oftenNull =
  /delet|archiv|revok|cancel|closed|expir|error|fail|parent|previous|prev|suspend|block|disabled.?at|finish|ended|completed/i;

/** The maker of a site's values where they have no parts and take no choice. */
export function compileLeaf(engine: Engine, site: Site): Leaf | undefined {
  const shape = site.plan.only;
  if (!shape || shape.checks.length > 0) return undefined;
  if (shape.values) return listedOf(site, shape);
  if ((shape.types & containers) !== 0) return undefined;
  const { usual, nullFirst, nullable } = typeOrder(shape);
  const makers = usual.map((type) => later(engine, site, shape, type));
  const first = makers[0];
  if (nullable !== 'by chance')
    return makers.length === 1 && first ? first : (...drawn) => firstOf(makers, ...drawn);
  const orNull = nullFirst.map((type) => later(engine, site, shape, type));
  const chance = nullChance(site);
  return (entity, random, plain) => firstOf(isNull(random, chance) ? orNull : makers, entity, random, plain);
}

/** The maker of one of the values that enum and const leave. */
export function listedOf(site: Site, shape: Shape): Leaf {
  return remembered(site, shape, 'listed', () => listedMaker(shape));
}

/** Does chance want null, where another type is allowed too? */
export function wantsNull(site: Site, random: Random): boolean {
  return isNull(random, nullChance(site));
}

function nullChance({ subject }: Site): number {
  return oftenNull.test(subject.name ?? '') ? 0.6 : seldom;
}

function isNull(random: Random, chance: number): boolean {
  return random.fork('null').chance(chance);
}

/** What a name means is looked up when the first value is made: types that come later mostly are not needed. */
function later(engine: Engine, site: Site, shape: Shape, type: number): Leaf {
  let maker: Leaf | undefined;
  return (entity, random, plain) => {
    maker ??= scalarMaker(engine, site, shape, type);
    return maker(entity, random, plain);
  };
}

function firstOf(makers: readonly Leaf[], ...drawn: Parameters<Leaf>): unknown {
  for (const maker of makers) {
    const value = maker(...drawn);
    if (value !== impossible) return value;
  }
  return impossible;
}
