import type * as FastCheck from 'fast-check';
import type { Schema } from '../../schema/index.ts';
import type { Generator } from '../generate.ts';
import { simpler } from './simpler.ts';
import { variations } from './variations.ts';

/** Of how many variations of one value one is chosen. */
const choice = 400;

export interface ArbitraryOptions {
  /**
   * Values that the schema refuses, each for one part; valid ones where none is found, as for a schema that takes
   * everything.
   * @default false
   */
  readonly invalid?: boolean;
  /** What the value is about, where its schema has no name. */
  readonly subject?: string;
}

/** Makes fast-check's arbitraries of schemas. */
export interface Arbitraries {
  /** Values as the generator makes them, which shrink to simpler ones that the schema judges alike. */
  of(schema: Schema, options?: ArbitraryOptions): FastCheck.Arbitrary<unknown>;
  /** One value, decided by the seed. */
  sample(schema: Schema, seed: number, options?: ArbitraryOptions): unknown;
  /** What a value of such an arbitrary shrinks to, simplest first. */
  simpler(schema: Schema, value: unknown): Iterable<unknown>;
}

/** Loads fast-check, which nothing else needs. `prepareValidation()` must have been awaited. */
export async function createArbitraries(generator: Generator): Promise<Arbitraries> {
  const fc = await import('fast-check');

  class SchemaArbitrary extends fc.Arbitrary<unknown> {
    readonly #schema: Schema;
    readonly #options: ArbitraryOptions;

    constructor(schema: Schema, options: ArbitraryOptions) {
      super();
      this.#schema = schema;
      this.#options = options;
    }

    override generate(random: FastCheck.Random): FastCheck.Value<unknown> {
      const { invalid, subject } = this.#options;
      const key = `arbitrary ${random.nextInt()}`;
      const value = generator.generate(this.#schema, { key, ...(subject === undefined ? {} : { subject }) });
      const chosen = invalid ? broken(this.#schema, value, random.nextInt(0, choice)) : value;
      return new fc.Value(chosen, undefined);
    }

    override canShrinkWithoutContext(_value: unknown): _value is unknown {
      return true;
    }

    override shrink(value: unknown): FastCheck.Stream<FastCheck.Value<unknown>> {
      const candidates = alike(this.#schema, value);
      return fc.stream(candidates).map((candidate) => new fc.Value(candidate, undefined));
    }
  }

  return {
    of: (schema, options = {}) => new SchemaArbitrary(schema, options),
    sample: (schema, seed, options = {}) =>
      fc.sample(new SchemaArbitrary(schema, options), { seed, numRuns: 1 })[0],
    simpler: alike,
  };
}

/** Simpler values of the same validity. */
function* alike(schema: Schema, value: unknown): IterableIterator<unknown> {
  const valid = schema.accepts(value);
  for (const candidate of simpler(value)) if (schema.accepts(candidate) === valid) yield candidate;
}

function broken(schema: Schema, base: unknown, nth: number): unknown {
  const found: unknown[] = [];
  for (const { value, valid } of variations(schema, base)) {
    if (!valid) found.push(value);
    if (found.length > choice) break;
  }
  return found.length > 0 ? found[nth % found.length] : base;
}
