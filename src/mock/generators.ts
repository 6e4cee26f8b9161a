import { createGenerator, type Generator, type GeneratorOptions } from '../generation/index.ts';

/** With more settings than these at a time, what was worked out for the oldest is worked out again. */
const MOST = 16;
const made = new Map<string, Promise<Generator>>();

/**
 * The generator of these options: mocks of one description that want the same share what it has worked out of schemas, so
 * that a mock for each test costs little.
 */
export function generatorFor(options: GeneratorOptions): Promise<Generator> {
  const { seed, locale, now, listSize, dynamic } = options;
  const key = JSON.stringify([seed, locale, now, listSize?.min, listSize?.max, dynamic]);
  let generator = made.get(key);
  if (!generator) {
    generator = createGenerator(options);
    made.set(key, generator);
    generator.catch(() => made.delete(key));
    if (made.size > MOST) made.delete(made.keys().next().value as string);
  }
  return generator;
}
