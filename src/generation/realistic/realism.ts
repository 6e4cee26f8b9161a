import type { NumberConstraint, StringConstraint, Subject } from '../constraint.ts';
import type { Random } from '../random.ts';
import { createEntity, type Entity } from './entity.ts';
import { indexRules } from './rule.ts';
import { PERSON_RULES } from './rules/person.ts';
import { PLACE_RULES } from './rules/place.ts';
import { timeRules } from './rules/time.ts';
import { createSource } from './source.ts';
import { compileString, explainString, type Lexicon, type StringMaker } from './string-rule.ts';

export type { Entity } from './entity.ts';
export type { StringMaker } from './string-rule.ts';

export type NumberMaker = (entity: Entity, random: Random) => number | undefined;
export type BooleanMaker = (entity: Entity, random: Random) => boolean | undefined;

/** Believable values, chosen by what names and surroundings say. Holds no state: the same stream gives the same value. */
export interface Realism {
  /** The facts of one object; of an `address` or `profile` they are those of the object around it. */
  entity(random: Random, owner: string | undefined, parent?: Entity): Entity;
  /**
   * A maker for a string property, worth keeping; undefined where the name says nothing or nothing believable fits.
   * What it makes satisfies the constraint; undefined where this once nothing does.
   */
  compileString(subject: Subject, constraint: StringConstraint): StringMaker | undefined;
  /** The same for numbers. */
  compileNumber(subject: Subject, constraint: NumberConstraint): NumberMaker | undefined;
  /** The same for booleans. */
  compileBoolean(subject: Subject): BooleanMaker | undefined;
  /** The phrase that a string property's name is understood by, for reports. */
  explain(subject: Subject): string | undefined;
}

/**
 * Loads one locale of faker and nothing else.
 * @param options.locale as faker spells it or as BCP 47 does: `de`, `de_AT`, `pt-BR`.
 * @param options.now milliseconds since 1970; all dates lie around it.
 * @throws StandinError `unknown-locale`
 */
export async function createRealism(options: { locale: string; now: number }): Promise<Realism> {
  const source = await createSource(options);
  const lexicon: Lexicon = {
    source,
    strings: indexRules([PERSON_RULES, PLACE_RULES, ...timeRules()]),
  };
  return {
    entity: (random, owner, parent) => createEntity(source, random, owner, parent),
    compileString: (subject, constraint) => compileString(lexicon, subject, constraint),
    compileNumber: () => undefined,
    compileBoolean: () => undefined,
    explain: (subject) => explainString(lexicon, subject),
  };
}
