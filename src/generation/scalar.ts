import { sameJson } from '../schema/index.ts';
import type { NumberConstraint, StringConstraint } from './constraint.ts';
import { type Engine, impossible, type Leaf, remembered, type Site } from './context.ts';
import { compileNumberGenerator, satisfiesNumber } from './number.ts';
import { createRandom, type Random } from './random.ts';
import type { Entity } from './realistic/realism.ts';
import { bitOf, type Shape, typeBit } from './shape.ts';
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

/** The maker of a shape's values of one type that has no parts: a bit of `typeBit`, or several for numbers. */
export function scalarMaker(engine: Engine, site: Site, shape: Shape, type: number): Leaf {
  switch (type) {
    case typeBit.null:
      return () => (shape.notValues.includes(null) ? impossible : null);
    case typeBit.boolean:
      return remembered(site, shape, 'boolean', () => booleanMaker(engine, site, shape));
    case typeBit.string:
      return remembered(site, shape, 'string', () => drawer(shape, stringMemo(engine, site, shape)));
    default:
      return remembered(site, shape, 'number', () => drawer(shape, numberMemo(engine, site, shape)));
  }
}

function booleanMaker(engine: Engine, site: Site, shape: Shape): Leaf {
  const draw = drawer(shape, {
    examples: shape.examples.filter((example) => typeof example === 'boolean'),
    believable: engine.realism.compileBoolean(subjectOf(site, shape)),
    constrained: () => (_entity, random) => random.chance(0.5),
  });
  return (entity, random, plain) => {
    const value = draw(entity, random, plain);
    if (!isExcluded(shape, value)) return value;
    return isExcluded(shape, !value) ? impossible : !value;
  };
}

function drawer(shape: Shape, memo: ScalarMemo): Leaf {
  const { examples, believable, constrained } = memo;
  const several = examples.length > 1;
  return (entity, random, plain) => {
    if (plain) return drawFrom(entity, random, undefined);
    if (examples.length > 0) {
      const repeats = several || believable === undefined || random.fork('example').chance(repeatExample);
      if (repeats) return random.fork('which').pick(examples);
    }
    return drawFrom(entity, random, believable);
  };

  function drawFrom(entity: Entity, random: Random, first: Source | undefined): unknown {
    for (let attempt = 0; attempt < 4; attempt++) {
      const stream = attempt === 0 ? random : random.fork(attempt);
      const value = first?.(entity, stream) ?? constrained()?.(entity, stream);
      if (value === undefined) break;
      if (!isExcluded(shape, value)) return value;
    }
    for (let attempt = 4; attempt < 40; attempt++) {
      const value = constrained()?.(entity, random.fork(attempt));
      if (value === undefined) return impossible;
      if (!isExcluded(shape, value)) return value;
    }
    return impossible;
  }
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
  const constrained = once((): Source | undefined => {
    const generator = compileVaried(constraint);
    return generator && ((_entity, random) => generator.generate(random, now));
  });
  const asked = askedOfFaker(engine, shape, (made) =>
    satisfiesString(constraint, String(made)) ? String(made) : undefined,
  );
  return {
    examples: asked ? [] : shape.examples.filter((example) => fits(example) && !isExcluded(shape, example)),
    believable: orElse(asked, engine.realism.compileString(subjectOf(site, shape), constraint)),
    constrained,
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

function numberMemo(engine: Engine, site: Site, shape: Shape): ScalarMemo {
  const constraint: NumberConstraint = {
    integer: (shape.types & typeBit.fraction) === 0,
    minimum: shape.minimum,
    exclusiveMinimum: shape.exclusiveMinimum,
    maximum: shape.maximum,
    exclusiveMaximum: shape.exclusiveMaximum,
    multipleOf: shape.multipleOf,
    formats: shape.formats,
  };
  const fits = (value: unknown) => typeof value === 'number' && satisfiesNumber(constraint, value);
  const constrained = once((): Source | undefined => {
    const generator = compileNumberGenerator(constraint);
    return generator && ((_entity, random) => generator.generate(random));
  });
  const asked = askedOfFaker(engine, shape, (made) => {
    const number = typeof made === 'string' && made !== '' ? Number(made) : made;
    return fits(number) ? number : undefined;
  });
  return {
    examples: asked ? [] : shape.examples.filter((example) => fits(example) && !isExcluded(shape, example)),
    believable: orElse(asked, engine.realism.compileNumber(subjectOf(site, shape), constraint)),
    constrained,
  };
}

/** Where `x-faker` says what to make: several tries for one that fits. */
function askedOfFaker(
  { realism }: Engine,
  { faker }: Shape,
  fitted: (made: string | number | boolean) => unknown,
): Source | undefined {
  const make = faker === undefined ? undefined : realism.compileFaker(faker);
  if (!make) return undefined;
  return (_entity, random) => {
    for (let attempt = 0; attempt < 8; attempt++) {
      const made = make(random.fork(`faker ${attempt}`));
      const value = made === undefined ? undefined : fitted(made);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** faker may have no such function any more, or none of its values may fit. */
function orElse(first: Source | undefined, second: Source | undefined): Source | undefined {
  if (!first || !second) return first ?? second;
  return (entity, random) => first(entity, random) ?? second(entity, random);
}

function subjectOf(site: Site, shape: Shape): Site['subject'] {
  return { ...site.subject, title: shape.title, description: shape.description };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** One of the values that enum and const leave; null seldom, where there are others. */
export function listedMaker({ values = [], avoidNull }: Shape): Leaf {
  const others = values.filter((value) => value !== null);
  const seldomNull = others.length < values.length && !avoidNull;
  return (_entity, random) => {
    if (others.length === 0) return null;
    const stream = random.fork('listed');
    if (seldomNull && stream.chance(0.06)) return null;
    return stream.pick(others);
  };
}
