import { StandinError } from '../errors.ts';
import type { GenerateOptions, Generator } from '../generation/index.ts';
import type { Schema } from '../schema/index.ts';

/** A generated value; undefined where none satisfies the schema, since an example may still answer. */
export function attempted(generator: Generator, schema: Schema, options: GenerateOptions): unknown {
  try {
    return generator.generate(schema, options);
  } catch (error) {
    if (error instanceof StandinError && error.code === 'unsatisfiable-schema') return undefined;
    throw error;
  }
}
