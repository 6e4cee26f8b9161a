import type { Facts } from './facts.ts';
import type { Family } from './family.ts';
import type { Collection } from './resource.ts';

/** A collection with what it was inferred from. */
export interface Inferred extends Collection {
  readonly family: Family;
  /** What is said of the member at a pointer, by the first view that has it. */
  factsAt(pointer: string): Facts | undefined;
}
