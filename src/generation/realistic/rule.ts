import type { Random } from '../random.ts';
import type { Entity } from './entity.ts';
import type { OwnerKind } from './owner.ts';

/** What a property's name and its owner's name were understood as. */
export interface Naming {
  /** The words of the name, the last one in the singular. */
  readonly words: readonly string[];
  /** Those before the ones that the rule is for: `shipping`, `address` in `shippingAddressCity`. */
  readonly before: readonly string[];
  /** What the words before name, else the owner. */
  readonly kind: OwnerKind | undefined;
  /** The telling words of the owner's name. */
  readonly owner: readonly string[];
  readonly formats: readonly string[];
  /** Is the value an item of a list? Items differ, so they do not come from the shared facts. */
  readonly item: boolean;
  /** Does nothing but the type bind the value? Then one candidate is enough. */
  readonly free: boolean;
}

/** One form of a value; where it takes a while to make, it is made only when the ones before it do not fit. */
export type Wording = string | (() => string);

/** A believable value, or several forms of it, best first; an empty list where nothing is known after all. */
export type Maker = (entity: Entity, random: Random, naming: Naming) => string | readonly Wording[];

/**
 * Makers by phrases: `'first name, given name'`. A phrase is matched with the end of a name, the longest first;
 * `name@person` is for names that are about a person, `=mode` for a name that is nothing else.
 */
export type RuleTable = Readonly<Record<string, Maker>>;

export interface Rule {
  readonly phrase: string;
  readonly make: Maker;
}

/** Rules by phrase. */
export interface Rules<T = Rule> {
  get(phrase: string): T | undefined;
}

export function indexRules(tables: readonly RuleTable[]): ReadonlyMap<string, Rule> {
  const index = new Map<string, Rule>();
  for (const table of tables) {
    for (const [phrases, make] of Object.entries(table)) {
      for (const phrase of phrases.split(/,\s*/)) index.set(phrase, { phrase, make });
    }
  }
  return index;
}

/** A maker that picks from a list that is written as one text, parted by `|`. */
export function oneOf(list: string): Maker {
  const values = list.split('|');
  return (_entity, random) => random.pick(values);
}
