import { sameJson } from '../schema/index.ts';
import type { NumberConstraint, StringConstraint } from './constraint.ts';
import { type Context, type Engine, impossible, remembered, type Site } from './context.ts';
import { compileNumberGenerator, satisfiesNumber } from './number.ts';
import { createRandom, type Random } from './random.ts';
import type { Entity } from './realistic/realism.ts';
import { bitOf, type Shape } from './shape.ts';
import { compileStringGenerator, type StringGenerator, satisfiesString } from './string/string.ts';

type Source = (entity: Entity, random: Random) => unknown;

/** Where the values of one shape at one site come from, best first; each gives `undefined` where it has none. */
interface ScalarMemo {
  readonly examples: readonly unknown[];
  readonly believable: Source | undefined;
  readonly constrained: () => Source | undefined;
}

/** How often a lone example is repeated although the name says how to make others. */
const repeatExample = 0.35;

export function makeString(engine: Engine, site: Site, shape: Shape, context: Context): unknown {
  return draw(
    shape,
    context,
    remembered(site, shape, 'string', () => stringMemo(engine, site, shape)),
  );
}

export function makeNumber(
  engine: Engine,
  site: Site,
  shape: Shape,
  context: Context,
  integer: boolean,
): unknown {
  const kind = integer ? 'integer' : 'number';
  return draw(
    shape,
    context,
    remembered(site, shape, kind, () => numberMemo(engine, site, shape, integer)),
  );
}

export function makeBoolean(engine: Engine, site: Site, shape: Shape, context: Context): unknown {
  const compile = (): ScalarMemo => ({
    examples: shape.examples.filter((example) => typeof example === 'boolean'),
    believable: engine.realism.compileBoolean(subjectOf(site, shape)),
    constrained: () => (_entity, random) => random.chance(0.5),
  });
  const value = draw(shape, context, remembered(site, shape, 'boolean', compile));
  if (!isExcluded(shape, value)) return value;
  return isExcluded(shape, !value) ? impossible : !value;
}

function draw(shape: Shape, { entity, random, plain }: Context, memo: ScalarMemo): unknown {
  const examples = plain ? [] : memo.examples;
  const believable = plain ? undefined : memo.believable;
  const repeats =
    examples.length > 1 || believable === undefined || random.fork('example').chance(repeatExample);
  if (examples.length > 0 && repeats) return random.fork('which').pick(examples);
  for (let attempt = 0; attempt < 4; attempt++) {
    const stream = attempt === 0 ? random : random.fork(attempt);
    const value = believable?.(entity, stream) ?? memo.constrained()?.(entity, stream);
    if (value === undefined) break;
    if (!isExcluded(shape, value)) return value;
  }
  for (let attempt = 4; attempt < 40; attempt++) {
    const value = memo.constrained()?.(entity, random.fork(attempt));
    if (value === undefined) return impossible;
    if (!isExcluded(shape, value)) return value;
  }
  return impossible;
}

function isExcluded(shape: Shape, value: unknown): boolean {
  if ((bitOf(value) & shape.types) === 0) return true;
  return shape.notValues.length > 0 && shape.notValues.some((other) => sameJson(other, value));
}

function stringMemo(engine: Engine, site: Site, shape: Shape): ScalarMemo {
  const constraint: StringConstraint = {
    minLength: shape.minLength,
    maxLength: shape.maxLength,
    patterns: shape.patterns,
    notPatterns: shape.notPatterns,
    formats: shape.formats,
    contentEncoding: shape.contentEncoding,
    contentMediaType: shape.contentMediaType,
  };
  const fits = (value: unknown) =>
    typeof value === 'string' && value !== '' && satisfiesString(constraint, value);
  const { now } = engine.settings;
  const constrained = once(() => compileVaried(constraint));
  return {
    examples: shape.examples.filter((example) => fits(example) && !isExcluded(shape, example)),
    believable: engine.realism.compileString(subjectOf(site, shape), constraint),
    constrained() {
      const generator = constrained();
      return generator && ((_entity, random) => generator.generate(random, now));
    },
  };
}

/** A pattern that is open at an end is satisfied by its shortest match alone: longer ones differ from each other. */
function compileVaried(constraint: StringConstraint): StringGenerator | undefined {
  const shortest = compileStringGenerator(constraint);
  if (!shortest || constraint.patterns.length === 0) return shortest;
  const random = createRandom('probe');
  const [first, ...others] = Array.from({ length: 4 }, () => shortest.generate(random, 0));
  if (others.some((other) => other !== first)) return shortest;
  const minLength = Math.min([...first!].length + 5, constraint.maxLength);
  return (
    compileStringGenerator({ ...constraint, minLength: Math.max(minLength, constraint.minLength) }) ??
    shortest
  );
}

function numberMemo(engine: Engine, site: Site, shape: Shape, integer: boolean): ScalarMemo {
  const constraint: NumberConstraint = {
    integer,
    minimum: shape.minimum,
    exclusiveMinimum: shape.exclusiveMinimum,
    maximum: shape.maximum,
    exclusiveMaximum: shape.exclusiveMaximum,
    multipleOf: shape.multipleOf,
    formats: shape.formats,
  };
  const fits = (value: unknown) => typeof value === 'number' && satisfiesNumber(constraint, value);
  const constrained = once(() => compileNumberGenerator(constraint));
  return {
    examples: shape.examples.filter((example) => fits(example) && !isExcluded(shape, example)),
    believable: engine.realism.compileNumber(subjectOf(site, shape), constraint),
    constrained() {
      const generator = constrained();
      return generator && ((_entity, random) => generator.generate(random));
    },
  };
}

function subjectOf(site: Site, shape: Shape): Site['subject'] {
  return { ...site.subject, title: shape.title, description: shape.description };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** One of the values that enum and const leave; null seldom, where there are others. */
export function makeListed({ values = [], avoidNull }: Shape, { random }: Context): unknown {
  const others = values.filter((value) => value !== null);
  const stream = random.fork('listed');
  if (others.length === 0) return null;
  if (others.length < values.length && !avoidNull && stream.chance(0.06)) return null;
  return stream.pick(others);
}
