import type { NumberConstraint, StringConstraint, Subject } from '../constraint.ts';
import type { Random } from '../random.ts';
import { type BooleanMaker, compileBoolean } from './booleans.ts';
import { createEntity, type Entity } from './entity.ts';
import { compileFaker, type FakerMaker, knowsFaker } from './faker-path.ts';
import { compileNumber, type NumberMaker } from './numbers.ts';
import { indexRules, type Rule, type Rules } from './rule.ts';
import { BUSINESS_RULES } from './rules/business.ts';
import { INTERNET_RULES } from './rules/internet.ts';
import { NUMBER_RULES } from './rules/number.ts';
import { PERSON_RULES } from './rules/person.ts';
import { PLACE_RULES } from './rules/place.ts';
import { SECRET_RULES } from './rules/secret.ts';
import { SOFTWARE_RULES } from './rules/software.ts';
import { TEXT_RULES } from './rules/text.ts';
import { CALENDAR_RULES, momentRule } from './rules/time.ts';
import { TITLE_RULES } from './rules/title.ts';
import { URL_RULES } from './rules/url.ts';
import { createSource } from './source.ts';
import { compileString, explainString, type Lexicon, type StringMaker } from './string-rule.ts';

export type { Entity } from './entity.ts';

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
  /** What `x-faker` asks for; undefined where it names nothing. What it makes may break any constraint. */
  compileFaker(written: unknown): FakerMaker | undefined;
  /** Is there what it asks for? */
  knowsFaker(written: unknown): boolean;
  /** The phrase that a string property's name is understood by, for reports. */
  explain(subject: Subject): string | undefined;
}

let index: ReadonlyMap<string, Rule> | undefined;

function tabled(phrase: string): Rule | undefined {
  index ??= indexRules([
    CALENDAR_RULES,
    TEXT_RULES,
    TITLE_RULES,
    SOFTWARE_RULES,
    INTERNET_RULES,
    URL_RULES,
    SECRET_RULES,
    BUSINESS_RULES,
    PLACE_RULES,
    PERSON_RULES,
  ]);
  return index.get(phrase);
}

const STRING_RULES: Rules = { get: (phrase) => tabled(phrase) ?? momentRule(phrase) };

/**
 * Loads one locale of faker and nothing else.
 * @param options.locale as faker spells it or as BCP 47 does: `de`, `de_AT`, `pt-BR`.
 * @param options.now milliseconds since 1970; all dates lie around it.
 * @throws StandinError `unknown-locale`
 */
export async function createRealism(options: { locale: string; now: number }): Promise<Realism> {
  const source = await createSource(options);
  const lexicon: Lexicon = { source, strings: STRING_RULES };
  return {
    entity: (random, owner, parent) => createEntity(source, random, owner, parent),
    compileString: (subject, constraint) => compileString(lexicon, subject, constraint),
    compileNumber: (subject, constraint) => compileNumber(NUMBER_RULES, subject, constraint),
    compileBoolean,
    compileFaker: (written) => compileFaker(source, written),
    knowsFaker: (written) => knowsFaker(source, written),
    explain: (subject) => explainString(lexicon, subject),
  };
}
