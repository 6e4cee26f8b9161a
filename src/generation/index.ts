export { type Arbitraries, createArbitraries } from './adversarial/arbitrary.ts';
export type { Variation } from './adversarial/variation.ts';
export { variations } from './adversarial/variations.ts';
export { entityUrl } from './entity-url.ts';
export {
  type CollectionOptions,
  createGenerator,
  type GenerateOptions,
  type Generator,
  type GeneratorOptions,
} from './generate.ts';
export { describedLists, describedMembers, schemaExamples, withoutHidden } from './look.ts';
export { createRandom, type Random } from './random.ts';
export { isoClock, isoDate } from './realistic/iso.ts';
